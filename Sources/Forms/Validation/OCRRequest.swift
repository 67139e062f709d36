public import Foundation

/// What `validate-ocr` is asked: `{"ocr_data_fields": [{"name": "…", "value": "…"}]}`.
public struct OCRRequest: Sendable {
  public var data: OCRData

  /// - Throws: `Problem` where it is no such JSON: the keys must be these and no others.
  public init(_ json: Data) throws(Problem) {
    let value: JSONValue
    do { value = try JSONReader.read(json) } catch { throw Self.wrong("", "it \(error.words)") }
    guard case .object(let members) = value, Set(members.keys) == ["ocr_data_fields"],
      let items = members["ocr_data_fields"]?.items
    else { throw Self.wrong("", "it is no object with a list 'ocr_data_fields' and nothing else") }
    var fields: [OCRData.Field] = []
    for (index, item) in items.enumerated() {
      let place = "/ocr_data_fields/\(index)"
      guard case .object(let members) = item, Set(members.keys).isSubset(of: ["name", "value"]),
        let name = members["name"]?.text
      else { throw Self.wrong(place, "it is no object with a 'name' and a 'value' and nothing else") }
      switch members["value"] {
      case .array?, .object?: throw Self.wrong(place + "/value", "it is no plain value")
      case let value: fields.append(.init(name: name, value: value?.asText))
      }
    }
    data = OCRData(fields)
  }

  private static func wrong(_ pointer: String, _ summary: String) -> Problem {
    Problem(
      place: "request" + pointer, summary: summary,
      remedy: "Write {\"ocr_data_fields\": [{\"name\": \"donor/lastName\", \"value\": \"…\"}]}.")
  }
}
