import Foundation
import Testing

@testable import Forms

@Suite(.enabled(if: JSONSchema.isAtHand, "needs python3-jsonschema"))
struct RecordSchemaTests {
  private func errors(_ record: FormRecord, of form: String) throws -> [String] {
    try JSONSchema.errors(in: CanonicalJSON.data(record), [CanonicalJSON.data(RecordSchema(TestRecord.form(form)))]).map(
      \.pointer)
  }

  @Test(arguments: TestRecord.forms.filter { $0.id == $0.key }.map(\.id))
  func `a form's schema is one, and its records keep to it`(form: String) throws {
    var record = TestRecord.full(form)
    #expect(try errors(record, of: form) == [])
    record.links = [.init(record: "lp1f-0123456789ab", form: "lp1f", by: .name)]
    record.corrections = [.init(pointer: "/x", old: nil, new: .text("ŵ"), operator: "op", time: "2026-11-25T10:00:00Z")]
    record.issues = [.init(rule: "r", severity: .query, message: "m")]
    #expect(try errors(record, of: form) == [])
    for (pointer, reading) in record.fields { record.fields[pointer]?.alone = .init(reading) }
    #expect(try errors(record, of: form) == [])
    for pointer in record.fields.keys {
      record.fields[pointer] = TestRecord.reading(nil, on: record.pages[0].formPage, state: .unclear)
    }
    #expect(try errors(record, of: form) == [])
  }

  @Test func `what no record can hold breaks the schema`() throws {
    var record = TestRecord.full("n5b")
    record.fields["/no/such"] = record.fields["/court/name"]
    record.fields["/tenancy/demoted"]?.value = .text("perhaps")
    record.fields["/orders/costs"]?.value = .text("yes")
    record.fields["/court/name"]?.value = .flag(true)
    record.fields["/claim/number"]?.formPage = 9
    record.fields["/fees/total"]?.confidence = 1.5
    record.form.id = "lp1f"
    record.source.sha256 = "1"
    #expect(
      Set(try errors(record, of: "n5b")) == [
        "/fields", "/fields//tenancy/demoted/value", "/fields//orders/costs/value", "/fields//court/name/value",
        "/fields//claim/number/formPage", "/fields//fees/total/confidence", "/form/id", "/source/sha256",
      ])
  }
}
