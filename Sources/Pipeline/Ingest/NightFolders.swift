public import Forms
public import Foundation
public import RecordStore

/// Where the night job keeps files: its drop folder, and the folder of its results and reports.
public struct NightFolders: Sendable {
  private let incoming: URL, done: URL, output: URL

  public init(incoming: URL, output: URL) {
    self.incoming = DropFolder.real(incoming)
    done = DropFolder.siblings(of: incoming)[1]
    self.output = output
  }

  /// The night job's store: the one that is named, else the one in its output; nil where neither is known.
  public static func store(_ path: String?, in output: URL?) -> URL? {
    path.map { URL(fileURLWithPath: $0) } ?? output?.appendingPathComponent("store.sqlite")
  }

  /// What the night job writes.
  ///
  /// - Parameter outputs: the folders of its pipeline's outputs.
  public static func written(output: URL?, store: URL?, _ outputs: [URL]) -> [URL] {
    [output, output.map(batches), store].compactMap { $0 } + outputs
  }

  /// Where each batch's results are.
  private static func batches(in output: URL) -> URL { output.appendingPathComponent("batches") }

  /// Sees to it that these are the folders that a store's files went through: what is not found elsewhere would be taken for gone, and
  /// its name forgotten.
  ///
  /// - Parameter dropFolder: the path of the one whose files the store takes in.
  /// - Throws: `Problem` where they are not.
  public func check(against dropFolder: String?) throws(Problem) {
    if let dropFolder, dropFolder != incoming.path {
      throw Problem(
        place: incoming.path, summary: "the store takes in \(dropFolder), and not this folder",
        remedy: "Name that one with --incoming, or start 'formscan ingest' on this one first if it was moved here.")
    }
    for folder in [done, Self.batches(in: output)] where FileStatus(folder.path)?.kind != .folder {
      throw Problem(
        place: folder.path, summary: "there is no such folder, so nothing was removed from the night job's",
        remedy: "Name the night job's folders with --incoming and --output, or in the pipeline.")
    }
  }

  /// Removes scans from `done`, results of batches, and reports of mornings before a day.
  ///
  /// - Throws: `Problem` at the first that cannot be removed. What is gone already is none.
  public func remove(_ arrivals: [Arrival], batches: [String], reportsBefore day: Day) throws(Problem) {
    for arrival in arrivals { try remove(done.appendingPathComponent("\(arrival.batch)/\(arrival.name)")) }
    for batch in Set(arrivals.map(\.batch)) { DropFolder.removeEmpty(done.appendingPathComponent(batch)) }
    for batch in batches { try remove(output.appendingPathComponent("batches/\(batch)")) }
    for report in reports(before: day) { try remove(report) }
  }

  /// `report-YYYY-MM-DD.*` of mornings before a day: they name scans.
  public func reports(before day: Day) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: output.path)) ?? []
    return names.filter { name in
      guard let found = name.wholeMatch(of: /report-([0-9]{4}-[0-9]{2}-[0-9]{2})\.(?:html|json|csv)/) else { return false }
      return Day(found.1).map { $0 < day } ?? false
    }.sorted().map { output.appendingPathComponent($0) }
  }

  private func remove(_ place: URL) throws(Problem) {
    do { try FileManager.default.removeItem(at: place) } catch {
      if FileStatus(place.path) == nil { return }
      throw Problem(
        place: place.path, summary: "it cannot be removed (\(error.localizedDescription))",
        remedy: "Let the user who runs this write the folder, and purge again.")
    }
  }
}
