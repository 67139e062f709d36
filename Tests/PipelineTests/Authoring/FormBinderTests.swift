import Forms
import Imaging
import Pipeline
import Testing

private func field(
  _ name: String, _ kind: PDFField.Kind = .text, x: Double = 20, y: Double, width: Double = 60, height: Double = 7
)
  -> PDFField
{
  PDFField(name: name, kind: kind, x: x, y: y, width: width, height: height)
}

private func page(_ fields: [PDFField], number: Int = 1, boxes: [Zone] = []) -> BlankPage {
  BlankPage(layout: PageLayout(number: number, width: 210, height: 297), boxes: boxes, fields: fields)
}

private func bound(_ pointer: String, _ kind: FieldDefinition.Kind, of: [String] = [], _ names: String...) -> BoundField {
  BoundField(
    pointer: pointer, definition: FieldDefinition(label: pointer, kind: kind, of: of),
    names: names.enumerated().map { BoundName($1, place: "fields.yaml:\($0 + 1):9") })
}

private func bind(_ fields: [BoundField], _ pages: BlankPage...) -> FormBinder.Outcome {
  FormBinder(FormBinding(id: "x", title: "X", fields: fields))(pages, edition: "1", title: "X")
}

@Test(arguments: ["Claimant’s name", "claimant's  NAME", "Claimant's na…", "…name", "Claim…s na…e"])
func `a name is found whatever its case, spaces and quotes, or with words left out`(name: String) {
  let outcome = bind([bound("/name", .text, name)], page([field("Claimant's Name", y: 20)]))
  #expect(outcome.problems == [] && outcome.leftOver == [])
  #expect(outcome.form.pages[0].zones.map(\.parts) == [[Zone(x: 20, y: 20, width: 60, height: 7)]])
}

@Test func `a name that is written as in the PDF is meant before its likes`() {
  let outcome = bind(
    [bound("/a", .text, "claimno"), bound("/b", .text, "claim no")], page([field("claim no", y: 20), field("claimno", y: 40)]))
  #expect(outcome.problems == [])
  #expect(outcome.form.pages[0].zones.map(\.field) == ["/b", "/a"])
}

@Test(arguments: [
  ("Claim No", "may mean 2 fields"), ("claim…", "may mean 2 fields"), ("court", "has no field"), ("claim", "has no field"),
  ("date", "at 2 places, on page 1, page 1"), ("date#3", "there is no place 3"),
])
func `a name that may mean several fields or none is a problem at its place`(name: String, summary: String) throws {
  let fields = [field("claim no", y: 20), field("claimno", y: 40), field("date", y: 60), field("date", y: 80)]
  let problem = try #require(bind([bound("/a", .text, name)], page(fields)).problems.first)
  #expect(problem.place == "fields.yaml:1:9" && problem.summary.contains(summary) && problem.remedy != nil, "\(problem)")
}

@Test func `two names never bind one field`() {
  let outcome = bind([bound("/a", .text, "claim no"), bound("/b", .text, "claim n…")], page([field("claim no", y: 20)]))
  #expect(outcome.problems.map(\.summary) == ["'claim n…' means the field that is bound at fields.yaml:1:9 already"])
}

@Test func `the places of one name are told apart by their order`() {
  let outcome = bind(
    [bound("/kind", .choice, of: ["yes", "no"], "kind#2", "kind#1")],
    page([
      field("kind", .radioButton, x: 40, y: 20, width: 4, height: 4),
      field("kind", .radioButton, x: 20, y: 20.2, width: 4, height: 4),
    ]))
  #expect(outcome.problems == [] && outcome.form.pages[0].zones[0].boxes.map(\.zone.x) == [40, 20])
  #expect(outcome.form.pages[0].zones[0].boxes.map(\.name) == ["yes", "no"])
}

@Test func `what nothing is bound to is left over, but no push button`() {
  let fields = [field("a", y: 20), field("b", y: 40), field("Print", .pushButton, y: 60)]
  #expect(bind([bound("/a", .text, "a")], page(fields, number: 3)).leftOver == ["page 3: b"])
}

@Test func `a field filled in on two pages is a problem`() {
  let outcome = bind([bound("/a", .date, "d", "m")], page([field("d", y: 20)]), page([field("m", y: 20)], number: 2))
  #expect(outcome.problems.map(\.summary) == ["'m' stands on page 2, its fellows on page 1"])
}

@Test func `how a field is read follows from its type and size`() {
  let fields = [
    field("line", y: 20), field("high", y: 30, height: 20), field("lines", .multiline, y: 55, height: 10.2),
    field("money", .multiline, y: 70, height: 10.2), field("sign", y: 85, height: 15),
    field("mark", y: 105, width: 5, height: 5),
    field("one", y: 115, width: 20), field("two", x: 45, y: 115, width: 20),
    field("d", y: 130, width: 10), field("m", x: 34, y: 130, width: 10), field("y", x: 48, y: 130, width: 20),
  ]
  let outcome = bind(
    [
      bound("/line", .text, "line"), bound("/high", .text, "high"), bound("/lines", .text, "lines"),
      bound("/money", .money, "money"), bound("/sign", .signature, "sign"), bound("/mark", .flag, "mark"),
      bound("/postcode", .postcode, "one", "two"), bound("/date", .date, "d", "m", "y"),
    ], page(fields))
  #expect(outcome.problems == [])
  let zones = outcome.form.pages[0].zones
  #expect(zones.map(\.read) == [.line, .block, .block, .line, .signature, .ticks, .split, .comb])
  #expect(zones[5].boxes.map(\.name) == ["yes"] && zones[6].parts.map(\.x) == [20, 45] && zones[7].cells == [2, 2, 4])
}

@Test func `a field lies where its box is printed, cell by cell`() {
  let cells = (0..<6).map { Zone(x: 20 + Double($0) * 5.2, y: 50, width: 5, height: 6) }
  let box = Zone(x: 20.4, y: 20.3, width: 59.4, height: 6.5),
    dates = [20.0, 34, 48].map { Zone(x: $0, y: 80, width: 12, height: 6) }
  let year = Zone(x: 48, y: 80, width: 24, height: 6)
  let outcome = bind(
    [bound("/name", .text, "name"), bound("/number", .reference, "number"), bound("/date", .date, "date")],
    page(
      [field("name", y: 20), field("number", y: 49.8, width: 31.5, height: 6.5), field("date", y: 80, width: 52, height: 6)],
      boxes: cells + [box] + dates.prefix(2) + [year]))
  let zones = outcome.form.pages[0].zones
  #expect(zones.map(\.read) == [.line, .comb, .comb] && zones[0].parts == [box])
  #expect(zones[1].cells == [6] && zones[2].cells == [2, 2, 4] && zones[2].parts == dates.prefix(2) + [year])
}
