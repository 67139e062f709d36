import Forms
import Foundation
import Pipeline

/// A manifest's files, as they are on this machine.
struct Listed {
  let manifest: Manifest
  private let root: URL?

  init(_ path: String, root: String?) throws(Problem) {
    manifest = try Manifest(contentsOf: URL(fileURLWithPath: path))
    self.root = root.map { URL(fileURLWithPath: $0) }
  }

  /// All of them; prints which have changed, and ends with status 4.
  func all() throws -> Intake.Found { try checked(nil) }

  /// Those of a shard.
  func part(_ shard: ShardNumber) throws -> Intake.Found { try checked(manifest.part(shard)) }

  private func checked(_ entries: [Manifest.Entry]?) throws -> Intake.Found {
    let (found, changed) = manifest.found(entries, in: root)
    guard changed.isEmpty else {
      for problem in changed { complain(problem) }
      throw ExitStatus.someFailed.code
    }
    return found
  }
}
