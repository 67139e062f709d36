/// A made-up person with an address in Britain.
struct Person {
  var title, first, last, street, town, postcode, email, phone: String

  var name: String { "\(first) \(last)" }

  init(_ random: inout SeededRandom) {
    title = random.pick(["Mr", "Mrs", "Miss", "Ms", "Dr", "Mx", "Rev", "Prof"])
    first = random.pick(Self.firsts)
    if random.chance(0.3) { first += " " + random.pick(Self.firsts) }
    last = random.pick(Self.lasts)
    if random.chance(0.08) { last += "-" + random.pick(Self.lasts) }
    let number = random.whole(1...299)
    street = "\(number)\(random.chance(0.1) ? random.pick(["A", "B", "C"]) : "") \(random.pick(Self.streets))"
    let place = random.pick(Self.towns)
    town = place.0
    let letters = Array("ABDEFGHJLNPQRSTUWXYZ").map(String.init)
    postcode = "\(place.1)\(random.whole(1...20)) \(random.whole(0...9))\(random.pick(letters))\(random.pick(letters))"
    let box = (first.prefix { $0 != " " } + "." + last).lowercased().filter { $0.isASCII && ($0.isLetter || $0 == ".") }
    email =
      "\(box)\(random.whole(1...99))@\(random.pick(["gmail.com", "outlook.com", "btinternet.com", "example.org", "yahoo.co.uk"]))"
    phone =
      random.chance(0.5)
      ? "07\(random.whole(100...999)) \(random.whole(100_000...999_999))"
      : "01\(random.whole(200...999)) \(random.whole(100_000...999_999))"
  }

  private static let firsts = [
    "Oliver", "Amelia", "Noah", "Isla", "Mohammed", "Aisha", "Siân", "Dafydd", "Niamh", "Cillian", "Priya", "Rajesh", "Wei",
    "Mei",
    "Zofia", "Piotr", "Chinedu", "Adaeze", "Margaret", "Kenneth", "Dorothy", "Brian", "Jean", "Gwilym", "Llinos", "Hamish",
    "Morag",
    "Fatima", "Yusuf", "Elena", "Andrei", "Grace", "Samuel", "Ruth", "Deborah", "Ian", "Zoë", "Chloe", "Jack", "Una",
  ]
  private static let lasts = [
    "Smith", "Jones", "Williams", "O'Connor", "Ap Rhys", "Patel", "Khan", "Evans", "Kowalski", "Nwosu", "Campbell", "MacDonald",
    "Chaudhry", "Begum", "Li", "Zhang", "Fitzgerald", "Whitehouse", "Featherstone", "Hughes", "Lloyd", "Murphy", "Singh",
    "Okafor",
    "Taylor", "Brown", "Wright", "Ill", "Illingworth", "Llewellyn", "Quigley", "Ng", "D'Souza", "Baker", "Iqbal", "Vaughan",
  ]
  private static let streets = [
    "High Street", "Station Road", "Church Lane", "Mill Hill", "Park Avenue", "Victoria Terrace", "Heol y Bont",
    "Albert Street",
    "Queen's Crescent", "The Green", "Bridge Street", "Stryd Fawr", "Orchard Way", "Millbrook Close", "St Mary's Road",
    "Ill Lane",
  ]
  private static let towns = [
    ("Leeds", "LS"), ("Norwich", "NR"), ("Cardiff", "CF"), ("Swansea", "SA"), ("Hull", "HU"), ("Bristol", "BS"),
    ("Nottingham", "NG"),
    ("Croydon", "CR"), ("Manchester", "M"), ("Birmingham", "B"), ("Brighton", "BN"), ("Carlisle", "CA"), ("Truro", "TR"),
    ("Llandudno", "LL"), ("Guildford", "GU"), ("Sheffield", "S"), ("Ipswich", "IP"), ("London", "SE"),
  ]
}
