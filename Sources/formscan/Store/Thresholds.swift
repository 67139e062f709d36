import ArgumentParser
import Forms
import Foundation
import RecordStore

/// What operators' decisions say of the confidence from which values may pass.
struct Thresholds: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Shows for each type of field what a threshold of confidence would let through, from what people decided and checked.",
    discussion: """
      For each type: how many readings were judged, and the lowest threshold at which, as sure as 95 %, no more than --risk of what passes is \
      wrong, with the looks that it costs. Sampled checks (review.sample) count for the fields that they stand for. With --all every \
      threshold, as CSV; with --plot what each lets pass wrongly and what each has looked at, as a picture.

        formscan thresholds --store desk.sqlite --risk 0.005
      """)

  @OptionGroup var store: StoreOption
  @Option(help: ArgumentHelp("The share of what passes that may be wrong.", valueName: "share"))
  var risk = 0.005
  @Option(help: ArgumentHelp("Draw wrong values that pass, and looks, for each threshold (SVG).", valueName: "file"))
  var plot: String?
  @Flag(help: "Every threshold, as CSV.")
  var all = false

  func validate() throws {
    if !(risk > 0 && risk < 1) { throw ValidationError("--risk takes a share between 0 and 1.") }
  }

  func run() async throws {
    let sweeps = ThresholdSweep.all(try await store.open().judged())
    if let plot {
      try Data(PlotSheet(thresholds: sweeps).svg().utf8).writeWhole(to: URL(fileURLWithPath: plot))
    }
    if all {
      print("type,threshold,passed,wrong,touched,risk,low,high", terminator: "\r\n")
      for sweep in sweeps {
        for row in sweep.rows {
          let numbers = [row.threshold, row.passed, row.wrong, row.touched, row.risk.value, row.risk.low, row.risk.high]
          print(([sweep.group] + numbers.map { String(format: "%.4f", $0) }).joined(separator: ","), terminator: "\r\n")
        }
      }
      return
    }
    if sweeps.isEmpty { print("nobody has decided or checked a field yet") }
    for sweep in sweeps {
      let name = sweep.group.padding(toLength: 24, withPad: " ", startingAt: 0)
      if let row = sweep.setting(risk: risk) {
        print(
          "\(name) \(sweep.judged) judged; from \(String(format: "%.3f", row.threshold)): "
            + String(
              format: "%.0f pass, %.0f are looked at, %.2f %% wrong (at most %.2f %%)", row.passed, row.touched,
              100 * row.risk.value, 100 * row.risk.high))
      } else {
        print("\(name) \(sweep.judged) judged: too few, or too many wrong, to set a threshold for this risk")
      }
    }
  }
}
