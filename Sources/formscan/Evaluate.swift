import ArgumentParser
import Forms
import Foundation
import Pipeline
import RecordStore

/// Scores records against truth.
struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Scores a run's records against truth, or what a store has read against what operators made of it.",
    discussion: """
      Truth files lie beside specimens as NAME.truth.json; fields are paired by their place on the form.

        exact    filled fields whose value is right
        blank    empty fields found blank
        touch    fields that a person is asked to look at
        silent   fields that pass without a look and are wrong: what must go to zero

      With --risk it says how far confidence can be trusted where a value was read, by type and by how a form is filled in: the share \
      right, the share that no person looks at with how many of these are wrong, the largest share of values, the surest, of which no \
      more than 1 % and 0.5 % are wrong, and the expected calibration error with its 95 % interval. The folder gets risk.csv, the whole \
      curve with intervals, and risk.svg, its plot.

      With --from-store operators' decisions are the truth: every field that somebody decided, and those that passed and were checked \
      (review.sample), which stand for the others that passed. The counts are estimates of all fields of the store.

        formscan specimen n5b --count 5 --output try
        formscan run try --output try/out
        formscan evaluate try/out/records try
        formscan evaluate --from-store desk.sqlite --risk curves
      """)

  @Argument(help: "The run's records folder.") var records: String?
  @Argument(help: "The folder with *.truth.json.") var truth: String?
  @Option(help: ArgumentHelp("A store in which operators have decided fields, in place of both.", valueName: "file"))
  var fromStore: String?
  @Option(help: ArgumentHelp("Write the figures as JSON too.", valueName: "file")) var json: String?
  @Option(help: ArgumentHelp("Write how risk grows with coverage into this folder, as table and plot.", valueName: "folder"))
  var risk: String?
  @Flag(help: "List the pages, documents and fields that are wrong, without values.") var errors = false

  func validate() throws {
    if fromStore == nil ? truth == nil : records != nil {
      throw ValidationError("Give a run's records folder and the folder with its truth, or --from-store alone.")
    }
  }

  func run() async throws {
    let result = try await evaluation()
    print(
      pad("", 30) + ["pages", "docs", "fields", "exact", "blank", "touch", "silent"].map { pad($0, 9, right: true) }.joined())
    for (key, tally) in result.tallies.sorted(by: { ($0.key == "all" ? "" : $0.key) < ($1.key == "all" ? "" : $1.key) }) {
      let figures = [
        share(tally.rightPages, tally.pages), share(tally.rightDocuments, tally.documents), "\(tally.fields)",
        share(tally.exact, tally.filled),
        share(tally.blank, tally.empty), share(tally.touched, tally.fields), share(tally.silent, tally.fields),
      ]
      print(pad(key, 30) + figures.map { pad($0, 9, right: true) }.joined())
    }
    for (key, tally) in result.tallies.sorted(by: { $0.key < $1.key }) where key.hasPrefix("type:") && key.contains("/") && tally.digits > 0 {
      print("digits in combs, \(key): \(share(tally.rightDigits, tally.digits)) of \(tally.digits)")
    }
    print("\nstated confidence   values    right")
    for (low, high) in [(0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 0.99), (0.99, 1.01)] {
      let chosen = (result.values["all"] ?? []).filter { $0.confidence >= low && $0.confidence < high }
      if !chosen.isEmpty {
        print(
          pad("\(low) – \(min(high, 1))", 18) + pad(String(format: "%.0f", chosen.reduce(0) { $0 + $1.weight }), 9, right: true)
            + pad(percent(RiskCoverage(chosen).right), 9, right: true))
      }
    }
    if let risk { try report(result.values.mapValues { RiskCoverage($0) }, in: risk) }
    let strays = result.tallies["all"]?.strayPages ?? 0
    if strays > 0 { print("\n\(strays) form pages are in another document's record") }
    if errors { (result.pageErrors + result.documentErrors).forEach { print($0) } }
    if errors { result.errors.forEach { print($0) } }
    if let json { try CanonicalJSON.data(result.tallies).writeWhole(to: URL(fileURLWithPath: json)) }
  }

  private func evaluation() async throws -> Evaluation {
    guard let fromStore else {
      return try Evaluation(truth: URL(fileURLWithPath: truth ?? ""), records: URL(fileURLWithPath: records ?? ""))
    }
    let judged = try await RecordStore(URL(fileURLWithPath: fromStore)).judged()
    guard !judged.isEmpty else {
      throw Problem(
        place: fromStore, summary: "nobody has decided or checked a field yet", remedy: "Decide some with 'formscan review'.")
    }
    return Evaluation(judged: judged)
  }

  /// Prints how far confidence can be trusted, and writes the curves into a folder.
  private func report(_ found: [String: RiskCoverage], in folder: String) throws {
    let curves = found.sorted { ($0.key == "all" ? "" : $0.key) < ($1.key == "all" ? "" : $1.key) }
    print(
      "\n" + pad("", 22)
        + ["values", "right", "passed", "wrong", "at 1 %", "at 0.5 %"].map { pad($0, 9, right: true) }.joined()
        + "   calibration error")
    var rows = ["group,coverage,risk,low,high"]
    for (name, curve) in curves {
      let error = curve.calibrationError,
        figures = [
          "\(curve.values.count)", percent(curve.right), percent(curve.accepted.share),
          String(format: "%.0f", curve.accepted.wrong),
          percent(curve.coverage(atRisk: 0.01)), percent(curve.coverage(atRisk: 0.005)),
        ]
      print(
        pad(name, 22) + figures.map { pad($0, 9, right: true) }.joined()
          + "   \(percent(error.value)) (\(percent(error.low)) – \(percent(error.high)))")
      for tenth in 1...10 {
        let risk = curve.risk(at: Double(tenth) / 10)
        rows.append(
          "\(name),\(Double(tenth) / 10),"
            + [risk.value, risk.low, risk.high].map { String(format: "%.4f", $0) }.joined(separator: ","))
      }
    }
    try makeFolder(folder)
    let place = URL(fileURLWithPath: folder)
    try Data((rows.joined(separator: "\n") + "\n").utf8).writeWhole(to: place.appendingPathComponent("risk.csv"))
    let plot = LinePlot(risk: curves.filter { $0.value.values.count >= 50 }.map { ($0.key, $0.value) })
    try Data(plot.svg().utf8).writeWhole(to: place.appendingPathComponent("risk.svg"))
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f%%", 100 * share) }

  private func share(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "-" : "\((Double(part) / Double(whole) * 10_000).rounded() / 100)%"
  }

  private func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return right ? space + text : text + space
  }
}
