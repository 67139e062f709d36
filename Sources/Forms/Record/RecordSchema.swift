import Foundation

/// The JSON Schema (2020-12) of a form's records, made from its definition.
///
/// Fields and what stands in them are closed; the record itself is open, for later versions of it say more.
public struct RecordSchema: Encodable {
  private let value: JSONValue

  /// - Parameter form: one edition; its record may lack any field, for a page may be missing.
  public init(_ form: FormDefinition) {
    value = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": .string("urn:formscan:record:\(form.id):\(form.edition)"),
      "title": .string("\(form.title), \(form.edition)"),
      "type": "object",
      "required": ["schema", "id", "source", "form", "pages", "disposition", "fields", "issues"],
      "properties": .object([
        "schema": ["const": "formscan.record/1"],
        "id": .object(["type": "string", "pattern": .string("^\(form.id)-[0-9a-f]{12}$")]),
        "source": Self.object(
          ["file": Self.text, "sha256": ["type": "string", "pattern": "^[0-9a-f]{64}$"], "received": Self.time],
          optional: ["received"]),
        "form": Self.object(["id": .object(["const": .string(form.id)]), "edition": .object(["const": .string(form.edition)])]),
        "pages": ["type": "array", "items": ["$ref": "#/$defs/page"]],
        "disposition": ["enum": ["accepted", "review", "rejected", "failed"]],
        "fields": .object([
          "type": "object", "additionalProperties": false,
          "properties": .object(form.fields.mapValues { Self.reading(of: $0) }),
        ]),
        "issues": ["type": "array", "items": ["$ref": "#/$defs/issue"]],
        "links": ["type": "array", "items": ["$ref": "#/$defs/link"]],
        "corrections": ["type": "array", "items": ["$ref": "#/$defs/correction"]],
      ]),
      "$defs": .object(Self.definitions(pages: form.pages.map(\.number))),
    ]
  }

  public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }

  private static let text: JSONValue = ["type": "string"]
  private static let number: JSONValue = ["type": "number"]
  private static let share: JSONValue = ["type": "number", "minimum": 0, "maximum": 1]
  private static let time: JSONValue = ["type": "string", "format": "date-time"]
  private static let flag: JSONValue = ["type": "boolean"]
  private static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
  private static let four: JSONValue = ["type": "array", "items": ["type": "number"], "minItems": 4, "maxItems": 4]

  /// An object of which every member must be there but `optional` ones.
  private static func object(_ members: [String: JSONValue], optional: Set<String> = []) -> JSONValue {
    [
      "type": "object", "properties": .object(members),
      "required": .array(members.keys.filter { !optional.contains($0) }.sorted().map { .string($0) }),
    ]
  }

  /// What a reading of the field is: as any other, with a value of its type.
  private static func reading(of field: FieldDefinition) -> JSONValue {
    let value: JSONValue =
      switch field.kind {
      case .flag, .signature: flag
      case .choice: .object(["enum": .array(field.of.map { .string($0) })])
      // A day that there is not, and one that was read in part, stand as they were written.
      case .date: ["type": "string", "description": "ISO 8601; DD/MM/YYYY as written where there is no such day"]
      case .money: ["type": "string", "description": "pounds, such as 1234.50"]
      case .text, .postcode, .number, .phone, .email, .reference, .nationalInsurance, .caseNumber, .claimNumber, .companyNumber:
        text
      }
    return .object([
      "$ref": "#/$defs/reading", "title": .string(field.label), "properties": ["value": value],
      "$comment": .string(field.kind.rawValue),
    ])
  }

  private static func definitions(pages: [Int]) -> [String: JSONValue] {
    let formPage: JSONValue = .object(["enum": .array(pages.map { .number(Decimal($0)) })])
    let states: JSONValue = ["enum": ["marked", "blank", "unclear", "cancelled"]]
    let value: JSONValue = ["type": ["string", "boolean"]]
    let alternatives: JSONValue = .object(["type": "array", "items": object(["value": text, "confidence": share])])
    let alone = object(
      ["value": value, "confidence": share, "review": flag, "reasons": texts, "alternatives": alternatives, "repairs": texts],
      optional: ["value", "repairs"])
    return [
      "page": object(
        [
          "index": ["type": "integer", "minimum": 0], "formPage": formPage, "rotation": ["enum": [0, 90, 180, 270]],
          "score": share, "runnerUp": share, "residualMM": number, "file": text, "duplicate": flag, "print": text,
        ], optional: ["file", "duplicate", "print"]),
      "reading": object(
        [
          "value": value, "text": text, "state": ["enum": ["read", "blank", "unclear"]], "confidence": share, "review": flag,
          "reasons": texts, "alternatives": alternatives,
          "repairs": texts, "evidence": ["type": "object", "additionalProperties": ["type": "number"]], "formPage": formPage,
          "page": ["type": "integer", "minimum": 0], "zone": four, "box": four,
          "boxes": .object([
            "type": "object",
            "additionalProperties": object(["zone": four, "box": four, "state": states, "review": flag], optional: ["review"]),
          ]),
          "alone": alone,
        ], optional: ["value", "text", "repairs", "evidence", "zone", "box", "boxes", "alone"]),
      "issue": object(
        [
          "rule": text, "severity": ["enum": ["reject", "query", "warning", "info"]], "fields": texts, "message": text,
          "basis": text, "settled": object(["operator": text, "time": time, "reason": text], optional: ["reason"]),
        ], optional: ["basis", "settled"]),
      "link": object(["record": text, "form": text, "by": ["enum": ["name", "order", "person"]]]),
      "correction": object(
        ["pointer": text, "old": value, "new": value, "operator": text, "time": time, "reason": text],
        optional: ["old", "new", "reason"]),
    ]
  }
}
