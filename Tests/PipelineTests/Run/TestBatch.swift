import Forms
import Foundation
import Imaging
import Testing

@testable import Pipeline

/// A form of four pages, scans of it drawn in code, and a folder for a run's output; takes its files away at the end.
final class TestBatch: Sendable {
  static let form: FormDefinition = {
    let seeds = (1...4).map { IdentifyTests.form(seed: UInt64($0)) }
    let pages = (1...4).map { number in
      let zone = Zone(x: 20, y: 100, width: 60, height: 8)
      return PageDefinition(number: number, zones: [ZoneDefinition(field: "/page\(number)", read: .line, parts: [zone])])
    }
    let layouts = zip(1..., seeds).map { number, seed -> PageLayout in
      var layout = seed.layout.pages[0]
      layout.number = number
      return layout
    }
    let fields = pages.map { ($0.zones[0].field, FieldDefinition(label: "Field", kind: .text)) }
    return FormDefinition(
      id: "drawn", edition: "1", title: "Drawn", pages: pages, fields: Dictionary(uniqueKeysWithValues: fields),
      layout: FormLayout(pages: layouts))
  }()

  /// The form's pages as a scanner hands them on, drawn once.
  private static let scans = Result {
    try IdentifyTests.forms.map { form -> PageImage in
      let map = IdentifyTests.map(turn: 0, skew: 0.4, scale: (1, 1), shift: (0, 0))
      return try IdentifyTests.scan(form, by: map, turn: 0)
    }
  }

  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  var scans: URL { folder.appending(path: "scans") }

  init() throws { try FileManager.default.createDirectory(at: scans, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a scan of the form's pages by their numbers; 0 is an empty sheet.
  ///
  /// - Parameter dust: a speck in another place makes the same pages another file.
  func scan(_ pages: [Int], as name: String, dust: Int) throws {
    let images = try pages.map { try page($0, dust: dust) }
    try ScanWriter.writeTIFF(images, to: scans.appending(path: name).path)
  }

  /// A page of the form as scanned, or an empty sheet for 0.
  func page(_ number: Int, dust: Int) throws -> PageImage {
    guard number > 0 else { return try PageImage(GreyPlane(width: 1240, height: 1754), dpi: 150) }
    var plane = try Self.scans.get()[number - 1].sampled(.identity, width: 1240, height: 1754)
    for y in 0..<3 { plane[600 + 8 * dust, 20 + y] = 0 }
    return try PageImage(plane, dpi: 150)
  }

  /// A run over the form with `workers` lanes, written to `output` in the batch's folder.
  func run(
    _ output: String = "out", workers: Int = 1, reader: @escaping @Sendable () throws -> any PageReading
  ) throws -> Run {
    var pipeline = PipelineDefinition()
    pipeline.workers = workers
    var run = Run(pipeline: pipeline, forms: [Self.form], output: try RecordFolder(folder.appending(path: output)))
    run.executable = try builtCommand()
    run.makeReader = reader
    return run
  }

  /// What the batch's scans are.
  func found() -> Intake.Found { Intake(received: "2026-11-23T00:00:00Z")([scans]) }

  /// Every file below `output` with its bytes, but for the summary, whose times differ.
  func written(_ output: String = "out") throws -> [String: Data] {
    let root = folder.appending(path: output)
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    var files: [String: Data] = [:]
    for name in names where name != "summary.json" {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: root.appending(path: name).path, isDirectory: &isFolder), !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: root.appending(path: name))
    }
    return files
  }

  func records(_ output: String = "out") throws -> [FormRecord] {
    try written(output).filter { $0.key.hasPrefix("records/") }.sorted { $0.key < $1.key }
      .map { try JSONDecoder().decode(FormRecord.self, from: $0.value) }
  }
}

/// Reads nothing, and says for each zone which page it stands on.
struct NumberingReader: PageReading {
  func read(_ page: RegisteredPage) throws -> [FieldReading] {
    page.page.zones.map { zone in
      FieldReading(
        value: .text("page \(page.page.number)"), state: .read, confidence: 0.999, review: false, formPage: page.page.number,
        page: page.index, zone: zone.bounds, box: page.box(zone.bounds))
    }
  }
}

/// Throws on the form pages with these numbers.
struct CrashingReader: PageReading {
  struct Crash: Error {}
  let pages: Set<Int>

  func read(_ page: RegisteredPage) throws -> [FieldReading] {
    if pages.contains(page.page.number) { throw Crash() }
    return try NumberingReader().read(page)
  }
}

/// Slow over a file's first page: it is done when three others are.
struct SlowReader: PageReading {
  /// Counts the other pages that are done, over all lanes.
  let others: DispatchSemaphore

  func read(_ page: RegisteredPage) throws -> [FieldReading] {
    if page.index > 0 { others.signal() } else { for _ in 0..<3 { others.wait() } }
    return try NumberingReader().read(page)
  }
}

/// Holds a lane at a page until it is let go on.
final class HoldingReader: PageReading, Sendable {
  /// Pages that have come to a reader.
  let arrivals = AsyncStream.makeStream(of: Int.self)
  private let gate = DispatchSemaphore(value: 0)

  func letGo(_ pages: Int) { for _ in 0..<pages { gate.signal() } }

  func read(_ page: RegisteredPage) throws -> [FieldReading] {
    arrivals.continuation.yield(page.page.number)
    gate.wait()
    return try NumberingReader().read(page)
  }
}
