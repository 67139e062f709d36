import ArgumentParser
import Forms
import Foundation
import Pipeline
import RecordStore

/// Removes from a store what nobody needs any more.
struct Purge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows what of a store is past its time, and removes it with --yes.",
    discussion: """
      The periods are the pipeline's ('retention: { images: 30 days, values: 90 days }'), or what the options say: days since a record was \
      released, rejected or replaced. Values take corrections' contents and scans' names with them. What is removed is overwritten and does \
      not come back; backups keep what they have. The audit log and all counts stay, and so does what waits for a person, with the documents \
      of its case.

        formscan purge --store desk.sqlite --pipeline office.yaml            what would go
        formscan purge --store desk.sqlite --pipeline office.yaml --yes      it goes
        formscan purge --store desk.sqlite --images-days 30 --yes            page images alone
      """)

  @OptionGroup var store: StoreOption
  @Option(help: ArgumentHelp("The pipeline whose periods hold.", valueName: "file"), completion: .file(extensions: ["yaml"]))
  var pipeline: String?
  @Option(help: ArgumentHelp("Days after which page images go.", valueName: "days"))
  var imagesDays: Int?
  @Option(help: ArgumentHelp("Days after which values go.", valueName: "days"))
  var valuesDays: Int?
  @OptionGroup var night: NightOptions
  @Flag(help: "Do it.")
  var yes = false
  @OptionGroup var definitions: Definitions

  func validate() throws {
    for days in [imagesDays, valuesDays] {
      if let days, !RetentionPeriods.range.contains(days) { throw ValidationError("A period has 1 to 36500 days.") }
    }
  }

  func run() async throws {
    let pipeline = try definitions.pipeline(pipeline), periods = pipeline.retention
    let images = imagesDays ?? periods.images, values = valuesDays ?? periods.values
    guard images != nil || values != nil else {
      throw ValidationError(
        "No period is set. Name one under 'retention' in the pipeline, or with --images-days or --values-days.")
    }
    func before(_ days: Int?) -> Date? { days.map { Date(timeIntervalSinceNow: -Double($0) * 86_400) } }
    let valuesBefore = before(values), store = try store.open(), folders = try folders(pipeline.ingest, of: store)
    let report = try await store.purge(
      valuesBefore: valuesBefore, imagesBefore: before(images), by: StoreOption.actor, pretend: !yes)
    print(yes ? "removed:" : "would be removed (with --yes):")
    if let values {
      print(
        "  values older than \(values) days: \(report.values) of \(report.records) records, \(report.corrections) corrections")
      if report.notExported > 0 { print("    \(report.notExported) of these records no export has taken") }
    }
    if let images { print("  page images older than \(images) days: \(report.images), \(Self.size(report.bytes))") }
    if report.leftovers > 0 { print("  files of page images that no record speaks of: \(report.leftovers)") }
    if let day = valuesBefore.flatMap({ Day($0.ISO8601Format()) }) { try await purge(folders, report, before: day, store) }
    print(
      "kept: \(report.waiting) records of that age that wait, \(report.held) in a case that waits, "
        + "\(report.strays) pages in no document that nobody has looked at, the audit log, all counts")
    if !report.isOverwritten {
      complain(
        Problem(
          place: self.store.store,
          summary: "what was removed is in the file still: another process reads an earlier state of it",
          remedy: "Purge again when that has ended."))
      throw ExitStatus.someFailed.code
    }
  }

  /// The night job's folders, where something names them and the store's files came that way.
  ///
  /// - Throws: `Problem` where they are not those of the store.
  private func folders(_ settings: IngestSettings?, of store: RecordStore) throws -> NightFolders? {
    guard settings != nil || night.areNamed, try store.hasArrivals() else { return nil }
    let settings = night.over(settings ?? IngestSettings())
    let folders = NightFolders(
      incoming: URL(fileURLWithPath: settings.incoming), output: URL(fileURLWithPath: settings.output))
    try folders.check(against: store.dropFolder())
    return folders
  }

  /// Removes from the night job's folders what the store has nothing of any more, and then its names.
  private func purge(_ folders: NightFolders?, _ report: PurgeReport, before day: Day, _ store: RecordStore) async throws {
    guard let folders else {
      if !report.arrivals.isEmpty {
        print(
          "  scans of the night job that stay, for nothing names its folders: \(report.arrivals.count) (--incoming, --output)")
      }
      return
    }
    print(
      "  of the night job: \(report.arrivals.count) scans in done/, results of \(report.batches.count) batches, "
        + "\(folders.reports(before: day).count) files of reports")
    guard yes else { return }
    try folders.remove(report.arrivals, batches: report.batches, reportsBefore: day)
    try await store.forget(report.arrivals)
  }

  private static func size(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 1_000_000) }
}
