import Forms
import Imaging
import Pipeline
import Testing

private func word(_ text: String, _ x: Double, _ y: Double) -> PDFWord {
  PDFWord(text: text, x: x, y: y, width: Double(text.count) * 2, height: 4)
}

private func draft(_ boxes: [Zone], _ words: [PDFWord], _ fields: [PDFField] = []) -> FormDefinition {
  let layout = PageLayout(number: 1, width: 210, height: 297)
  return FormDrafter(id: "x", edition: "1", title: "X")([
    BlankPage(layout: layout, boxes: boxes, words: words, fields: fields)
  ])
}

private let line = Zone(x: 60, y: 50, width: 80, height: 7)

@Test func `a place is named and labelled by the words left of it`() {
  let form = draft([line], [word("Full", 40, 51), word("name", 49.5, 51)])
  #expect(form.fields["/fullName"]?.label == "Full name")
  #expect(form.pages[0].zones.map(\.field) == ["/fullName"])
}

@Test func `a place without words beside it is named by those above`() {
  let form = draft([line], [word("Last", 60, 44), word("name", 69.5, 44)])
  #expect(form.fields["/lastName"] != nil)
}

@Test(arguments: [
  (["E-mail"], FieldDefinition.Kind.email), (["Tel.", "no."], .phone), (["Postcode"], .postcode),
  (["Court", "fee"], .money), (["Reference", "no."], .reference), (["Full", "name"], .text),
])
func `a field's kind is guessed from its label`(label: [String], kind: FieldDefinition.Kind) {
  var x = 30.0
  let words = label.map { text in
    defer { x += Double(text.count) * 2 + 1 }
    return word(text, x, 51)
  }
  #expect(draft([Zone(x: x, y: 50, width: 80, height: 7)], words).fields.values.map(\.kind) == [kind])
}

@Test func `tick boxes with answers on one line are one choice`() {
  let boxes = [Zone(x: 100, y: 50, width: 4, height: 4), Zone(x: 120, y: 50, width: 4, height: 4)]
  let form = draft(boxes, [word("Demoted?", 40, 50), word("Yes", 106, 50), word("No", 126, 50)])
  #expect(form.fields["/demoted"]?.kind == .choice && form.fields["/demoted"]?.of == ["yes", "no"])
  #expect(form.pages[0].zones[0].boxes.map(\.zone) == boxes)
}

@Test func `tick boxes that are one field of the PDF are one choice, others are flags`() {
  let boxes = [50.0, 60, 70].map { Zone(x: 20, y: $0, width: 4, height: 4) }
  let words = [word("Card", 26, 50), word("Cheque", 26, 60), word("Post", 26, 70)]
  func field(_ name: String, _ zone: Zone) -> PDFField {
    PDFField(
      name: name, title: nil, kind: .radioButton, maxLength: nil, x: zone.x, y: zone.y, width: zone.width,
      height: zone.height)
  }
  let form = draft(boxes, words, [field("pay by", boxes[0]), field("pay by", boxes[1]), field("post", boxes[2])])
  #expect(form.fields["/payBy"]?.of == ["card", "cheque"])
  #expect(form.fields["/post"]?.kind == .flag)
}

@Test func `the names of a date's parts give what they have in common`() {
  let boxes = [(20.0, 10.0), (32, 10), (44, 20)].map { Zone(x: $0.0, y: 50, width: $0.1, height: 5) }
  let fields = zip(["day", "month", "year"], boxes).map { part, zone in
    PDFField(
      name: "notice_served_\(part)", title: nil, kind: .text, maxLength: nil, x: zone.x, y: zone.y,
      width: zone.width, height: zone.height)
  }
  #expect(draft(boxes, [], fields).fields["/noticeServed"]?.kind == .date)
}

@Test func `two places never share a name`() {
  let form = draft(
    [line, Zone(x: 60, y: 70, width: 80, height: 7)], [word("Name", 50, 51), word("Name", 50, 71)])
  #expect(Set(form.pages[0].zones.map(\.field)).count == 2 && form.fields.count == 2)
}

@Test func `a place under a line for office use is the office's`() {
  let words = [word("For", 20, 40), word("office", 27, 40), word("use", 40, 40), word("Fee", 50, 51)]
  #expect(draft([line], words).fields["/fee"]?.office == true)
}

@Test func `a page with the same print is said to be the same`() {
  let blanks = [1, 2].map { number in
    BlankPage(layout: PageLayout(number: number, width: 210, height: 297), barcode: "1F11", boxes: [line])
  }
  let form = FormDrafter(id: "x", edition: "1", title: "X")(blanks)
  #expect(form.pages.map(\.sameAs) == [nil, 1])
  #expect(form.pages.map(\.zones.count) == [1, 1])
}
