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

private func box(_ name: String, _ zone: Zone, _ kind: PDFField.Kind = .checkBox) -> PDFField {
  PDFField(name: name, kind: kind, x: zone.x, y: zone.y, width: zone.width, height: zone.height)
}

@Test func `tick boxes of which the PDF asks one question are one choice, one under another too`() {
  let boxes = [50.0, 60, 70].map { Zone(x: 20, y: $0, width: 4, height: 4) }
  let words = [word("Never", 26, 50), word("Once", 26, 60), word("Often", 26, 70)]
  let names = ["2.3 How often? Never", "2.3 How often? Once", "2.4 Often"]
  let form = draft(boxes, words, zip(names, boxes).map { box($0, $1) })
  #expect(form.fields["/howOften"]?.of == ["never", "once"] && form.fields["/howOften"]?.label == "2.3 How often?")
  #expect(form.fields["/often"]?.kind == .flag)
}

@Test func `tick boxes on one line with usual answers are one choice, a grid of boxes is a list`() {
  let line = [20.0, 50, 80].map { Zone(x: $0, y: 50, width: 4, height: 4) }
  let words = [word("Weekly", 26, 50), word("Monthly", 56, 50), word("Annually", 86, 50)]
  #expect(draft(line, words).fields.values.map(\.of) == [["weekly", "monthly", "annually"]])
  let below = line.map { Zone(x: $0.x, y: $0.y + 6.5, width: 4, height: 4) }
  let more = [word("Age", 26, 56.5), word("Sex", 56, 56.5), word("Race", 86, 56.5)]
  #expect(draft(line + below, words + more).fields.values.allSatisfy { $0.kind == .flag })
}

@Test func `a box behind a pound sign is money, one asked when is a date`() {
  let money = Zone(x: 60, y: 50, width: 40, height: 7), date = Zone(x: 60, y: 70, width: 40, height: 7)
  let form = draft(
    [money, date],
    [
      word("Earnings", 30, 51), word("£", 56, 51), word("When", 30, 71), word("did", 38.5, 71), word("it", 45, 71),
      word("end?", 50, 71),
    ])
  #expect(form.fields["/earnings"]?.kind == .money && form.fields["/whenDidItEnd"]?.kind == .date)
}

@Test func `a place is named by the question in the left column, not by answers above it`() {
  let tick = Zone(x: 70, y: 50, width: 4, height: 4), line = Zone(x: 70, y: 58, width: 90, height: 7)
  let form = draft([tick, line], [word("Male", 76, 50), word("Surname", 20, 59)])
  #expect(form.fields["/lastName"]?.label == "Surname" && form.fields["/male"]?.kind == .flag)
}

@Test func `a question of several lines is labelled from its beginning, in forty characters at most`() {
  let lines = ["What compensation or", "remedy are you seeking,", "and why?"]
  let words = lines.enumerated().flatMap { row, line in
    var x = 20.0
    return line.split(separator: " ").map { part in
      defer { x += Double(part.count) * 2 + 1 }
      return word(String(part), x, 30 + Double(row) * 4.5)
    }
  }
  let form = draft([Zone(x: 20, y: 45, width: 120, height: 30)], words)
  #expect(form.fields.values.map(\.label) == ["What compensation or remedy are you"])
}

@Test func `people whose block comes again are items of one list`() {
  let ys = [20.0, 30, 40, 60, 70, 80], labels = ["Title", "Surname", "Postcode", "Title", "Surname", "Postcode"]
  let form = draft(
    ys.map { Zone(x: 60, y: $0, width: 80, height: 7) }, zip(ys, labels).map { word($1, 58 - Double($1.count) * 2, $0 + 1) })
  #expect(
    form.pages[0].zones.map(\.field)
      == [0, 1].flatMap { ["/people/\($0)/title", "/people/\($0)/lastName", "/people/\($0)/postcode"] })
}

@Test func `items that the PDF numbers are items of one list from 0`() {
  let zones = [20.0, 30].map { Zone(x: 60, y: $0, width: 80, height: 7) }
  let form = draft(zones, [], [box("claimant_1_nick_name", zones[0], .text), box("claimant_2_nick_name", zones[1], .text)])
  #expect(form.pages[0].zones.map(\.field) == ["/claimants/0/nickName", "/claimants/1/nickName"])
}

@Test func `lines of an address are numbered within it, and no field is named as a group`() {
  let zones = [20.0, 28, 36, 60].map { Zone(x: 60, y: $0, width: 80, height: 7) }
  let form = draft(zones, [word("Address", 42, 21), word("Address", 42, 61)])
  #expect(form.pages[0].zones.map(\.field) == ["/address/line1", "/address/line2", "/address/line3", "/address2"])
}

@Test func `numbers that only count a PDF's names make no list`() {
  let zones = [20.0, 30].map { Zone(x: 60, y: $0, width: 80, height: 7) }
  let form = draft(zones, [], [box("Best thing 2", zones[0], .text), box("Best thing 3", zones[1], .text)])
  #expect(form.pages[0].zones.map(\.field) == ["/bestThing2", "/bestThing3"])
}
