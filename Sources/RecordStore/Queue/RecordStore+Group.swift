public import Forms
import Foundation
import GRDB

/// Waiting fields that are looked at side by side.
public struct FieldGroup: Hashable, Sendable {
  public var form: String
  /// Of this type.
  public var kind: FieldDefinition.Kind
  /// With this machine's value, such as a mark that seems to be there.
  public var value: FieldValue?
  public var fields: Int

  public init(form: String, kind: FieldDefinition.Kind, value: FieldValue?, fields: Int = 0) {
    self.form = form
    self.kind = kind
    self.value = value
    self.fields = fields
  }
}

/// One field of a group.
public struct GroupedField: Sendable {
  public var place: FieldPlace
  public var value: FieldValue?
  public var reading: FieldReading
  public var page: RecordView.Page
}

extension RecordStore {
  /// Groups of marks and signatures that wait in records that nobody has in hand, the largest first. Fields that are keyed twice are not
  /// among them.
  public func groups() async throws -> [FieldGroup] {
    let time = now().stamp
    return try await read { db in
      try db.rows(
        """
        SELECT t.form, f.type, f.value, count(*) AS fields FROM fields f JOIN tasks t ON t.record = f.record
        WHERE f.waiting = 1 AND f.keyedTwice = 0 AND f.type IN ('flag', 'signature', 'choice') AND t.done IS NULL
          AND (t.until IS NULL OR t.until <= ?)
        GROUP BY t.form, f.type, f.value ORDER BY fields DESC, t.form, f.type
        """, [time]
      ).compactMap { row in
        FieldDefinition.Kind(rawValue: row["type"]).map {
          FieldGroup(form: row["form"], kind: $0, value: row.value("value"), fields: row["fields"])
        }
      }
    }
  }

  /// Fields of a group, the oldest first: confirmed or corrected together by `decide`.
  public func fields(of group: FieldGroup, limit: Int = 40) async throws -> [GroupedField] {
    let time = now().stamp
    return try await read { [self] db in
      let rows = try db.rows(
        """
        SELECT f.record, f.pointer FROM fields f JOIN tasks t ON t.record = f.record
        WHERE f.waiting = 1 AND f.keyedTwice = 0 AND f.type = ? AND f.value IS ? AND t.form = ? AND t.done IS NULL
          AND (t.until IS NULL OR t.until <= ?) ORDER BY t.arrived, f.id LIMIT ?
        """, [group.kind.rawValue, group.value.column, group.form, time, limit])
      var records: [String: FormRecord] = [:], found: [GroupedField] = []
      for row in rows {
        let place = FieldPlace(row["record"], row["pointer"])
        if records[place.record] == nil { records[place.record] = try current(place.record, in: db) }
        guard let reading = records[place.record]?.fields[place.pointer] else { continue }
        let page = try pages(of: place.record, in: db).first { $0.position == reading.page && $0.formPage == reading.formPage }
        guard let page else { continue }
        found.append(GroupedField(place: place, value: group.value, reading: reading, page: page))
      }
      return found
    }
  }
}
