import Foundation
import Testing

@testable import Forms

/// What stands in a letter, and what does not.
struct LetterTests {
  private func letter(_ record: FormRecord, with others: [FormRecord] = [], in language: LetterLanguage = .english) throws
    -> Letter
  {
    try TestLetter.book.letter(about: record, with: others, in: language)
  }

  @Test(arguments: [("lp1f-en.html", false), ("lp1f-en.txt", false), ("lp1f-cy.html", true), ("lp1f-cy.txt", true)])
  func `a letter about a power of attorney is as it was`(name: String, isWelsh: Bool) throws {
    let letter = try letter(TestLetter.early, in: isWelsh ? .welsh : .english)
    try expectGolden(Data((name.hasSuffix("html") ? letter.html() : letter.text).utf8), name)
  }

  @Test func `a letter about a claim is as it was, in large print too`() throws {
    try expectGolden(Data(try letter(TestLetter.claim).html(large: true).utf8), "n5b-en-large.html")
    try expectGolden(Data(try letter(TestLetter.claim, in: .welsh).text.utf8), "n5b-cy.txt")
  }

  @Test func `people stand in the order in which they act, and what follows from a mended signature is asked of those behind`()
    throws
  {
    let tasks = try letter(TestLetter.early).tasks
    #expect(
      tasks.map(\.person) == [
        "The donor", "The certificate provider", "The attorneys and replacement attorneys", "Whoever applies to register it",
        "You",
      ])
    // The same is asked of the attorneys once, though two rules ask it of the applicants.
    #expect(tasks[3].steps == ["Sign and date section 15 again, after the last attorney."])
    #expect(
      tasks[4].steps.first
        == "We did not receive every page (page 7): Lasting power of attorney for property and financial affairs (form LP1F). Please send what is missing."
    )
  }

  @Test func `a step names the pages of the fields that it is about`() throws {
    let steps = try letter(TestLetter.early).tasks.flatMap(\.steps)
    #expect(steps.contains { $0.hasPrefix("Section 11 was signed before the certificate provider signed (page 12).") })
    #expect(steps.contains { $0.hasPrefix("A postcode is none of the United Kingdom's (pages 1, 7).") })
  }

  @Test func `only a missing signature or date is asked of those who signed behind it`() throws {
    var record = TestLetter.early
    record.issues = TestLetter.issues([("certificate-provider-signed", ["/certificateProvider/firstNames"])])
    #expect(try letter(record).tasks.map(\.person) == ["The certificate provider"])
    record.issues = TestLetter.issues([("certificate-provider-signed", ["/certificateProvider/signature"])])
    #expect(try letter(record).tasks.count == 3)
  }

  @Test func `no issue is lost whose fields are not told`() throws {
    var record = TestLetter.early
    for rule in TestBook.book.rules where rule.severity == .reject && rule.forms.contains("lp1f") {
      record.issues = TestLetter.issues([(rule.id, [])])
      #expect(try letter(record).tasks.first?.steps.isEmpty == false, "\(rule.id)")
    }
    record.issues = TestLetter.issues([("order-certificate-attorneys", [])])
    #expect(try letter(record).tasks[0].steps[0].hasPrefix("Section 11 was signed before the certificate provider signed. "))
  }

  @Test func `a letter goes to the correspondent, or else to the donor`() throws {
    var record = TestLetter.early
    #expect(try letter(record).addressee == ["Mrs Olwen Sŵn-Fictional", "1 Heol Tŷ", "Trefŵyl", "LL99 9ZZ"])
    #expect(try letter(record).greeting == "Dear Mrs Olwen Sŵn-Fictional")
    record.set("/correspondent/company", "Invented & Partners <Solicitors>")
    record.set("/correspondent/address/line1", "2 Other Road")
    let letter = try letter(record)
    #expect(letter.addressee == ["Invented & Partners <Solicitors>", "2 Other Road"])
    #expect(letter.greeting == "Dear Sir or Madam" && letter.signOff == "Yours faithfully")
    #expect(letter.html().contains("Invented &amp; Partners &lt;Solicitors&gt;<br>2 Other Road"))
  }

  @Test func `a claim's letter goes to the address for documents, or else to the first claimant`() throws {
    var record = TestLetter.claim
    #expect(try letter(record).addressee == ["Landlady Example", "3 Made-up Row", "Nowhere", "ZZ9 9ZZ"])
    record.set("/documents/address", "Firm LLP\n5 Paper Street")
    record.set("/documents/postcode", "XX1 1XX")
    record.set("/statementOfTruth/firm", "FIRM LLP")
    #expect(try letter(record).addressee == ["Firm LLP", "5 Paper Street", "XX1 1XX"])
  }

  @Test func `who approves it is told of a doubtful or missing address, of fields that wait and of rules not yet asked`() throws
  {
    var record = TestLetter.early
    #expect(try letter(record).checks.count == 1)
    record.doubt("/donor/address/line1")
    record.undecided = ["donor-of-age"]
    #expect(
      try letter(record).checks.dropFirst() == [
        "The name or address waits for a look.",
        "Fields that still wait for a look: 1. What is found in them may change this letter.",
        "Rules that could not be asked yet: 1. They may add to this letter.",
      ])
    for field in [
      "/donor/lastName", "/donor/firstNames", "/donor/title", "/donor/address/line1", "/donor/address/line2",
      "/donor/address/postcode",
    ] {
      record.set(field, "")
    }
    let letter = try letter(record)
    #expect(letter.addressee == [] && letter.checks.contains("The name or address is not complete."))
    #expect(letter.text.contains("[Name and address: the form has none that can be used]"))
  }

  @Test func `who asks for Welsh is written to in Welsh, or the approver is told`() throws {
    var record = TestLetter.early
    #expect(try TestLetter.book.letter(about: record).language == .english)
    record.set("/correspondent/contactInWelsh", "yes")
    #expect(try TestLetter.book.letter(about: record).language == .welsh)
    #expect(try letter(record, in: .english).checks.last == "The sender asks to be written to in Welsh.")
  }

  @Test(arguments: LetterLanguage.allCases)
  func `no value of another field stands in it`(language: LetterLanguage) throws {
    for (record, own) in [
      (
        TestLetter.early,
        [
          "/donor/title", "/donor/firstNames", "/donor/lastName", "/donor/address/line1", "/donor/address/line2",
          "/donor/address/postcode",
        ]
      ),
      (TestLetter.claim, ["/claimants/0/nameAndAddress", "/claimants/0/postcode"]),
    ] {
      let letter = try letter(record, in: language), written = letter.text + letter.html()
      for (pointer, reading) in record.fields where !own.contains(pointer) {
        guard case .text(let value) = reading.value else { continue }
        for line in value.split(separator: "\n") { #expect(!written.contains(line), "\(pointer)") }
      }
    }
  }

  @Test func `what could not be checked is not said to be wrong`() throws {
    let letter = try letter(TestLetter.claim)
    let steps = letter.tasks.flatMap(\.steps)
    #expect(steps.contains { $0.contains("improvement notice") && $0.hasPrefix("Please tell us whether") })
    var record = TestLetter.claim
    record.issues[1].message = "This could not be checked: no date. The rule: The notice gave less than two months."
    let unchecked = try self.letter(record)
    #expect(!unchecked.tasks.flatMap(\.steps).contains { $0.contains("two months") })
    #expect(unchecked.settledHere == ["notice-two-months: The notice gave less than two months."])
  }

  @Test func `what the office settles is on the sheet for approval and not asked`() throws {
    var record = TestLetter.early
    record.issues.append(
      .init(rule: "page-duplicate", severity: .query, fields: ["/donor/title"], message: "Page 1 is there more than once."))
    let letter = try letter(record)
    #expect(letter.settledHere.map { $0.prefix(17) } == ["instructions-read", "page-duplicate: p"])
    #expect(!letter.grounds.contains { $0.rule.hasPrefix("page-duplicate") })
  }

  @Test func `a rule without a text of its own is asked about in its own words`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("letters-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: TestBook.folder.appendingPathComponent("letters"), to: folder.appendingPathComponent("letters"))
    let file = folder.appendingPathComponent("letters/lpa.yaml")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("  decisions-one:") })
    try Data(
      lines.enumerated().filter { $0.offset != start && $0.offset != start + 1 }.map(\.element).joined(separator: "\n").utf8
    )
    .write(to: file)
    let (book, problems) = LetterBook.read(folder, rules: TestBook.book)
    #expect(problems == [])
    var record = TestLetter.early
    record.issues = TestLetter.issues([("decisions-one", ["/decisions/how"])])
    #expect(
      try book.letter(about: record, in: .english).tasks.flatMap(\.steps) == [
        "We cannot go on with the form because of this: In section 3 not exactly one box says how the attorneys make decisions. (page 4) Please tell us how it should be."
      ])
  }

  @Test func `a page without fields is named by its number`() throws {
    var record = TestLetter.early
    record.issues = [9, 16].map { .init(rule: "page-missing", severity: .query, message: "Page \($0) is missing.") }
    #expect(try letter(record).tasks.flatMap(\.steps).first?.contains("(pages 9, 16)") == true)
  }

  @Test func `one letter asks about a power of attorney and its sheets`() throws {
    var sheets = TestBook.record("lpc")
    sheets.issues = TestLetter.issues([("sheet-people-signed", ["/donorSignature/people/signature"])])
    let task = try letter(TestLetter.early, with: [sheets]).tasks[0]
    #expect(task.person == "The donor" && task.steps.count == 2)
    #expect(task.steps[0] == "Continuation sheet 1 lacks the donor's signature or its date. Sign and date it.")
  }

  @Test func `warnings are nobody's letter, and nothing to ask is said so`() throws {
    var record = TestLetter.early
    record.issues = [.init(rule: "decisions-one", severity: .warning, message: "x")]
    #expect(throws: Problem.self) { try letter(record) }
    #expect(throws: Problem.self) { try letter(TestBook.record("et1")) }
    #expect(throws: Problem.self) { try letter(TestLetter.early, with: [TestLetter.claim]) }
  }

  @Test func `a private file is for its owner alone, whatever lay there before`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("letter-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("old".utf8).write(to: file)
    try Data("new".utf8).writeWhole(to: file, private: true)
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
  }
}
