public import Forms
import Foundation
import Imaging
public import RecordStore

/// Lets documents leave a store that are released: case by case, each once.
public struct StoreExport: Sendable {
  private let store: RecordStore
  private let emit: Emit

  /// What left, how many cases wait for a person or for the rest of their batch, and what went wrong.
  public struct Result: Sendable {
    public var outputs: [RunSummary.Output] = []
    public var waiting = 0, arriving = 0
    public var problems: [Problem] = []
  }

  /// - Throws: `Problem` where an output's folder cannot be made.
  public init(_ store: RecordStore, to outputs: [OutputDefinition], forms: [FormDefinition]) throws(Problem) {
    self.store = store
    emit = try Emit(outputs, forms: forms, scans: StoredScans(store))
  }

  /// A case that an output could not take stays, and is tried again the next time. One export of a store is at work at a time.
  public func callAsFunction(by actor: String) async throws -> Result {
    try await store.exportAlone { try await export(by: actor) }
  }

  private func export(by actor: String) async throws -> Result {
    let cases = try await store.claimCases()
    var result = Result(waiting: cases.waiting, arriving: cases.arriving)
    for consignment in cases.consignments {
      guard let left = try await send(consignment, &result) else {
        await emit.drop()
        continue
      }
      try await store.note(left.map { ($0, .placing) })
      let (outputs, problems) = await emit.finish()
      result.outputs = outputs
      result.problems += problems
      // Nothing counts as gone before it is whole in its place: a crash before this line sends it again under the same name.
      if problems.isEmpty { try await store.noteExport(of: left, by: actor) }
    }
    if result.outputs.isEmpty { result.outputs = await emit.finish().outputs }
    return result
  }

  /// Hands the cases of a consignment to the outputs.
  ///
  /// - Returns: those that left; nil where none of them can leave now.
  private func send(_ consignment: Consignment, _ result: inout Result) async throws -> [[String]]? {
    var left: [[String]] = [], notes: [(records: [String], state: LeavingCase.State)] = []
    for item in consignment.cases {
      let records = try await records(item.records)
      switch await emit.make(records) {
      case .lacking(let problem):
        result.problems += told(problem, of: consignment)
        if consignment.isPlacing { return nil }
        item.state >= .begun ? try await store.putOff(item.records) : try await store.giveBack(item.records)
      case .unsayable(let problem, let queries):
        result.problems += told(problem, of: consignment)
        if consignment.isPlacing { return nil }
        try await store.giveBack(item.records, because: queries)
      case .made(let parcel):
        try await store.note(notes + [(item.records, .begun)])
        switch await emit.put(parcel, isWritten: item.state >= .written) {
        case .left:
          left.append(item.records)
          notes = [(item.records, .written)]
        case .broken(let problem):
          result.problems += told(problem, of: consignment)
          if consignment.isPlacing { return nil }
          try await store.putOff(item.records)
        case .stopped(let problem):
          result.problems.append(problem)
          try await store.note([(item.records, .written)])
          return nil
        }
      }
    }
    return left
  }

  /// What kept a case, and which others wait with it.
  private func told(_ problem: Problem, of consignment: Consignment) -> [Problem] {
    let others = consignment.cases.count - 1
    guard consignment.isPlacing, others > 0 else { return [problem] }
    return [
      problem,
      Problem(
        place: problem.place, summary: "other cases of an export that was cut off wait for it: \(others)",
        remedy: "They leave together, for files that they share may be in their places."),
    ]
  }

  private func records(_ ids: [String]) async throws -> [FormRecord] {
    var records: [FormRecord] = []
    for id in ids { if let record = try await store.record(id) { records.append(record) } }
    return records
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
        ?? Problem(
          place: record.id, summary: "no PDF can be made of its pages (\(error))", remedy: "Free memory, and try again.")
    }
  }
}
