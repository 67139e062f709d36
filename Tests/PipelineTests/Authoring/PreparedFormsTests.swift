import Forms
import Foundation
import Imaging
import Pipeline
import Testing

/// The forms that are prepared in `Pipelines/forms`, for which no blank is at hand.
struct PreparedFormsTests {
  private static let forms = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../Pipelines/forms")
    .standardizedFileURL

  @Test(arguments: ["n5", "n119"])
  func `each prepared form binds 54 fields of a PDF, none of them twice`(id: String) throws {
    let (binding, problems) = try FormBinding.read(Self.forms.appendingPathComponent("\(id)/fields.yaml"))
    #expect(problems == [])
    let form = try #require(binding)
    #expect(form.id == id)
    // A PDF whose names are those that are bound, with other quotes and with words where some are left out.
    let names = form.fields.flatMap(\.names).map {
      $0.text.replacing("…", with: " words between them ").replacing("'", with: "’")
    }
    #expect(names.count == 54 && Set(names).count == 54)
    let fields = names.enumerated().map { index, name in
      PDFField(name: name, kind: .text, x: 20, y: 5 + Double(index) * 5, width: 50, height: 4)
    }
    let blank = BlankPage(layout: PageLayout(number: 1, width: 210, height: 297), boxes: [], fields: fields)
    let outcome = FormBinder(form)([blank], edition: "1", title: form.title)
    #expect(outcome.problems == [] && outcome.leftOver == [])
    #expect(outcome.form.pages[0].zones.count == form.fields.count)
  }
}
