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
  @Flag(help: "Do it.")
  var yes = false
  @OptionGroup var definitions: Definitions

  func validate() throws {
    for days in [imagesDays, valuesDays] {
      if let days, !RetentionPeriods.range.contains(days) { throw ValidationError("A period has 1 to 36500 days.") }
    }
  }

  func run() async throws {
    let periods = try definitions.pipeline(pipeline).retention
    let images = imagesDays ?? periods.images, values = valuesDays ?? periods.values
    guard images != nil || values != nil else {
      throw ValidationError(
        "No period is set. Name one under 'retention' in the pipeline, or with --images-days or --values-days.")
    }
    func before(_ days: Int?) -> Date? { days.map { Date(timeIntervalSinceNow: -Double($0) * 86_400) } }
    let report = try await store.open().purge(
      valuesBefore: before(values), imagesBefore: before(images), by: StoreOption.actor, pretend: !yes)
    print(yes ? "removed:" : "would be removed (with --yes):")
    if let values {
      print(
        "  values older than \(values) days: \(report.values) of \(report.records) records, \(report.corrections) corrections")
      if report.notExported > 0 { print("    \(report.notExported) of these records no export has taken") }
    }
    if let images { print("  page images older than \(images) days: \(report.images), \(Self.size(report.bytes))") }
    if report.leftovers > 0 { print("  files of page images that no record speaks of: \(report.leftovers)") }
    print(
      "kept: \(report.waiting) records of that age that wait, \(report.held) in a case that waits, the audit log, all counts")
  }

  private static func size(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 1_000_000) }
}
