import Foundation
import Forms
import RecordStore

/// What the store took before this run: an envelope's name, a control number and a document's ID are taken once. The same file, read
/// again after a crash, is no other.
struct EarlierParcels {
  private let store: RecordStore

  init(_ store: RecordStore) { self.store = store }

  func envelope(_ name: String, _ file: ScanFile) throws(Problem) -> String? {
    try ask { try store.earlierEnvelope(name, than: file.sha256) }
  }

  func use(of number: String, _ file: ScanFile) throws(Problem) -> String? {
    try ask { try store.earlierUse(of: number, than: file.sha256) }
  }

  func scan(_ sha256: String, _ file: ScanFile) throws(Problem) -> String? {
    try ask { try store.earlierScan(sha256, than: file.sha256) }
  }

  private func ask(_ question: () throws -> String?) throws(Problem) -> String? {
    do { return try question() } catch {
      throw error as? Problem ?? Problem(place: store.file.path, summary: "the store cannot be asked (\(error))")
    }
  }
}
