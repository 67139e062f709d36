import Forms
public import Foundation
import GRDB

extension RecordStore {
  /// Every field that a person decided or checked, with what the machine had read. Records that were purged or replaced are left out.
  ///
  /// Fields that needed a look stand for those that wait still; checked ones that had passed stand for all that passed and nobody
  /// decided; a field that had passed and was decided for another reason stands for itself.
  ///
  /// - Parameter since: of records that came in at or after this.
  public func judged(since: Date? = nil) async throws -> [JudgedReading] {
    let since = since?.stamp ?? ""
    return try await read { db in
      let populations = try db.rows(Self.populations, [since]).map { row in
        (stratum: Stratum(row), count: row["fields"] as Int)
      }
      let rows = try db.rows(Self.judged, [since])
      let counts = Dictionary(rows.map { (Stratum($0), 1) }, uniquingKeysWith: +)
      let sizes = Dictionary(populations.map { ($0.stratum, $0.count) }, uniquingKeysWith: +)
      return try rows.map { row in
        let stratum = Stratum(row), count = Double(counts[stratum] ?? 1)
        return try JudgedReading(row, weight: stratum.standing == .chosen ? 1 : Double(sizes[stratum] ?? 1) / count)
      }
    }
  }

  /// Fields that are alike in how many of them are judged.
  private struct Stratum: Hashable {
    /// Why a field is judged: it needed a look; it passed and was drawn; it passed and somebody chose to decide it.
    enum Standing: String { case asked, drawn, chosen }
    let type: String?
    let isHand: Bool
    let standing: Standing

    init(_ row: Row) {
      type = row["type"]
      isHand = JudgedReading.isHand(row)
      standing = Standing(rawValue: row["standing"]) ?? .chosen
    }
  }

  private static let source = """
    SELECT f.*, r.form, s.judged,
      CASE WHEN f.review OR f.keyedTwice THEN 'asked' WHEN s.judged IS NOT NULL OR f.decided IS NULL THEN 'drawn' ELSE 'chosen' END AS standing
    FROM fields f JOIN records r ON r.id = f.record AND r.superseded IS NULL AND r.purged IS NULL AND r.added >= ?
    LEFT JOIN samples s ON s.record = f.record AND s.pointer = f.pointer
    """
  private static let populations =
    "SELECT type, reader, standing, count(*) AS fields FROM (\(source)) GROUP BY type, reader, standing"
  private static let judged = """
    SELECT x.*,
      (SELECT old FROM corrections c WHERE c.record = x.record AND c.pointer = x.pointer ORDER BY id LIMIT 1) AS asRead,
      (SELECT new FROM corrections c WHERE c.record = x.record AND c.pointer = x.pointer ORDER BY id DESC LIMIT 1) AS asIs
    FROM (\(source)) x WHERE x.decided IS NOT NULL OR x.judged IS NOT NULL ORDER BY x.record, x.id
    """
}

extension JudgedReading {
  fileprivate static func isHand(_ row: Row) -> Bool { (row["reader"] as String?)?.hasSuffix(", hand") ?? false }

  fileprivate init(_ row: Row, weight: Double) throws {
    let isHand = Self.isHand(row), isCorrected = row["decided"] != nil
    let reasons = try JSONDecoder().decode(Set<String>.self, from: Data((row["reasons"] as String).utf8))
    let doubts = isHand ? FieldReading.mereDoubts.union(FieldReading.handDoubts) : FieldReading.mereDoubts
    self.init(
      FieldPlace(row["record"], row["pointer"]), form: row["form"], kind: RecordStore.kind(row), isHand: isHand,
      old: row.value(isCorrected ? "asRead" : "value"), new: row.value(isCorrected ? "asIs" : "value"),
      confidence: row["confidence"], isForced: row["review"] && !reasons.isSubset(of: doubts),
      isReviewed: row["review"] || row["keyedTwice"], weight: weight)
  }
}
