import Foundation
import Testing

@testable import Forms

struct OPGDocumentTests {
  static let forms = ["lp1f", "lp1h", "lpc", "lpa120"]

  static func mapping(_ form: String) throws -> OPGMapping {
    try OPGMapping.read(TestPipeline.definitions.appendingPathComponent("exports/opg/\(form).yaml")).mapping
  }

  static func written(_ record: FormRecord) throws -> (xml: Data, losses: [Export.Loss]) {
    var writer = OPGDocumentWriter(try mapping(record.form.id), record) { "B-\($0)" }
    let root = try writer.root()
    return (root.file, writer.losses)
  }

  private func loss(_ field: String, of record: FormRecord) throws -> [String] {
    try Self.written(record).losses.filter { $0.field == field }.map { "\($0.was) → \($0.became)" }
  }

  @Test(arguments: forms) func `a full document is as it was, and comes back as it went`(form: String) throws {
    let record = TestRecord.full(form), (xml, losses) = try Self.written(record), mapping = try Self.mapping(form)
    try expectGolden(xml, "\(form).xml")
    let content = try mapping.values(of: xml, place: form)
    let without = Set(mapping.without.map(\.field))
    #expect(content.besides == [])
    for (pointer, reading) in record.fields where !without.contains(pointer) {
      #expect(content.values[pointer] == reading.value, "\(pointer)")
    }
    #expect(Set(content.values.keys) == Set(record.fields.keys).subtracting(without))
    #expect(Set(losses.map(\.field)).isSuperset(of: without))
  }

  @Test(.enabled(if: Contracts.opg, "needs ../shared/contracts/opg and xmllint"), arguments: forms)
  func `whatever is read or not, the document is valid`(form: String) throws {
    var blank = TestRecord.full(form), unclear = blank, odd = blank
    for pointer in blank.fields.keys {
      blank.fields[pointer] = TestRecord.reading(nil, on: 1, state: .blank)
      unclear.fields[pointer] = TestRecord.reading(nil, on: 1, state: .unclear)
      if case .text = odd.fields[pointer]?.value { odd.fields[pointer]?.value = .text("<&>\"' ]]> é ŵ 𝔴\nŷ &amp;") }
    }
    let twice = TestRecord.full(form, pages: [2, 2]), none = TestRecord.full(form, pages: [1])
    for record in [TestRecord.full(form), blank, unclear, odd, twice, none] {
      #expect(try Contracts.complaints(of: Self.written(record).xml, schema: form.uppercased()) == nil)
    }
  }

  @Test(
    .enabled(if: Contracts.opg && !CorpusRecord.files.isEmpty, "needs ../shared/contracts, ../shared/corpus and xmllint"),
    arguments: CorpusRecord.files)
  func `what stands on the corpus' forms makes valid documents and comes back`(file: String) throws {
    for record in try CorpusRecord.all(in: file) where Self.forms.contains(record.form.id) {
      let mapping = try Self.mapping(record.form.id)
      #expect(mapping.queries(on: record) == [])
      let xml = try Self.written(record).xml
      #expect(try Contracts.complaints(of: xml, schema: mapping.document) == nil)
      let back = try mapping.values(of: xml, place: file).values
      let without = Set(mapping.without.map(\.field)), own = Set(mapping.leaves.map(\.field.field)).subtracting(without)
      for pointer in own {
        let value = record.fields[pointer]?.value
        // A flag that nobody set is false, which the document cannot tell from no flag.
        #expect(back[pointer] == value || value == nil && back[pointer] == .flag(false), "\(pointer)")
      }
      #expect(record.fields.values.count { $0.value != nil } > 2)
    }
  }

  @Test(arguments: forms) func `whatever values a record has come back`(form: String) throws {
    let mapping = try Self.mapping(form), without = Set(mapping.without.map(\.field)), fields = TestRecord.form(form).fields
    let words = ["Ŵyn", "ŷ", "<b>", "&amp;", "]]>", "O'Neil", "\"a\"", "12", "é", "–", "𝔴", "--"]
    var random = Seeded(state: 7)
    for _ in 0..<40 {
      var record = TestRecord.full(form)
      for pointer in record.fields.keys.sorted() {
        switch (Int.random(in: 0..<4, using: &random), fields[pointer]?.kind) {
        case (0, _): record.fields[pointer] = TestRecord.reading(nil, on: 1, state: .blank)
        case (_, .text) where pointer.hasSuffix("/address"):
          var lines = (0..<Int.random(in: 1...5, using: &random)).map { _ in words.randomElement(using: &random)! }
          if Bool.random(using: &random) { lines.append(Bool.random(using: &random) ? "LL55 1AB" : "ll551ab") }
          if lines.count < 6 || lines[5] == "LL55 1AB" { record.fields[pointer]?.value = .text(lines.joined(separator: "\n")) }
        case (_, .text):
          let some = (0...Int.random(in: 0...4, using: &random)).map { _ in words.randomElement(using: &random)! }
          record.fields[pointer]?.value = .text(some.joined(separator: " "))
        case (_, .flag), (_, .signature): record.fields[pointer]?.value = .flag(Bool.random(using: &random))
        case (_, .choice): record.fields[pointer]?.value = fields[pointer]?.of.randomElement(using: &random).map { .text($0) }
        default: break
        }
      }
      let back = try mapping.values(of: Self.written(record).xml, place: "").values
      for (pointer, reading) in record.fields where !without.contains(pointer) {
        #expect(back[pointer] == reading.value || reading.value == nil && back[pointer] == .flag(false), "\(pointer)")
      }
    }
  }

  /// SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var word = state
      word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
      return word ^ word >> 31
    }
  }

  @Test func `what is neither yes nor no becomes false, and that is told`() throws {
    var record = TestRecord.full("lp1f")
    let pointer = "/donorSignature/signature"
    record.fields[pointer] = TestRecord.reading(nil, on: 10, state: .blank)
    #expect(try loss(pointer, of: record) == [])
    record.fields[pointer]?.state = .unclear
    #expect(try loss(pointer, of: record) == ["unclear → false"])
    record.fields[pointer] = nil
    #expect(try loss(pointer, of: record) == ["not scanned → false"])
  }

  @Test func `of a choice that nobody decided each box goes as it is`() throws {
    var record = TestRecord.full("lp1f")
    func box(_ state: FieldReading.BoxState) -> FieldReading.Box {
      .init(zone: Zone(x: 0, y: 0, width: 5, height: 5), box: [], state: state)
    }
    record.fields["/decisions/how"] = TestRecord.reading(nil, on: 4, state: .unclear)
    record.fields["/decisions/how"]?.boxes = [
      "onlyOne": box(.blank), "jointlyAndSeverally": box(.marked), "jointly": box(.marked), "jointlyForSome": box(.cancelled),
    ]
    #expect(try loss("/decisions/how", of: record) == ["jointlyForSome: cancelled → false"])
    let section = try XMLTree.read(try Self.written(record).xml, place: "lp1f").first("Page4")?.first("Section3")
    #expect(section?.children.map(\.text) == ["false", "true", "true", "false"])
  }

  @Test func `a day that there is not goes as written, and that is told`() throws {
    var record = TestRecord.full("lp1h")
    record.fields["/lifeSustaining/optionA/signedDate"]?.value = .text("31/02/2026")
    #expect(try loss("/lifeSustaining/optionA/signedDate", of: record) == ["no day of the calendar → 31022026"])
    let xml = try Self.written(record).xml
    let option = try XMLTree.read(xml, place: "").first("Page6")?.first("Section5")?.first("OptionA")
    #expect(option?.first("DOB")?.text == "31022026")
    #expect(
      try Self.mapping("lp1h").values(of: xml, place: "").values["/lifeSustaining/optionA/signedDate"] == .text("31/02/2026"))
  }

  @Test func `the boxes under a name that says the contrary of the form's question are told`() throws {
    #expect(try loss("/remission/lowIncome", of: TestRecord.full("lpa120")).count == 1)
  }

  @Test func `pages without an element stand as others, and one between two that are there stands empty`() throws {
    let record = TestRecord.full("lp1f", pages: Array(1...12) + [12, 14, 17, 18, 19, 20])
    var twice = record
    twice.pages[12].duplicate = true
    let pages = try XMLTree.read(try Self.written(twice).xml, place: "").children
    #expect(pages.filter { $0.name == "Page12" }.map { $0.first("PhysicalPage")?.text } == ["12", "0", "14"])
    #expect(pages.filter { $0.name == "InfoPage" }.map { $0.first("PhysicalPage")?.text } == ["13"])
    #expect(!pages.contains { $0.name == "Page16" })
  }

  @Test func `a value that is too long is queried, and never cut off`() throws {
    var record = TestRecord.full("lp1f")
    record.fields["/donor/lastName"]?.value = .text(String(repeating: "ŵ", count: 255))
    #expect(try Self.mapping("lp1f").queries(on: record) == [])
    record.fields["/donor/lastName"]?.value = .text(String(repeating: "ŵ", count: 256))
    let issues = try Self.mapping("lp1f").queries(on: record)
    #expect(issues.map(\.rule) == ["opg-too-long"] && issues[0].severity == .query && issues[0].fields == ["/donor/lastName"])
    let problem = #expect(throws: Problem.self) { try Self.written(record) }
    #expect(problem?.place == "lp1f-0123456789ab /donor/lastName")
  }

  @Test func `a character that XML has not, and an address of too many lines, are queried`() throws {
    var record = TestRecord.full("lpa120")
    record.fields["/donor/fullName"]?.value = .text("A\u{1}B")
    record.fields["/donor/address"]?.value = .text("1\n2\n3\n4\n5\n6\nHU1 2PW")
    #expect(try Self.mapping("lpa120").queries(on: record).map(\.rule).sorted() == ["opg-character", "opg-too-many-lines"])
    #expect(throws: Problem.self) { try Self.written(record) }
    record.fields["/donor/fullName"]?.value = .text("A B")
    #expect(throws: Problem.self) { try Self.written(record) }
  }

  @Test(arguments: [
    ("<FirstName>", "<Firstname>", "'FirstName' is missing in 'Section1'", 6),
    ("<Title>", "<Titel/><Title>", "'Title' is missing in 'Section1'", 5),
    (">true<", ">yes<", "is neither true nor false", 0),
    ("</Page9>", "</Page9><Page9/>", "'Page10' is missing in 'LP1F'", 0),
    ("LP1F.xsd", "/etc/LP1F.xsd", "'LP1F' names no schema", 2),
  ])
  func `a document that is not as its schema has it is refused with its line`(
    this: String, that: String, summary: String, line: Int
  ) throws {
    var text = String(decoding: try Self.written(TestRecord.full("lp1f")).xml, as: UTF8.self)
    text = text.replacing(this, with: that, maxReplacements: 1)
    if this == "<FirstName>" { text = text.replacing("</FirstName>", with: "</Firstname>", maxReplacements: 1) }
    let problem = #expect(throws: Problem.self) { try Self.mapping("lp1f").values(of: Data(text.utf8), place: "a.xml") }
    #expect(problem?.summary.contains(summary) == true, "\(String(describing: problem))")
    if line > 0 { #expect(problem?.place.hasPrefix("a.xml:\(line)") == true, "\(String(describing: problem))") }
  }

  @Test func `continuation sheets within a power of attorney are named, for they are not read`() throws {
    let text = String(decoding: try Self.written(TestRecord.full("lp1f")).xml, as: UTF8.self).replacing(
      "</LP1F>",
      with: "<ContinuationPage4><ContinuationSheet4><CompanyRegistration>1</CompanyRegistration></ContinuationSheet4>"
        + "<BURN/><PhysicalPage>21</PhysicalPage></ContinuationPage4></LP1F>")
    #expect(try Self.mapping("lp1f").values(of: Data(text.utf8), place: "").besides == ["ContinuationPage4"])
  }
}
