public import Forms
import Foundation
import Imaging
public import RecordStore

/// Lets documents leave a store that are released: case by case, each once.
public struct StoreExport: Sendable {
  private let store: RecordStore
  private let emit: Emit

  /// What left, what waits for a person, and what went wrong.
  public struct Result: Sendable {
    public var outputs: [RunSummary.Output] = []
    public var waiting = 0
    public var problems: [Problem] = []
  }

  /// - Throws: `Problem` where an output's folder cannot be made.
  public init(_ store: RecordStore, to outputs: [OutputDefinition], forms: [FormDefinition]) throws(Problem) {
    self.store = store
    emit = try Emit(outputs, forms: forms, scans: StoredScans(store))
  }

  /// A case that an output could not take stays, and is tried again the next time.
  public func callAsFunction(by actor: String) async throws -> Result {
    let cases = try await store.casesToLeave()
    var result = Result(waiting: cases.waiting), left: [String] = []
    for ids in cases.ready {
      var records: [FormRecord] = []
      for id in ids { if let record = try await store.record(id) { records.append(record) } }
      let problems = await emit.add(records)
      result.problems += problems
      if problems.isEmpty { left += ids }
    }
    let (outputs, problems) = await emit.finish()
    result.outputs = outputs
    result.problems += problems
    // Nothing counts as gone before it is whole in its place: a crash before this line sends it again under the same name.
    if problems.isEmpty { try await store.noteExport(of: left, by: actor) }
    return result
  }
}

/// Documents' pages as a store keeps them.
struct StoredScans: DocumentScans {
  private static let quality = 85
  private let store: RecordStore

  init(_ store: RecordStore) { self.store = store }

  func pdf(of record: FormRecord) async throws(Problem) -> Data {
    do {
      let pages = try await store.view(record.id, for: "")?.pages ?? []
      let images = try record.pages.map { page in
        let kept = pages.first { $0.file == page.file ?? record.source.file && $0.position == page.index }
        guard let picture = kept?.picture, let bytes = store.images.bytes(of: picture.image) else {
          throw Problem(
            place: record.id, summary: "a page's picture is not in the store any more",
            remedy: "Restore it from a backup, or send the scan again.")
        }
        return try PageImage(bytes, dpi: picture.dpi)
      }
      return Data(try ScanWriter.pdf(images, quality: Self.quality))
    } catch {
      throw error as? Problem
        ?? Problem(place: record.id, summary: "no PDF can be made of its pages (\(error))", remedy: "Free memory, and try again.")
    }
  }
}
