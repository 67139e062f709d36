import Forms
import Foundation
import Glibc

/// Lets one ingestion at a time work on a drop folder (`flock`). A process that is gone holds it no longer, however it went.
struct IngestLock: ~Copyable {
  private let descriptor: Int32

  /// - Throws: `Problem` with the code `Ingest.busy` where another has it.
  init(_ folder: DropFolder) throws(Problem) {
    let path = folder.working.appendingPathComponent(".lock").path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        place: path, summary: "the lock cannot be made (\(systemWords(errno)))", remedy: "Check the folder's permissions.")
    }
    guard RecordFolder.isLocked(descriptor) else {
      let holder = (try? String(contentsOfFile: path, encoding: .utf8)).map { " (process \($0))" } ?? ""
      close(descriptor)
      var problem = Problem(
        place: folder.incoming.path, summary: "another 'formscan ingest' works on this folder\(holder)",
        remedy: "Nothing was touched. Wait for its end; the next start goes on by itself.")
      problem.code = Ingest.busy
      throw problem
    }
    let text = "\(getpid())"
    ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, text.utf8.count, 0) }
  }

  deinit { close(descriptor) }
}
