public import Foundation

/// A document that may leave.
public struct ExportDocument: Sendable {
  public var record: FormRecord
  public var form: FormDefinition
  /// Its pages, in the order of `record.pages`, as one PDF; nil for a kind of output that needs none.
  public var pdf: Data?

  public init(record: FormRecord, form: FormDefinition, pdf: Data? = nil) {
    self.record = record
    self.form = form
    self.pdf = pdf
  }
}

/// What leaves together: a document, and those that belong to it. A case leaves whole, or waits whole.
public struct ExportCase: Sendable {
  /// First the one that the others belong to; never empty.
  public let documents: [ExportDocument]
  /// When it leaves, for formats that say so.
  public let time: Date

  /// - Throws: `Problem` where a document of it waits for a person: nothing that was not released leaves.
  public init(_ documents: [ExportDocument], time: Date) throws(Problem) {
    precondition(!documents.isEmpty)
    if let waiting = documents.first(where: { $0.record.disposition != .accepted }) {
      throw Problem(
        place: documents[0].record.id,
        summary: "it is not released: \(waiting.record.id) is '\(waiting.record.disposition.rawValue)'",
        remedy: "Look at it and release it; then all documents of the case leave together.")
    }
    self.documents = documents
    self.time = time
  }

  public var first: ExportDocument { documents[0] }
  /// What names the case: the first document's id.
  public var id: String { first.record.id }
}

/// What a case has become for another system.
public struct Export: Sendable {
  /// A file, or a piece of one that the cases of a run share.
  public struct File: Sendable {
    /// A plain file name, the same for the same case every time.
    public var name: String
    public var data: Data
    /// If this is a piece of a file that all cases share: what stands once before the pieces, such as a table's head.
    public var sharedHead: Data?

    public init(_ name: String, _ data: Data, sharedHead: Data? = nil) {
      self.name = name
      self.data = data
      self.sharedHead = sharedHead
    }
  }

  /// Something that the other system's form cannot say, or says more coarsely. Holds no content.
  public struct Loss: Codable, Hashable, Sendable {
    public var record: String
    /// Pointer of the field.
    public var field: String
    /// What it is in the record: `unclear`, `not scanned`, `text` …
    public var was: String
    /// What stands for it in the output: `false`, an empty element …
    public var became: String

    public init(record: String, field: String, was: String, became: String) {
      self.record = record
      self.field = field
      self.was = was
      self.became = became
    }
  }

  public var files: [File]
  public var losses: [Loss]

  public init(_ files: [File], losses: [Loss] = []) {
    self.files = files
    self.losses = losses
  }
}

extension ExportCase {
  /// A file whose bytes `encode` makes.
  ///
  /// - Throws: `Problem` that names the case, without what the encoder says, which may hold values.
  public func file(_ name: String, sharedHead: Data? = nil, _ encode: () throws -> Data) throws(Problem) -> Export.File {
    guard let data = try? encode() else {
      throw Problem(
        place: id, summary: "\(name) cannot be made of it", remedy: "Keep the record and report this: it must not happen.")
    }
    return Export.File(name, data, sharedHead: sharedHead)
  }
}
