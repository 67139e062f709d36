import ArgumentParser
import Forms
import Foundation
import RecordStore

/// Shows whether a store was tampered with.
struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a store's audit log and all that it vouches for.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks the chain of the log, and that corrections, records and pictures are as it says.",
      discussion: """
        Prints the log's last hash. Kept elsewhere and given later with --head, it shows whether rows were cut off the end. Ends with 4 where \
        something does not fit.
        """)
    @OptionGroup var store: StoreOption
    @Option(help: ArgumentHelp("A hash that the log had before, which must be in it still.", valueName: "hash"))
    var head: String?
    @Flag(help: "Leave the pictures of pages out: they are most of the work.")
    var withoutImages = false

    func run() async throws {
      let report = try await store.open().verify(head: head, images: !withoutImages)
      for problem in report.problems { complain(problem) }
      print("audit log: \(report.rows) rows, \(report.corrections) corrections, \(report.records) records")
      print("head: \(report.head)")
      if !report.problems.isEmpty { throw ExitStatus.someFailed.code }
    }
  }
}
