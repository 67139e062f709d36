import Foundation
import RecordStore
import Synchronization

/// What operators were shown lately. A visit has many pages and pictures of a record; the audit log has it once.
final class Visits: Sendable {
  /// After so long without a new row a look is another visit.
  private static let seconds = 1800.0
  private struct Look: Hashable {
    let name, subject: String
  }
  private let looks = Mutex<[Look: Date]>([:])

  /// Those of the subjects that this operator was not shown lately.
  func new(_ subjects: [String], for name: String, at now: Date) -> [String] {
    looks.withLock { looks in
      subjects.filter { subject in
        looks[Look(name: name, subject: subject)].map { now.timeIntervalSince($0) >= Self.seconds } ?? true
      }
    }
  }

  /// Remembers looks that are in the log.
  func keep(_ subjects: [String], for name: String, at now: Date) {
    looks.withLock { looks in
      if looks.count > 10_000 { looks = looks.filter { now.timeIntervalSince($0.value) < Self.seconds } }
      for subject in subjects { looks[Look(name: name, subject: subject)] = now }
    }
  }
}

extension ReviewServer {
  /// Notes in the audit log that an operator is shown records, before they are; once a visit.
  ///
  /// - Parameter subjects: ids of records, or `page 12` for a page that is in none.
  func note(looksAt subjects: [String], _ context: ReviewContext) async throws {
    let name = try context.operatorName(), now = store.now()
    let new = visits.new(subjects.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }, for: name, at: now)
    guard !new.isEmpty else { return }
    try await store.noteLooks(at: new, by: name)
    visits.keep(new, for: name, at: now)
  }
}
