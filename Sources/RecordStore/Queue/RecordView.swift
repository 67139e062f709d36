public import Forms
public import Foundation
import GRDB

/// Everything that an operator's screen shows of one record, from one state of the store.
public struct RecordView: Sendable {
  /// As it stands; a value that is keyed blind is left out where this operator may not see it.
  public var record: FormRecord
  public var fields: [String: Field]
  public var issues: [StoredIssue]
  /// Its pages in the order of the form's.
  public var pages: [Page]
  /// Who has it in hand, and until when.
  public var holder: String?
  public var heldUntil: Date?
  public var standing: Standing

  public struct Field: Sendable {
    public var kind: FieldDefinition.Kind?
    public var reader: String?
    public var isCritical, isKeyedTwice, waits: Bool
    public var round: Int
    /// Whether this operator keyed it already, and others are to key it now.
    public var isKeyedByMe: Bool
    public var decided: Date?
  }

  public struct Page: Sendable {
    public var id: Int64
    /// Its file's name, and the SHA-256 of its bytes.
    public var file, sha256: String
    public var position: Int
    public var formPage: Int?
    /// Nil where it is purged or never was.
    public var picture: StoredPage.Picture?
  }
}

extension RecordStore {
  /// What an operator's screen shows; nil where there is no such record or its values are purged.
  public func view(_ id: String, for name: String) async throws -> RecordView? {
    let time = now().stamp
    return try await read { [self] db in
      guard var record = try current(id, in: db) else { return nil }
      let mine = try Set(
        String.fetchAll(
          db, sql: "SELECT pointer FROM keyings WHERE record = ? AND operator = ?", arguments: [id, name]))
      var fields: [String: RecordView.Field] = [:]
      for row in try db.rows("SELECT * FROM fields WHERE record = ?", [id]) {
        let field = RecordView.Field(
          kind: Self.kind(row), reader: row["reader"], isCritical: row["critical"], isKeyedTwice: row["keyedTwice"],
          waits: row["waiting"], round: row["round"], isKeyedByMe: mine.contains(row["pointer"]), decided: row.time("decided"))
        fields[row["pointer"]] = field
      }
      for (pointer, field) in fields where field.waits && field.isKeyedTwice { record.fields[pointer]?.hide() }
      let task = try db.row("SELECT operator, until FROM tasks WHERE record = ? AND until > ?", [id, time])
      return RecordView(
        record: record, fields: fields, issues: try issues(of: id, in: db), pages: try pages(of: id, in: db),
        holder: task?["operator"], heldUntil: task?.time("until"), standing: try standing(of: id, in: db))
    }
  }

  func pages(of id: String, in db: Database) throws -> [RecordView.Page] {
    try db.rows(Self.pageColumns + " WHERE p.record = ? ORDER BY p.formPage, f.id, p.position", [id]).map(RecordView.Page.init)
  }

  /// A page and its picture.
  public func page(_ id: Int64) async throws -> RecordView.Page? { try await read { try Self.page(id, in: $0) } }

  static func page(_ id: Int64, in db: Database) throws -> RecordView.Page? {
    try db.row(pageColumns + " WHERE p.id = ?", [id]).map(RecordView.Page.init)
  }

  private static let pageColumns = """
    SELECT p.*, f.name AS fileName, f.sha256 AS fileHash, i.format, i.bytes, i.purged FROM pages p JOIN files f ON f.id = p.file
    LEFT JOIN images i ON i.sha256 = p.image
    """
}

extension RecordView.Page {
  fileprivate init(_ row: Row) {
    id = row["id"]
    file = row["fileName"]
    sha256 = row["fileHash"]
    position = row["position"]
    formPage = row["formPage"]
    guard let image = row["image"] as String?, row["purged"] == nil else { return }
    picture = StoredPage.Picture(
      image: KeptImage(sha256: image, format: row["format"], bytes: row["bytes"]), width: row["width"], height: row["height"],
      dpi: row["dpi"], scaleX: row["scaleX"], scaleY: row["scaleY"])
  }
}

extension FieldReading {
  /// Leaves out what would tell an operator who keys it blind what others made of it.
  fileprivate mutating func hide() {
    value = nil
    text = nil
    state = .unclear
    alternatives = []
    repairs = nil
    alone = nil
    boxes = boxes?.mapValues { box in
      var box = box
      box.state = .unclear
      return box
    }
  }
}
