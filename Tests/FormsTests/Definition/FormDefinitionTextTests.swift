import Forms
import Testing
import Yams

private let form = FormDefinition(
  id: "x", edition: "07.15", title: "A form: the first",
  pages: [
    PageDefinition(
      number: 1, barcode: "/K1F",
      zones: [
        ZoneDefinition(field: "/donor/name", read: .line, parts: [Zone(x: 1, y: 2, width: 3.04, height: 4)]),
        ZoneDefinition(
          field: "/donor/born", read: .comb,
          parts: [Zone(x: 1, y: 9, width: 3, height: 4), Zone(x: 5, y: 9, width: 3, height: 4)], cells: [2, 2]),
        ZoneDefinition(
          field: "/agreed", read: .ticks, parts: [],
          boxes: [.init(name: "yes", zone: Zone(x: 1, y: 20, width: 4, height: 4))]),
      ])
  ],
  fields: [
    "/agreed": FieldDefinition(label: "Agreed?", kind: .flag),
    "/donor/born": FieldDefinition(label: "Born", kind: .date, critical: true),
    "/donor/name": FieldDefinition(label: "Name \"of\" donor", kind: .text, office: true),
  ], layout: FormLayout(pages: []))

@Test func `a definition written as text is YAML that says the same`() throws {
  let root = try #require(try Yams.compose(yaml: form.text))
  #expect(root["edition"]?.string == "07.15" && root["title"]?.string == form.title)
  let page = try #require(root["pages"]?[0])
  #expect(page["identify"]?["barcode"]?.string == "/K1F")
  #expect(page["zones"]?[0]?["at"]?.array().map(\.float) == [1, 2, 3, 4])
  #expect(page["zones"]?[1]?["at"]?[1]?[0]?.float == 5 && page["zones"]?[1]?["cells"]?.array().map(\.int) == [2, 2])
  #expect(page["zones"]?[2]?["boxes"]?["yes"]?[1]?.float == 20)
  #expect(root["fields"]?["donor"]?["name"]?["label"]?.string == "Name \"of\" donor")
  #expect(root["fields"]?["donor"]?["born"]?["critical"]?.bool == true)
}

@Test func `fields are written in the order of their zones`() throws {
  let text = form.text
  let places = try ["name:", "born:", "agreed:"].map { try #require(text.firstRange(of: "  \($0)")).lowerBound }
  #expect(places == places.sorted())
}

@Test func `control characters of a PDF's title stay within its quotes`() throws {
  var odd = form
  odd.title = "A form\n\tof two lines\u{7F}\u{2028}\\"
  #expect(try Yams.compose(yaml: odd.text)?["title"]?.string == odd.title)
}

@Test func `a form without fields is written so that it reads back`() throws {
  let bare = FormDefinition(
    id: "x", edition: "1", title: "X", pages: [PageDefinition(number: 1, zones: [])], fields: [:], layout: form.layout)
  #expect(try Yams.compose(yaml: bare.text)?["fields"]?.mapping?.isEmpty == true)
}

@Test func `items of a list whose fields mean the same are written as one, others one by one`() throws {
  var list = form
  let name = FieldDefinition(label: "Name", kind: .text), born = FieldDefinition(label: "Born", kind: .date)
  list.pages = [PageDefinition(number: 1, zones: [])]
  list.fields = ["/people/0/name": name, "/people/1/name": name, "/people/1/born": born]
  let people = try #require(try Yams.compose(yaml: list.text)?["fields"]?["people"]?.mapping)
  #expect(people.keys.map(\.string) == ["*"] && people["*"]?["name"]?["type"]?.string == "text")
  #expect(people["*"]?["born"]?["type"]?.string == "date")
  list.fields["/people/1/name"] = born
  #expect(try Yams.compose(yaml: list.text)?["fields"]?["people"]?.mapping?.keys.compactMap(\.string).sorted() == ["0", "1"])
}
