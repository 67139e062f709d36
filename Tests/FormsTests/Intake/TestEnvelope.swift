import Forms
import Foundation

/// An envelope's metadata that is right, to be spoilt by tests.
struct TestEnvelope {
  static let zip = "2632906010990_25-11-2026-13-24-07.zip"
  var members: [String: JSONValue]
  var files = ["metadata.json", "1.pdf", "2.pdf"]

  init(ocr: [OCRData.Field] = [.init(name: "donor/lastName", value: "x")]) {
    let time = JSONValue.string("2026-11-25T09:00:00.000Z")
    func item(_ number: String, _ file: String, _ type: String) -> [String: JSONValue] {
      [
        "document_control_number": .string(number), "scanning_date": time, "next_action": .string("forward"),
        "next_action_date": time, "file_name": .string(file), "document_type": .string(type),
      ]
    }
    var form = item("1001", "1.pdf", "Form")
    form["document_sub_type"] = .string("LP1F")
    form["ocr_data"] = (try? OCRData(ocr).base64()).map { .string($0) }
    members = [
      "po_box": .string("12345"), "jurisdiction": .string("PCS"), "delivery_date": time, "opening_date": time,
      "zip_file_createddate": time, "zip_file_name": .string(Self.zip), "envelope_classification": .string("new_application"),
      "scannable_items": .array([.object(form), .object(item("1002", "2.pdf", "Other"))]),
    ]
  }

  var json: Data { (try? JSONEncoder().encode(JSONValue.object(members))) ?? Data() }

  /// Changes a key of the item at `index`; nil takes it away.
  mutating func setItem(_ index: Int, _ key: String, _ value: JSONValue?) {
    guard case .array(var items)? = members["scannable_items"], case .object(var item) = items[index] else { return }
    item[key] = value
    items[index] = .object(item)
    members["scannable_items"] = .array(items)
  }

  func check(_ checks: EnvelopeChecks = EnvelopeChecks(), used: [String: String] = [:]) throws(Problem)
    -> EnvelopeChecks.Accepted
  {
    try checks(zip: Self.zip, files: files, metadata: json, used: { used[$0] })
  }
}
