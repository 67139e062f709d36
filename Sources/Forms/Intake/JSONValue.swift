public import Foundation

/// A JSON value of any shape, for documents that are checked before they are believed.
public enum JSONValue: Codable, Hashable, Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  case number(Decimal)
  case bool(Bool)
  case null

  public init(from decoder: any Decoder) throws {
    let one = try decoder.singleValueContainer()
    if one.decodeNil() {
      self = .null
    } else if let value = try? one.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? one.decode(String.self) {
      self = .string(value)
    } else if let value = try? one.decode(Decimal.self) {
      self = .number(value)
    } else if let value = try? one.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try one.decode([String: JSONValue].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var one = encoder.singleValueContainer()
    switch self {
    case .object(let value): try one.encode(value)
    case .array(let value): try one.encode(value)
    case .string(let value): try one.encode(value)
    case .number(let value): try one.encode(value)
    case .bool(let value): try one.encode(value)
    case .null: try one.encodeNil()
    }
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  var text: String? { if case .string(let text) = self { text } else { nil } }

  /// As text, as the incumbents take a value of any kind: nil for null, and for what is no plain value.
  var asText: String? {
    switch self {
    case .string(let text): text
    case .number(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    case .null, .array, .object: nil
    }
  }
}
