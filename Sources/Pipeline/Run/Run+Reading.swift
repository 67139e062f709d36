import Forms
import Foundation
import Imaging

extension Run {
  /// What pages go through: one decoder, and readers side by side.
  struct Lanes {
    var decoder: DecodeLane
    var readers: LanePool<ReadLane>
  }

  /// Makes the first reader at once, so that a part that the machine lacks is known before anything is read.
  func makeLanes() throws -> Lanes {
    var identify = Identify(forms: forms)
    (identify.accept, identify.margin, identify.residual) = (pipeline.accept, pipeline.margin, pipeline.residual)
    let first = ReadLane(0, identify: identify, reader: try makeReader(), makeReader: makeReader)
    let others = (1..<max(1, pipeline.workers)).map {
      ReadLane($0, identify: identify, reader: nil, makeReader: makeReader)
    }
    return Lanes(
      decoder: DecodeLane(limits: DecodeLimits(pipeline), executable: executable), readers: LanePool([first] + others))
  }

  /// Reads scans page by page, and tells `book` of each. Stops where the task is cancelled or the book is stuck.
  func read(_ files: [ScanFile], on lanes: Lanes, into book: inout some ReadingBook) async {
    await withTaskGroup(of: (Int, PageOutcome).self) { group in
      for (place, file) in files.enumerated() where !Task.isCancelled && !book.isStuck {
        if book.leavesOut(file, at: place) { continue }
        report(.opened(file.name))
        await lanes.decoder.open(file)
        do {
          while !Task.isCancelled, !book.isStuck {
            guard let decoded = try await lanes.decoder.next() else {
              book.end(place)
              break
            }
            if book.underWay >= pipeline.workers + 2, let (place, outcome) = await group.next() {
              book.add(outcome, at: place)
            }
            book.begin(decoded, of: file, at: place)
            if case .page(let page) = decoded.page {
              group.addTask { (place, await process(page, of: file, on: lanes.readers, decoded: decoded.seconds)) }
            }
          }
        } catch {
          book.stop(.noDecoder(file.name, error))
        }
      }
      for await (place, outcome) in group { book.add(outcome, at: place) }
      await lanes.decoder.close()
    }
  }
}

extension Problem {
  fileprivate static func noDecoder(_ file: String, _ error: any Error) -> Problem {
    Problem(
      place: file, summary: "no process could be started to decode it (\(error))",
      remedy: "Free memory and processes on this machine.")
  }
}
