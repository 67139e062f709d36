public import Foundation

/// A form whose fields are known but not yet their places: what each field means, and which fields of the official PDF's
/// AcroForm it is filled in at.
///
/// Written by hand as `fields.yaml`; `formscan draft --bind` makes `form.yaml` of it from the PDF.
public struct FormBinding: Sendable {
  /// Lower case: `n5`.
  public var id: String
  public var title: String
  /// As the PDF prints it, if that is known beforehand.
  public var edition: String?
  /// In the file's order.
  public var fields: [BoundField]

  public init(id: String, title: String, edition: String? = nil, fields: [BoundField]) {
    self.id = id
    self.title = title
    self.edition = edition
    self.fields = fields
  }

  /// Reads a `fields.yaml`.
  ///
  /// - Returns: the binding, and everything that is wrong with it.
  /// - Throws: `Problem` where the file cannot be read or is no YAML.
  public static func read(_ file: URL) throws -> (binding: FormBinding?, problems: [Problem]) {
    let findings = Findings()
    let root = try YAMLValue(file, findings: findings)
    return (BindingReader(findings: findings).read(root), findings.problems)
  }

  /// The forms below a folder that are prepared, as far as they are right.
  static func all(in folder: URL) -> [FormBinding] {
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
    return ids.compactMap { try? read(folder.appendingPathComponent("\($0)/fields.yaml")).binding }
  }
}

/// A field with the names that the PDF has for its boxes.
public struct BoundField: Sendable {
  /// Such as `/claimants/0/postcode`.
  public var pointer: String
  public var definition: FieldDefinition
  /// One for plain text, a signature or a flag; one a choice, in the order of `of`; one a part, in reading order.
  public var names: [BoundName]

  public init(pointer: String, definition: FieldDefinition, names: [BoundName]) {
    self.pointer = pointer
    self.definition = definition
    self.names = names
  }
}

/// The name of a PDF's field as `fields.yaml` gives it.
public struct BoundName: Hashable, Sendable {
  /// `…` stands for any words.
  public var text: String
  /// Which of the places that share the name, from 1 in reading order; written `name#2`.
  public var copy: Int?
  /// `file:line:column` where it is written.
  public var place: String

  /// - Parameter written: the name, with `#2` behind it for the second of its places.
  public init(_ written: String, place: String) {
    let parts = written.split(separator: "#", omittingEmptySubsequences: false)
    copy = parts.count > 1 ? Int(parts[parts.count - 1]) : nil
    text = copy == nil ? written : parts.dropLast().joined(separator: "#")
    self.place = place
  }
}
