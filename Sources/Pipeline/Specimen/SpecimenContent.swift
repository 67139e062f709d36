import Forms

/// What made-up people write into a form: a text, a mark or a signature for each field.
struct SpecimenContent {
  enum Entry {
    case text(String)
    /// The boxes that are ticked, and those that were ticked and then filled in solid.
    case ticks(Set<String>, cancelled: Set<String>)
    case signature
  }

  /// By pointer; a field that is left empty has none.
  private(set) var entries: [String: Entry] = [:]
  /// Who makes the power of attorney, if the form is about one.
  private(set) var donor: Person?

  /// Nothing.
  init() {}

  /// Fills a form as people do: people and their places go together, later dates come later, and about half of what may be left out
  /// is left out.
  ///
  /// - Parameter donor: who makes the power of attorney that the form belongs to.
  init(_ form: FormDefinition, donor: Person? = nil, random: inout SeededRandom) {
    var people: [String: Person] = [:], present: [String: Bool] = [:]
    // Ties draw from numbers of their own: what else is drawn does not hang on them.
    var lots = random
    let ties = SpecimenTies(form, random: &lots), twins = ties.twins(Self.group)
    if let donor {
      for group in ["donor", "donorSignature"] { (people[group], present[group]) = (donor, true) }
      for group in ["donor", "donorSignature"] { people[twins[group] ?? group] = donor }
    }
    var day = random.whole(0...1500)
    for zone in form.pages.flatMap(\.zones) {
      guard let field = form.fields[zone.field], !field.office else { continue }
      let group = Self.group(zone.field)
      if present[group] == nil {
        let index = group.split(separator: "/").compactMap { Int($0) }.first ?? 0
        present[group] = index == 0 || random.chance(index == 1 ? 0.6 : 0.3)
        let somebody = Person(&random), twin = twins[group] ?? group
        people[twin] = people[twin] ?? somebody
        people[group] = people[twin]
      }
      guard present[group] == true, let person = people[group] else { continue }
      day += random.whole(0...9)
      if let entry = Self.entry(zone, field, person, day: day, random: &random) { entries[zone.field] = entry }
    }
    ties.tie(&entries)
    self.donor = people["donor"]
  }

  /// Fills every field with text of its type that no context gives away, for fitting confidence.
  init(scattering form: FormDefinition, random: inout SeededRandom) {
    for zone in form.pages.flatMap(\.zones) where random.chance(0.8) {
      guard let field = form.fields[zone.field] else { continue }
      let person = Person(&random)
      entries[zone.field] = Self.entry(zone, field, person, day: random.whole(0...20_000), random: &random)
    }
  }

  /// The pointer up to the last index, or its first step: fields of one person or matter.
  private static func group(_ pointer: String) -> String {
    let steps = pointer.split(separator: "/")
    let last = steps.lastIndex { Int($0) != nil } ?? 0
    return steps[...last].joined(separator: "/")
  }

  private static func entry(
    _ zone: ZoneDefinition, _ field: FieldDefinition, _ person: Person, day: Int, random: inout SeededRandom
  ) -> Entry? {
    let name = zone.field.split(separator: "/").last.map { $0.lowercased() } ?? ""
    switch field.kind {
    case .signature: return random.chance(0.9) ? .signature : nil
    case .flag: return random.chance(0.35) ? ticks(zone, &random, one: zone.boxes[0].name) : nil
    case .choice: return random.chance(0.9) ? ticks(zone, &random, one: random.pick(zone.boxes).name) : nil
    case .date:
      let years = name.contains("birth") ? -Double(random.whole(25...85)) : 0
      return random.chance(0.85) ? .text(date(day + Int(years * 365.25), gap: " ")) : nil
    case .postcode: return .text(person.postcode)
    case .money: return .text("\(random.whole(20...999)).\(random.pick(["00", "50", "25", "99"]))")
    case .number: return random.chance(0.7) ? .text("\(random.whole(1...12))") : nil
    case .phone: return random.chance(0.7) ? .text(zone.read == .comb ? person.phone.filter(\.isNumber) : person.phone) : nil
    case .email: return random.chance(0.7) ? .text(person.email) : nil
    case .reference:
      return random.chance(0.7)
        ? .text("\(random.pick(["PAT", "TDS", "LL", "R"]))\(random.pick(["", "/"]))\(random.whole(10_000...9_999_999))") : nil
    case .nationalInsurance: return random.chance(0.7) ? .text("\(random.pick(["AB", "JK", "PW", "SY"])) \(digits(6, &random)) \(random.pick(["A", "B", "C", "D"]))") : nil
    case .caseNumber: return random.chance(0.7) ? .text("7000\(random.pick(["", "-"]))\(digits(8, &random))") : nil
    case .claimNumber: return random.chance(0.7) ? .text("\(random.pick(["K", "L", "M"]))\(digits(2, &random))YJ\(digits(3, &random))") : nil
    case .companyNumber: return random.chance(0.7) ? .text("\(random.pick(["0", "1"]))\(digits(7, &random))") : nil
    case .text: return text(zone, name, person, &random).map { .text($0) }
    }
  }

  private static func digits(_ count: Int, _ random: inout SeededRandom) -> String {
    (0..<count).map { _ in "\(random.whole(0...9))" }.joined()
  }

  private static func text(_ zone: ZoneDefinition, _ name: String, _ person: Person, _ random: inout SeededRandom) -> String? {
    let narrow = zone.bounds.width < 40
    if zone.read == .block {
      let address = "\(person.street)\n\(person.town)"
      if name.contains("nameandaddress") { return "\(person.title) \(person.name)\n\(address)" }
      if name.contains("address") { return address }
      guard random.chance(0.6) else { return nil }
      return "I would like to live near my family for as long as possible.\nPlease ask \(person.first) about the garden."
    }
    if name == "title" { return person.title }
    if name.contains("first") { return narrow ? String(person.first.prefix { $0 != " " }) : person.first }
    if name.contains("last") { return person.last }
    if name.contains("line1") { return person.street }
    if name.contains("line2") { return person.town }
    if name.contains("line3") { return nil }
    if name == "othertitle" { return random.chance(0.3) ? random.pick(["Dr", "Rev", "Sir", "Canon"]) : nil }
    if name.contains("other") { return random.chance(0.3) ? person.name : nil }
    if name.contains("court") { return "\(person.town) County Court" }
    if name.contains("firm") || name.contains("company") { return random.chance(0.5) ? "\(person.last) Legal LLP" : nil }
    if name.contains("position") {
      return random.chance(0.5) ? random.pick(["Partner", "Director", "Solicitor", "Manager"]) : nil
    }
    if name.contains("servedby") || name.contains("how") {
      return random.pick(["first class post", "left at the property", "handed over in person"])
    }
    return zone.bounds.height > 6 && narrow ? nil : person.name
  }

  private static func ticks(_ zone: ZoneDefinition, _ random: inout SeededRandom, one: String) -> Entry {
    let others = zone.boxes.map(\.name).filter { $0 != one }
    let withdrawn = others.isEmpty || !random.chance(0.04) ? nil : random.pick(others)
    return .ticks([one], cancelled: withdrawn.map { [$0] } ?? [])
  }

  /// The date `day` days after 1 January 2018, as day, month and year.
  static func date(_ day: Int, gap: String) -> String {
    // Days to a civil date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013).
    let z = day + 17_532 + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let d = z - era * 146_097
    let y = (d - d / 1460 + d / 36_524 - d / 146_096) / 365
    let n = d - (365 * y + y / 4 - y / 100), m = (5 * n + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    let year = y + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return [two(n - (153 * m + 2) / 5 + 1), two(month), "\(year)"].joined(separator: gap)
  }
}
