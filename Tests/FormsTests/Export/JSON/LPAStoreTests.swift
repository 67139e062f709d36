import Foundation
import Testing

@testable import Forms

struct LPAStoreTests {
  static func document(_ kind: String, _ records: [FormRecord]) throws -> JSONDocumentWriter.Document {
    let file = TestPipeline.definitions.appendingPathComponent("exports/\(kind)/\(records[0].form.id).yaml")
    let (mapping, problems) = try JSONMapping.read(file)
    #expect(problems == [] && mapping.problems(with: TestRecord.forms) == [])
    return JSONDocumentWriter(mapping: mapping, documents: records.map(TestRecord.document))()
  }

  private static func records(_ form: String) -> [FormRecord] {
    var sheets = ["1", "2"].map { number in
      var sheet = TestRecord.full("lpc")
      sheet.id = "lpc-\(number)"
      return sheet
    }
    sheets[0].fields["/people/0/role"]?.value = .text("attorney")
    sheets[0].fields["/people/1/role"]?.value = .text("replacementAttorney")
    sheets[0].fields["/information/kind"]?.value = .text("decisions")
    sheets[1].fields["/people/0/role"]?.value = .text("personToNotify")
    sheets[1].fields["/people/1/role"]?.value = .text("personToNotify")
    sheets[1].fields["/information/kind"]?.value = .text("preferences")
    return [TestRecord.full(form)] + sheets
  }

  /// The schema of what a donor gives, as the store means it. Its two parts each forbid what the other has (`additionalProperties`
  /// does not see through `allOf`), so that nothing satisfies them as they are: here they are judged together.
  private static func schema() throws -> Data {
    func part(_ name: String) throws -> [String: Any] {
      let data = try Data(contentsOf: Contracts.folder.appendingPathComponent("lpa-store/\(name).json"))
      var part = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      for key in ["additionalProperties", "allOf", "$id"] { part[key] = nil }
      return part
    }
    var root = try part("donor-details-partial")
    let more = try part("donor-details")
    var properties = try #require(root["properties"] as? [String: Any])
    properties.merge(try #require(more["properties"] as? [String: Any])) { first, _ in first }
    root["properties"] = properties
    root["unevaluatedProperties"] = false
    return try JSONSerialization.data(withJSONObject: root)
  }

  @Test(arguments: ["lp1f", "lp1h"]) func `a power of attorney with its sheets is as it was`(form: String) throws {
    try expectGolden(CanonicalJSON.data(Self.document("lpa-store", Self.records(form))), "lpa-store-\(form).json")
  }

  @Test(
    .enabled(
      if: JSONSchema.isAtHand && Contracts.has("lpa-store/donor-details.json"),
      "needs ../shared/contracts and python3-jsonschema"),
    arguments: ["lp1f", "lp1h"])
  func `what breaks the store's schema is what is said to be missing, and nothing else`(form: String) throws {
    var blank = TestRecord.full(form), partial = TestRecord.full(form, pages: [1, 2, 4, 10, 11, 17])
    for pointer in blank.fields.keys { blank.fields[pointer] = TestRecord.reading(nil, on: 1, state: .blank) }
    partial.fields["/donor/dateOfBirth"]?.value = .text("31/02/1950")
    partial.fields["/attorneys/0/address/postcode"]?.value = .text("75001")
    for records in [Self.records(form), [TestRecord.full(form)], [blank], [partial]] {
      let document = try Self.document("lpa-store", records)
      let errors = try JSONSchema.errors(in: CanonicalJSON.data(document.body), [Self.schema()])
      let missing = document.missing.map(\.pointer)
      for error in errors {
        // A whole part of which all is missing is missing too.
        #expect(missing.contains { $0 == error.pointer || $0.hasPrefix(error.pointer + "/") }, "\(error)")
      }
      #expect(errors.contains { $0.pointer == "/certificateProvider/phone" })
    }
  }

  @Test(
    .enabled(if: JSONSchema.isAtHand && Contracts.has("lpa-store/donor-details.json") && !CorpusRecord.files.isEmpty),
    arguments: CorpusRecord.files)
  func `what stands on the corpus' forms breaks the schema only where that is said`(file: String) throws {
    for record in try CorpusRecord.all(in: file) where ["lp1f", "lp1h"].contains(record.form.id) {
      let document = try Self.document("lpa-store", [record]), missing = document.missing.map(\.pointer)
      for error in try JSONSchema.errors(in: CanonicalJSON.data(document.body), [Self.schema()]) {
        #expect(missing.contains { $0 == error.pointer || $0.hasPrefix(error.pointer + "/") }, "\(error.pointer)")
      }
    }
  }

  @Test(arguments: [("lpa-store", "lp1f"), ("lpa-store", "lp1h"), ("pcs-api", "n5b")])
  func `every value has its place or is listed as unplaced`(kind: String, form: String) throws {
    let records = kind == "pcs-api" ? [TestRecord.full(form)] : Self.records(form)
    let document = try Self.document(kind, records)
    let body = String(decoding: try CanonicalJSON.data(document.body), as: UTF8.self)
    for record in records {
      let unplaced = Set(document.unplaced.filter { $0.record == record.id }.map(\.field))
      for (pointer, reading) in record.fields where !unplaced.contains(pointer) {
        guard case .text(let text) = reading.value, TestRecord.form(record.form.id).fields[pointer]?.kind == .text else {
          continue
        }
        for line in text.split(separator: "\n") { #expect(body.contains(line), "\(pointer)") }
      }
    }
    #expect(document.unplaced.count > 10 && body.contains("Ŵyn ŷ"))
  }

  @Test func `a trust corporation is no attorney`() throws {
    var record = TestRecord.full("lp1f")
    record.fields["/attorneys/0/trustCorporation"]?.value = .flag(true)
    record.fields["/replacementAttorneys/0/trustCorporation"]?.value = .flag(false)
    let body = try Self.document("lpa-store", [record]).body
    guard case .array(let attorneys) = body["attorneys"], case .array(let trusts) = body["trustCorporations"] else {
      Issue.record("there are no lists")
      return
    }
    #expect(attorneys.count == 5 && trusts.map { $0["name"] } == ["Ŵyn ŷ attorneys 0 firstNames Ŵyn ŷ attorneys 0 lastName"])
    #expect(attorneys.map { $0["status"] } == ["active", "active", "active", "inactive", "inactive"])
    #expect(attorneys[0]["lastName"] == "Ŵyn ŷ attorneys 1 lastName")
  }

  @Test func `two options that are both signed are none`() throws {
    var record = TestRecord.full("lp1h")
    let pointer = "/lifeSustainingTreatmentOption"
    var document = try Self.document("lpa-store", [record])
    #expect(document.missing.contains(.init(pointer: pointer, reason: "several of its fields are marked")))
    record.fields["/lifeSustaining/optionA/signature"]?.value = .flag(false)
    document = try Self.document("lpa-store", [record])
    #expect(document.body["lifeSustainingTreatmentOption"] == "option-b" && !document.missing.map(\.pointer).contains(pointer))
  }

  @Test func `a person has the same identifier every time, and nobody else's`() throws {
    func identifiers(_ record: FormRecord) throws -> [JSONValue?] {
      guard case .array(let attorneys) = try Self.document("lpa-store", [record]).body["attorneys"] else { return [] }
      return attorneys.map { $0["uid"] }
    }
    var other = TestRecord.full("lp1h")
    let mine = try identifiers(other)
    #expect(try identifiers(other) == mine && Set(mine).count == mine.count && mine.count == 6)
    other.source.sha256 = String(repeating: "1", count: 64)
    #expect(Set(try identifiers(other)).isDisjoint(with: mine))
    guard case .string(let first) = mine[0] else { return }
    #expect(first.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
  }

  @Test(arguments: [("LL55 1AB", "GB"), ("JE2 3AB", "JE"), ("GY1 1AA", "GG"), ("IM1 1AA", "IM"), ("75001", nil)])
  func `a postcode tells the country, or it is missing`(postcode: String, country: String?) throws {
    var record = TestRecord.full("lp1h")
    record.fields["/donor/address/postcode"]?.value = .text(postcode)
    let document = try Self.document("lpa-store", [record])
    #expect(document.body["donor"]?["address"]?["country"] == country.map { .string($0) })
    #expect(document.missing.contains { $0.pointer == "/donor/address/country" } == (country == nil))
  }
}
