public import Forms
import Foundation
import Imaging
import RecordStore

extension Run {
  /// Puts together what shards have read, page by page as if it were read here: documents across files, what belongs to each other,
  /// rules, the store and the outputs are one run's.
  ///
  /// - Parameter found: all that the manifest lists.
  public func callAsFunction(_ found: Intake.Found, from shards: ShardSet) async throws -> RunSummary {
    let decoder = DecodeLane(limits: DecodeLimits(pipeline), executable: executable)
    let summary = try await account(for: found) { found, ledger in
      for (place, file) in found.files.enumerated() where !Task.isCancelled && !ledger.isStuck {
        if ledger.leavesOut(file, at: place) { continue }
        report(.opened(file.name))
        do throws(Problem) {
          let reading = try shards.reading(of: file)
          let pictures = try await pictures(of: file, by: decoder)
          ledger.take(reading, of: file, at: place, pictures: pictures)
        } catch {
          ledger.stop(error)
        }
      }
    }
    await decoder.close()
    return summary
  }

  /// Keeps a scan's pages in the store, where there is one: a shard has read them, and kept no picture.
  private func pictures(of file: ScanFile, by decoder: DecodeLane) async throws(Problem) -> [Int: StoredPage.Picture] {
    guard let store else { return [:] }
    var pictures: [Int: StoredPage.Picture] = [:]
    await decoder.open(file)
    do {
      while let decoded = try await decoder.next() {
        if case .page(let page) = decoded.page { pictures[page.index] = try store.keep(page) }
      }
    } catch {
      throw error as? Problem
        ?? Problem(
          place: file.name, summary: "no process could be started to decode it (\(error))",
          remedy: "Free memory and processes on this machine.")
    }
    return pictures
  }
}

extension Ledger {
  /// Takes in a scan as a shard has read it.
  fileprivate mutating func take(
    _ reading: ScanReading, of file: ScanFile, at place: Int, pictures: [Int: StoredPage.Picture]
  ) {
    for failure in reading.failures {
      begin((.failed(pages: failure.pages, failure.problem), failure.seconds), of: file, at: place)
    }
    for var outcome in reading.pages {
      outcome.picture = pictures[outcome.index]
      begin(of: file, at: place)
      add(outcome, at: place)
    }
    end(place)
  }
}
