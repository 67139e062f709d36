import Foundation

/// Values that were read from a form, by name and in their order, as an envelope carries them: JSON in base64.
public struct OCRData: Hashable, Sendable {
  public struct Field: Codable, Hashable, Sendable {
    public var name: String
    public var value: String?
    public init(name: String, value: String?) {
      self.name = name
      self.value = value
    }
  }

  public var fields: [Field]

  public init(_ fields: [Field]) { self.fields = fields }

  /// Reads what an envelope carries; numbers and true or false become text.
  ///
  /// - Returns: nil where it is no base64, no such JSON, or names a field twice.
  public init?(base64 text: String) {
    guard let data = Data(base64Encoded: text), let json = try? JSONReader.read(data),
      let items = json["Metadata_file"]?.items
    else { return nil }
    fields = []
    var names: Set<String> = []
    for item in items {
      guard let name = item["metadata_field_name"]?.text, names.insert(name).inserted else { return nil }
      switch item["metadata_field_value"] {
      case .array?, .object?: return nil
      case let value: fields.append(Field(name: name, value: value?.asText))
      }
    }
  }

  private struct Wire: Encodable {
    struct Field: Encodable {
      var metadata_field_name: String
      var metadata_field_value: String?

      enum CodingKeys: CodingKey { case metadata_field_name, metadata_field_value }

      /// A field without a value has null: the contract knows no field without the key.
      func encode(to encoder: any Encoder) throws {
        var all = encoder.container(keyedBy: CodingKeys.self)
        try all.encode(metadata_field_name, forKey: .metadata_field_name)
        try all.encode(metadata_field_value, forKey: .metadata_field_value)
      }
    }
    var Metadata_file: [Field]
  }

  public func base64() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let wire = Wire(Metadata_file: fields.map { .init(metadata_field_name: $0.name, metadata_field_value: $0.value) })
    return try encoder.encode(wire).base64EncodedString()
  }
}
