public import Forms
public import Foundation
import Glibc

/// Where a document's pages can be had again.
public protocol DocumentScans: Sendable {
  /// Its pages as they were scanned, in the order of its record, duplicates too.
  ///
  /// - Throws: `Problem` where one cannot be had any more: half a document is none.
  func pdf(of record: FormRecord) async throws(Problem) -> Data
}

/// The last stage: documents that are accepted leave, case by case, as a pipeline's outputs say.
///
/// Each file is whole or not there. Files that cases share grow beside their places and are put there by `finish()`.
public actor Emit {
  private let executor = QueueExecutor("emit")
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private struct Destination {
    var output: OutputDefinition
    var folder: URL
    var count: RunSummary.Output
    /// Shared files by name, that are being written.
    var shared: [String: SharedFile] = [:]
  }
  private var destinations: [Destination]
  private let forms: [FormDefinition]
  private let scans: any DocumentScans
  private let time: Date

  /// Makes the outputs' folders.
  ///
  /// - Parameter time: when documents leave, for formats that say so.
  /// - Throws: `Problem` where a folder cannot be made.
  public init(_ outputs: [OutputDefinition], forms: [FormDefinition], scans: any DocumentScans, time: Date = Date())
    throws(Problem)
  {
    try Self.makeFolders(of: outputs)
    destinations = outputs.map { output in
      Destination(
        output: output, folder: URL(fileURLWithPath: output.folder), count: .init(kind: output.kind, folder: output.folder))
    }
    self.forms = forms
    self.scans = scans
    self.time = time
  }

  /// Makes the outputs' folders where they are not there.
  ///
  /// - Throws: `Problem` where one cannot be made.
  static func makeFolders(of outputs: [OutputDefinition]) throws(Problem) {
    for output in outputs {
      do {
        try FileManager.default.createDirectory(at: URL(fileURLWithPath: output.folder), withIntermediateDirectories: true)
      } catch {
        throw Problem(
          place: URL(fileURLWithPath: output.folder).path, summary: "the folder of the output '\(output.kind)' cannot be made",
          remedy: "Choose another, or check who may write there.")
      }
    }
  }

  /// A case in the form of every output that takes it.
  public struct Parcel: Sendable {
    fileprivate var id: String
    fileprivate var exports: [(index: Int, export: Export)] = []
  }

  /// What came of making a parcel of a case.
  public enum Making: Sendable {
    case made(Parcel)
    /// It cannot be had whole, such as a page's picture, or an output lacks a setting for it.
    case lacking(Problem)
    /// An output cannot say what is in it: queries on its records.
    case unsayable(Problem, [(record: String, issue: FormRecord.Issue)])
  }

  /// What came of writing a parcel.
  public enum Departure: Equatable, Sendable {
    case left
    /// A file of its own could not be written; others of it may be in their places.
    case broken(Problem)
    /// A file that cases share could not be written: it is none any more, and the others of this turn cannot leave either.
    case stopped(Problem)
  }

  /// Writes one case to every output that takes it, or to none where one of them cannot say it.
  ///
  /// - Parameter records: first the one that the others belong to, all accepted.
  /// - Returns: what kept it; nil where nothing did.
  public func add(_ records: [FormRecord]) async -> Problem? {
    switch await make(records) {
    case .lacking(let problem), .unsayable(let problem, _): return problem
    case .made(let parcel):
      switch put(parcel) {
      case .left: return nil
      case .broken(let problem), .stopped(let problem): return problem
      }
    }
  }

  /// Makes what leaves of a case, and writes nothing.
  ///
  /// - Parameter records: first the one that the others belong to, all accepted.
  public func make(_ records: [FormRecord]) async -> Making {
    let documents = records.compactMap { record in
      forms.first { $0.id == record.form.id && $0.edition == record.form.edition }.map {
        ExportDocument(record: record, form: $0)
      }
    }
    guard documents.count == records.count, let first = documents.first else {
      return .lacking(
        Problem(
          place: records.first?.id ?? "", summary: "its form is not known any more", remedy: "Add the form, and try again."))
    }
    let takers = destinations.indices.filter { destinations[$0].output.exporter.takes(first.form) }
    var scanned = documents
    if takers.contains(where: { type(of: destinations[$0].output.exporter).needsScans }) {
      do { scanned = try await withScans(documents) } catch { return .lacking(error) }
    }
    var parcel = Parcel(id: first.record.id)
    for index in takers {
      let exporter = destinations[index].output.exporter
      do {
        let leaving = try ExportCase(type(of: exporter).needsScans ? scanned : documents, time: time)
        let export = try exporter.export(leaving)
        for file in export.files {
          precondition(file.name == URL(fileURLWithPath: file.name).lastPathComponent, "a file's name is no path")
        }
        parcel.exports.append((index, export))
      } catch {
        let queries = documents.flatMap { document in
          exporter.queries(on: document.record, of: document.form).map { (document.record.id, $0) }
        }
        return queries.isEmpty ? .lacking(error) : .unsayable(error, queries)
      }
    }
    return .made(parcel)
  }

  /// Writes what leaves of a case.
  ///
  /// - Parameter isWritten: whether its own files are in their places already.
  public func put(_ parcel: Parcel, isWritten: Bool = false) -> Departure {
    var fresh = parcel.exports
    if !isWritten {
      fresh = []
      do {
        for (index, export) in parcel.exports { if try write(export, to: index) { fresh.append((index, export)) } }
      } catch { return .broken(error) }
    }
    do {
      // A file that cases share takes none of which another file is lacking.
      for (index, export) in fresh { try share(export, of: parcel.id, to: index) }
      return .left
    } catch { return .stopped(error) }
  }

  private func withScans(_ documents: [ExportDocument]) async throws(Problem) -> [ExportDocument] {
    var documents = documents
    for index in documents.indices { documents[index].pdf = try await scans.pdf(of: documents[index].record) }
    return documents
  }

  /// Writes the files of a case alone. What left before under the same name stays as it is: who takes it knows it already.
  ///
  /// - Returns: whether none of them left before with another content.
  private func write(_ export: Export, to index: Int) throws(Problem) -> Bool {
    let folder = destinations[index].folder
    var isBefore = false
    // What tells of a file comes before it: who waits for the first finds the other.
    for file in export.files.reversed() where file.sharedHead == nil {
      let place = folder.appendingPathComponent(file.name)
      if let there = try? Data(contentsOf: place), there != file.data {
        isBefore = true
      } else {
        try file.data.writeWhole(to: place)
        destinations[index].count.files += 1
      }
    }
    if isBefore {
      destinations[index].count.before = (destinations[index].count.before ?? 0) + 1
    } else {
      destinations[index].count.cases += 1
      destinations[index].count.losses += export.losses.count
    }
    return !isBefore
  }

  /// Adds a case's pieces to the files that cases share.
  private func share(_ export: Export, of id: String, to index: Int) throws(Problem) {
    let folder = destinations[index].folder
    for file in export.files.reversed() {
      guard let head = file.sharedHead else { continue }
      if destinations[index].shared[file.name] == nil {
        destinations[index].shared[file.name] = try SharedFile(folder.appendingPathComponent(file.name), head: head)
      }
      try destinations[index].shared[file.name]?.append(file.data, of: id)
    }
  }

  /// Leaves shared files as they were, and begins them anew.
  public func drop() {
    for index in destinations.indices {
      for file in destinations[index].shared.values {
        file.drop()
        destinations[index].count.cases -= file.cases.count
      }
      destinations[index].shared = [:]
    }
  }

  /// Puts shared files in their places.
  public func finish() -> (outputs: [RunSummary.Output], problems: [Problem]) {
    var problems: [Problem] = []
    for index in destinations.indices {
      for (_, file) in destinations[index].shared.sorted(by: { $0.key < $1.key }) {
        do {
          if try file.finish() {
            destinations[index].count.files += 1
          } else {
            destinations[index].count.cases -= file.cases.count
            destinations[index].count.before = (destinations[index].count.before ?? 0) + file.cases.count
          }
        } catch {
          problems.append(error)
        }
      }
      destinations[index].shared = [:]
    }
    return (destinations.map(\.count), problems)
  }
}

extension FormRecord {
  /// Queries what would keep it from an output.
  mutating func query(_ outputs: [OutputDefinition], _ form: FormDefinition) {
    for output in outputs where output.exporter.takes(form) {
      for issue in output.exporter.queries(on: self, of: form) where !issues.contains(issue) {
        issues.append(issue)
        for field in issue.fields { fields[field]?.look(issue.message) }
        if disposition == .accepted { disposition = .review }
      }
    }
  }
}
