import Testing

@testable import Forms

/// A form with a postcode in three places, twice a person's names, and a sum; what was read in them, weighed against each other.
struct CorroborationTests {
  private static let form: FormDefinition = {
    let texts = ["/people/0/lastName", "/people/1/lastName", "/signed/0/lastName", "/signed/1/lastName"]
    let amounts = ["/fee", "/costs", "/total"]
    let fields =
      texts.map { ($0, FieldDefinition(label: "Name \($0)", kind: .text)) }
      + ["/a", "/b", "/c"].map { ($0, FieldDefinition(label: "Code \($0)", kind: .postcode)) }
      + amounts.map { ($0, FieldDefinition(label: "Amount \($0)", kind: .money)) }
    var form = FormDefinition(
      id: "f", edition: "1", title: "f", pages: [], fields: Dictionary(uniqueKeysWithValues: fields),
      layout: FormLayout(pages: []))
    form.ties = [
      .same(["/a", "/b", "/c"]), .repeated(from: ["/people/0", "/people/1"], in: [["/signed/0", "/signed/1"]]),
      .sum(of: ["/fee", "/costs"], is: "/total"),
    ]
    return form
  }()

  private static func reading(
    _ value: String, _ confidence: Double, because reasons: [String] = ["it was read with doubt"], or others: [String] = []
  ) -> FieldReading {
    var reading = FieldReading(
      value: .text(value), text: value, state: .read, confidence: confidence, review: confidence < 0.98,
      reasons: confidence < 0.98 ? reasons : [], alternatives: others.map { .init(value: $0, confidence: 0.2) }, formPage: 3,
      page: 2)
    reading.evidence = ["handSure": -0.1]
    return reading
  }

  private static func weighed(_ fields: [String: FieldReading]) -> [String: FieldReading] { Corroboration()(fields, of: form) }

  @Test func `two that are unsure and read the same do not pass by that`() {
    // One reader takes the same letter of the same hand for the same other one twice.
    let fields = ["/a": Self.reading("B17 6FJ", 0.97), "/b": Self.reading("B17 6FJ", 0.97)]
    #expect(Self.weighed(fields) == fields)
  }

  @Test func `where an unsure one differs the other's value is proposed, its own is kept beside it, and it stays in review`()
    throws
  {
    let weighed = Self.weighed(["/a": Self.reading("Yusuf", 0.99), "/b": Self.reading("Tusuf", 0.4, or: ["Yusuf"])])
    let after = try #require(weighed["/b"])
    #expect(after.value == .text("Yusuf") && after.text == "Tusuf" && after.review)
    #expect(after.alternatives == [.init(value: "Tusuf", confidence: 0.4)])
    #expect(after.reasons.last == "it was read beside ‘Code /a’ on page 3")
    #expect(weighed["/a"] == Self.reading("Yusuf", 0.99))
  }

  @Test func `what nobody read is not proposed, though both offer it`() {
    let fields = [
      "/a": Self.reading("Whitehouse", 0.6, or: ["Whitehous"]), "/b": Self.reading("Whitehoun", 0.3, or: ["Whitehous"]),
    ]
    let values = Self.weighed(fields).values.map(\.value)
    #expect(!values.contains(.text("Whitehous")))
  }

  @Test func `two that are sure are both looked at where one may be the other misread, and not where they are quite unlike`() {
    let weighed = Self.weighed(["/a": Self.reading("LS17 0QT", 0.99), "/b": Self.reading("LS17 0OT", 0.99)])
    #expect(weighed["/a"]?.reasons == ["it differs from ‘Code /b’ on page 3"] && weighed["/a"]?.review == true)
    #expect(weighed["/b"]?.reasons == ["it differs from ‘Code /a’ on page 3"] && weighed["/b"]?.review == true)
    let unlike = ["/a": Self.reading("LS17 0QT", 0.99), "/b": Self.reading("B15 3HX", 0.99)]
    #expect(Self.weighed(unlike) == unlike)
  }

  @Test func `people are told by their names, each signature is one person's, and others may sign too`() throws {
    let weighed = Self.weighed([
      "/people/0/lastName": Self.reading("Featherstone", 0.975), "/people/1/lastName": Self.reading("Kowalski", 0.99),
      "/signed/0/lastName": Self.reading("Kowalsky", 0.5), "/signed/1/lastName": Self.reading("Featherstone", 0.975),
    ])
    #expect(weighed["/people/0/lastName"]?.review == true && weighed["/signed/1/lastName"]?.alone == nil)
    #expect(weighed["/signed/0/lastName"]?.value == .text("Kowalski") && weighed["/signed/0/lastName"]?.review == true)
    let others = ["/people/0/lastName": Self.reading("Featherstone", 0.99), "/signed/0/lastName": Self.reading("Begum", 0.99)]
    #expect(Self.weighed(others) == others)
  }

  @Test func `amounts that add up pass together, and keep what they were by themselves`() throws {
    let fields = [
      "/fee": Self.reading("355.00", 0.6), "/costs": Self.reading("69.50", 0.99), "/total": Self.reading("424.50", 0.97),
    ]
    let weighed = Self.weighed(fields)
    for (pointer, before) in fields where before.review {
      let after = try #require(weighed[pointer])
      #expect(!after.review && after.reasons == [] && after.confidence > 0.99 && after.value == before.value)
      #expect(after.evidence?["agrees"] == 2 && after.byItself == before)
    }
  }

  @Test func `amounts that are hardly read, doubted for another reason or one and the same do not pass because they add up`() {
    func stay(_ fee: FieldReading, _ total: FieldReading, _ costs: FieldReading?) -> Bool {
      var fields = ["/fee": fee, "/total": total]
      fields["/costs"] = costs
      return Self.weighed(fields).values.allSatisfy { $0.review || $0.alone == nil }
    }
    let costs = Self.reading("69.50", 0.6), fee = Self.reading("355.00", 0.6), total = Self.reading("424.50", 0.6)
    #expect(stay(fee, total, costs))
    #expect(
      stay(
        Self.reading("355.00", 0.9, because: ["letters run into the frame"]), Self.reading("424.50", 0.97),
        Self.reading("69.50", 0.99)))
    let nothing = FieldReading(state: .blank, confidence: 0.999, review: false, formPage: 3, page: 2)
    #expect(stay(Self.reading("355.00", 0.97), Self.reading("355.00", 0.97), nothing))
  }

  @Test func `an amount that does not fit gives way to another that was read there and does`() {
    let weighed = Self.weighed([
      "/fee": Self.reading("355.00", 0.995), "/costs": Self.reading("69.50", 0.995),
      "/total": Self.reading("924.50", 0.6, or: ["424.50"]),
    ])
    #expect(weighed["/total"]?.value == .text("424.50") && weighed["/total"]?.review == true)
    #expect(weighed["/fee"]?.review == false)
  }

  @Test func `sure amounts that do not add up are left to the rules`() {
    let fields = [
      "/fee": Self.reading("355.00", 0.995), "/costs": Self.reading("69.50", 0.995), "/total": Self.reading("425.50", 0.995),
    ]
    #expect(Self.weighed(fields) == fields)
  }

  @Test func `a postcode that lies elsewhere than its town gives way to one that lies there, or has both looked at`() {
    var form = Self.form
    form.fields["/code"] = FieldDefinition(label: "Postcode", kind: .postcode)
    form.ties = [.town(lines: ["/b", "/a"], postcode: "/code", list: "towns")]
    form.towns["towns"] = PostTowns(["LEEDS\tLS BD", "HULL\tHU"])
    func weighed(_ town: String, _ code: FieldReading) -> [String: FieldReading] {
      Corroboration()(
        ["/a": Self.reading("\(town), Yorkshire", 0.99), "/b": Self.reading("Mill Lane", 0.99), "/code": code], of: form)
    }
    let unsure = weighed("Leeds", Self.reading("IS17 0QT", 0.6, or: ["IS1 7QT", "LS17 0QT"]))
    #expect(unsure["/code"]?.value == .text("LS17 0QT") && unsure["/code"]?.review == true && unsure["/a"]?.review == false)
    let sure = weighed("Hull", Self.reading("LS17 0QT", 0.99))
    #expect(sure["/code"]?.reasons == ["it lies elsewhere than ‘Code /a’ on page 3"] && sure["/a"]?.review == true)
    for known in [weighed("Leeds", Self.reading("BD17 0QT", 0.99)), weighed("Little Snoring", Self.reading("LS17 0QT", 0.99))] {
      #expect(known.values.allSatisfy { !$0.review && $0.alone == nil })
    }
  }

  @Test func `a line one letter off the post town of its postcode is looked at, with the town beside it`() {
    var form = Self.form
    form.fields["/code"] = FieldDefinition(label: "Postcode", kind: .postcode)
    form.ties = [.town(lines: ["/b", "/a"], postcode: "/code", list: "towns")]
    form.towns["towns"] = PostTowns(["LEEDS\tLS BD", "HULL\tHU", "HALL\tXX", "ELY\tCB"])
    func weighed(_ line: String, _ code: String) -> FieldReading? {
      Corroboration()(
        ["/a": Self.reading(line, 0.99), "/b": Self.reading("Mill Lane", 0.99), "/code": Self.reading(code, 0.99)], of: form)[
          "/a"]
    }
    for line in ["MULL", "HULLS"] {
      let looked = weighed(line, "HU5 1AA")
      #expect(looked?.reasons == ["it is nearly the post town of its postcode"] && looked?.value == .text(line))
      #expect(looked?.alternatives.map(\.value) == ["HULL"])
    }
    #expect(weighed("Flat 2, Mull", "HU5 1AA")?.review == true)
    for (line, code) in [
      ("MULL", "LS5 1AA"), ("MULLS", "HU5 1AA"), ("BULGE", "HU5 1AA"), ("ELI", "CB1 1AA"), ("HULL", "HU5 1AA"),
    ] {
      #expect(weighed(line, code)?.review == false, "\(line) \(code)")
    }
  }

  @Test func `a form without ties changes nothing, and weighing again what was by itself gives the same`() {
    let fields = ["/a": Self.reading("Yusuf", 0.99), "/b": Self.reading("Tusuf", 0.4, or: ["Yusuf"])]
    var plain = Self.form
    plain.ties = []
    #expect(Corroboration()(fields, of: plain) == fields)
    let once = Self.weighed(fields)
    #expect(Self.weighed(once.mapValues(\.byItself)) == once)
  }
}
