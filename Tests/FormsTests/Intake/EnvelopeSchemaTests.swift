import Forms
import Foundation
import Testing

struct EnvelopeSchemaTests {
  /// The incumbent's schema, which is not ours to ship, and who checks by it.
  private static let schema = URL(fileURLWithPath: #filePath).appendingPathComponent(
    "../../../../../shared/contracts/hmcts/metafile-schema.json"
  ).standardizedFileURL

  private static let python = """
    import json, sys
    from jsonschema import Draft4Validator
    validator = Draft4Validator(json.load(open(sys.argv[1])))
    for line in sys.stdin: print(int(validator.is_valid(json.loads(line))))
    """

  /// The schema's verdict on each; nil where schema, Python or jsonschema is not there.
  private static func verdicts(_ all: [JSONValue]) throws -> [Bool]? {
    guard FileManager.default.fileExists(atPath: schema.path) else { return nil }
    let process = Process(), input = Pipe(), output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", python, schema.path]
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    let lines = try all.map { try CanonicalJSON.line($0) }
    DispatchQueue.global().async {
      for line in lines { try? input.fileHandleForWriting.write(contentsOf: line) }
      try? input.fileHandleForWriting.close()
    }
    let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return answer.split(separator: "\n").map { $0 == "1" }
  }

  /// Values that spoil a key or do not.
  private static let values: [JSONValue?] = [
    nil, .null, .bool(true), .number(3), .string(""), .string("x"), .string("12"), .string("é1"), .string("1.pdf"),
    .string(".pdf"),
    .string("2026-11-25T09:00:00.000Z"), .string("2026-11-25T09:00:00Z"), .string("2026-11-25T09:00:00.0000Z"), .array([]),
    .object([:]), .string("1_25-11-2026-13-24-07.zip"), .string("1_25-11-2026-13-24-07.test.zip"),
    .string("1_32-11-2026-13-24-07.zip"),
    .string("_25-11-2026-13-24-07.zip"), .string("1_25-11-2126-13-24-07.zip"), .string("exception"), .string("Will"),
    .string("will"),
    .string("PP's Legal Statement"), .string("YWJj"), .string("YW-Jj"), .string(String(repeating: "n", count: 101)),
  ]

  private static let envelopeKeys = [
    "case_number", "previous_service_case_reference", "po_box", "jurisdiction", "delivery_date", "opening_date",
    "zip_file_createddate", "zip_file_name", "rescan_for", "envelope_classification", "scannable_items", "payments",
    "non_scannable_items", "colour",
  ]
  private static let itemKeys = [
    "document_control_number", "scanning_date", "ocr_accuracy", "manual_intervention", "next_action", "next_action_date",
    "ocr_data", "file_name", "notes", "document_type", "document_sub_type", "colour",
  ]

  private static var spoilt: [JSONValue] {
    var all: [JSONValue] = [.null, .array([]), .object(TestEnvelope().members)]
    for value in values {
      for key in envelopeKeys {
        var one = TestEnvelope()
        one.members[key] = value
        all.append(.object(one.members))
      }
      for key in itemKeys {
        var one = TestEnvelope()
        one.setItem(1, key, value)
        all.append(.object(one.members))
      }
      for list in ["payments", "non_scannable_items"] {
        for key in ["document_control_number", "item_type", "notes", "colour"] {
          var one = TestEnvelope(),
            item: [String: JSONValue] = ["document_control_number": .string("1"), "item_type": .string("CD")]
          item[key] = value
          one.members[list] = .array([.object(item)])
          all.append(.object(one.members))
          one.members[list] = .array([.object(item), .object(item)])
          all.append(.object(one.members))
        }
      }
    }
    return all
  }

  @Test func `our own checks agree with the incumbent's schema on a thousand envelopes`() throws {
    let all = Self.spoilt
    guard let verdicts = try Self.verdicts(all) else {
      print("SKIPPED: no schema at \(Self.schema.path), or no Python with jsonschema, to compare envelopes' checks with")
      return
    }
    #expect(all.count > 1000 && verdicts.count == all.count && verdicts.contains(true) && verdicts.contains(false))
    for (one, isValid) in zip(all, verdicts) {
      let complaints = EnvelopeSchema().complaints(one)
      #expect(complaints.isEmpty == isValid, "\(one): \(complaints)")
    }
  }

  @Test(arguments: [
    ("delivery_date", "2026-02-30T09:00:00.000Z", "/delivery_date"),
    ("opening_date", "2026-11-25T24:00:00.000Z", "/opening_date"),
  ])
  func `a time that is none is found, which the schema does not see`(key: String, value: String, pointer: String) {
    var one = TestEnvelope()
    one.members[key] = .string(value)
    #expect(EnvelopeSchema().complaints(.object(one.members)).map(\.pointer) == [pointer])
  }

  @Test func `complaints name places and never values`() {
    var one = TestEnvelope()
    one.members["delivery_date"] = .string("SECRET")
    one.setItem(0, "document_control_number", .string("SECRET"))
    let complaints = EnvelopeSchema().complaints(.object(one.members))
    #expect(complaints.map(\.pointer) == ["/delivery_date", "/scannable_items/0/document_control_number"])
    #expect(!"\(complaints)".contains("SECRET"))
  }
}
