import Foundation
import Imaging
import Testing

/// A PDF of one page of 200 × 300 points with the objects given beside it; poppler mends the missing table.
private func document(annotations: [String], content: String = "") throws -> PDFDocument {
  var text = "%PDF-1.7\n"
  let kids = annotations.indices.map { "\(10 + $0) 0 R" }.joined(separator: " ")
  text += "1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[\(kids)]>>>> endobj\n"
  text += "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
  text += "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Annots[\(kids)]/Contents 4 0 R"
  text += "/Resources<</Font<</F 5 0 R>>>>>> endobj\n"
  text += "4 0 obj <</Length \(content.utf8.count)>> stream\n\(content)\nendstream endobj\n"
  text += "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
  for (index, annotation) in annotations.enumerated() {
    text += "\(10 + index) 0 obj <</Type/Annot/Subtype/Widget/P 3 0 R \(annotation)>> endobj\n"
  }
  text += "trailer <</Root 1 0 R>>\n%%EOF\n"
  return try PDFDocument(bytes: Data(text.utf8))
}

@Test func `a text field has its name, limit and place in millimetres from the top left`() throws {
  let page = try document(annotations: ["/FT/Tx/T(donor)/TU(The donor)/MaxLen 8/Rect[72 228 144 264]"]).page(0)
  let field = try #require(page.fields.first)
  #expect(field.name == "donor" && field.title == "The donor" && field.kind == .text && field.maxLength == 8)
  for (value, wanted) in zip([field.x, field.y, field.width, field.height], [25.4, 12.7, 25.4, 12.7]) {
    #expect(abs(value - wanted) < 0.01)
  }
}

@Test(arguments: [
  ("/FT/Tx/Ff 4096", PDFField.Kind.multiline), ("/FT/Btn", .checkBox), ("/FT/Btn/Ff 32768", .radioButton),
  ("/FT/Btn/Ff 65536", .pushButton),
])
func `a field's kind is told by its type and flags`(entries: String, kind: PDFField.Kind) throws {
  let page = try document(annotations: ["/T(a)/Rect[10 10 30 30]\(entries)"]).page(0)
  #expect(page.fields.map(\.kind) == [kind])
}

@Test func `words come with their places, apart where columns follow without a space`() throws {
  let content = "BT /F 10 Tf 20 200 Td (Date of) Tj 100 0 Td (birth) Tj 0 -40 Td (day) Tj ET"
  let words = try document(annotations: [], content: content).page(0).words
  #expect(words.map(\.text).sorted() == ["Date", "birth", "day", "of"])
  let date = try #require(words.first { $0.text == "Date" })
  #expect(abs(date.x - 20 * 25.4 / 72) < 0.5)
  #expect(date.y < 100 * 25.4 / 72 && date.y + date.height > 99 * 25.4 / 72)
}
