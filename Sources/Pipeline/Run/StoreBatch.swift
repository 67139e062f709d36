public import Forms
import Foundation
import Glibc
import Imaging
public import RecordStore

/// What one run adds to a store: documents as they are written, each page with its picture, and pages that are in none.
public struct StoreBatch: Sendable {
  let store: RecordStore
  private let batch: Int64
  private let policy: ReviewPolicy

  /// Begins a batch.
  ///
  /// - Parameter name: what it is called in reports; no file's name, which may name people.
  /// - Throws: `Problem` where the store cannot be written.
  public init(_ store: RecordStore, name: String, policy: ReviewPolicy = ReviewPolicy()) throws {
    self.store = store
    self.policy = policy
    batch = try store.beginBatch(name)
  }

  /// Keeps a page's picture.
  func keep(_ page: ScanPage) throws(Problem) -> StoredPage.Picture {
    do {
      let picture = try page.image.picture()
      return StoredPage.Picture(
        image: try store.images.keep(picture.bytes, format: picture.format), width: picture.width, height: picture.height,
        dpi: picture.dpi, scaleX: page.sourceScaleX * Double(page.image.width) / Double(picture.width),
        scaleY: page.sourceScaleY * Double(page.image.height) / Double(picture.height))
    } catch {
      throw error as? Problem
        ?? Problem(
          place: store.file.path, summary: "a page's picture cannot be made (\(error))",
          remedy: "Free memory, and run it again.")
    }
  }

  func add(_ record: FormRecord, form: FormDefinition?, pages: [StoredPage]) throws {
    try store.add(record, form: form, pages: pages, batch: batch, policy: policy)
  }

  func add(strays: [StoredPage]) throws { if !strays.isEmpty { try store.add(strays: strays, batch: batch) } }

  /// Notes that every document of the batch is there.
  func end() throws { try store.end(batch: batch) }

  /// Notes what the batch has cost so far: CPU seconds of this process and of its children that have ended.
  func close() throws {
    let seconds = [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].reduce(0.0) { sum, whose in
      var usage = rusage()
      getrusage(whose, &usage)
      return sum + usage.ru_utime.seconds + usage.ru_stime.seconds
    }
    try store.spend(cpu: seconds, on: batch)
  }
}

extension ReviewPolicy {
  /// As a pipeline says.
  public init(_ pipeline: PipelineDefinition) {
    self.init(keyedTwice: pipeline.keyedTwice, sample: pipeline.sample)
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}

extension RuleBook {
  /// Asks the rules again after somebody changed a record.
  public var revalidation: Revalidate {
    { record, linked in
      let judgement = judge(record, with: linked, received: record.source.received)
      return Revalidation(asked: Set(rules.map(\.id)), issues: judgement.issues, undecided: judgement.undecided)
    }
  }
}
