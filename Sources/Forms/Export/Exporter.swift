/// One kind of output: how accepted documents leave for another system. A kind is one file; `ExportKinds` lists them.
///
/// Pure: it makes files' bytes of a case, and the emit stage writes them. Whoever else releases records calls it the same way.
public protocol Exporter: Sendable {
  /// Its name under `outputs` in a pipeline's file.
  static var kind: String { get }
  /// The keys of its settings there, besides `kind` and `folder`.
  static var keys: [String] { get }
  /// Whether it needs documents' pages as PDF; they are made only then.
  static var needsScans: Bool { get }

  /// Reads its settings; what is wrong with them is complained of, with line and column, through `settings`.
  init(_ settings: ExportSettings)

  /// What does not fit together between its own definitions and the forms: fields that it names and they lack.
  func problems(with forms: [FormDefinition]) -> [Problem]

  /// Whether documents of this form can leave so at all. A case leaves if its first document's form can.
  func takes(_ form: FormDefinition) -> Bool

  /// What keeps a document from leaving so although its values are right, such as one too long for the other system. Asked when the
  /// record is made, so that a person looks before anything is to leave.
  func queries(on record: FormRecord, of form: FormDefinition) -> [FormRecord.Issue]

  /// The case in the other system's form.
  ///
  /// - Throws: `Problem` where it cannot be said there at all; nothing is written then.
  func export(_ documents: ExportCase) throws(Problem) -> Export
}

extension Exporter {
  public static var keys: [String] { [] }
  public static var needsScans: Bool { false }
  public func problems(with forms: [FormDefinition]) -> [Problem] { [] }
  public func takes(_ form: FormDefinition) -> Bool { true }
  public func queries(on record: FormRecord, of form: FormDefinition) -> [FormRecord.Issue] { [] }
}

/// The kinds of output that a pipeline can name.
public enum ExportKinds {
  public static let all: [any Exporter.Type] = [RecordExporter.self]
}
