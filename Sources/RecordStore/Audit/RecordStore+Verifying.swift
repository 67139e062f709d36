public import Forms
import Foundation
import GRDB

/// What checking the audit log found.
public struct AuditReport: Sendable {
  /// Rows of the log, and the last one's hash: kept elsewhere, it shows later whether rows were cut off the end.
  public var rows = 0
  public var head = ""
  public var corrections = 0
  public var records = 0
  /// What does not fit, worst first; empty if nothing was tampered with.
  public var problems: [Problem] = []
}

extension RecordStore {
  /// Checks the whole chain, that whatever the log vouches for is as it says, and that values follow from what was read and corrected.
  ///
  /// - Parameters:
  ///   - head: a hash that the log had at an earlier time, which must be in it still.
  ///   - images: whether to read every page image too.
  public func verify(head: String? = nil, images checkImages: Bool = true) async throws -> AuditReport {
    let (report, kept) = try await read { [file] db in
      var check = AuditCheck(db, file: file.path)
      try check.chain(head: head)
      try check.corrections()
      try check.keyings()
      try check.records()
      try check.standing()
      return (check.report, try db.keptImages())
    }
    var whole = report
    for image in kept where checkImages {
      if let problem = images.problem(of: image) { whole.problems.append(problem) }
    }
    return whole
  }
}
