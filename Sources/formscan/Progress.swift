import Forms
import Foundation
import Pipeline
import Synchronization

/// Says how a run goes: one line that moves on a terminal, a line a document elsewhere. Names and counts only, never values.
final class Progress: Sendable {
  private let explain: Bool
  private let labels: [String: [String: String]]
  private let isTerminal = isatty(2) == 1
  private let start = ContinuousClock.now
  private let counts = Mutex((pages: 0, opened: 0, files: 0, last: ContinuousClock.now - .seconds(1)))

  init(explain: Bool, forms: [FormDefinition]) {
    self.explain = explain
    labels = Dictionary(forms.map { ($0.id, $0.fields.mapValues(\.label)) }) { $0.merging($1) { first, _ in first } }
  }

  /// Says what left, and how many cases stayed.
  static func say(_ outputs: [RunSummary.Output], waiting: Int, arriving: Int) {
    for output in outputs {
      let losses = output.losses == 0 ? "" : "; things that it cannot say: \(output.losses)"
      print("left as \(output.kind), cases: \(output.cases), files: \(output.files), to \(output.folder)/\(losses)")
      if let before = output.before {
        print("left as \(output.kind) before, and stay there as they are; move them away to write them again, cases: \(before)")
      }
    }
    if waiting > 0 { print("cases that wait for a person and did not leave: \(waiting)") }
    if arriving > 0 { print("cases of a batch that is being read still, which leave after its end: \(arriving)") }
  }

  func note(_ event: RunEvent) {
    switch event {
    case .found(let files): counts.withLock { $0.files = files }
    case .opened: counts.withLock { $0.opened += 1 }
    case .begun, .closed: return
    case .page: counts.withLock { $0.pages += 1 }
    case .record(let record): print(line(record))
    case .problem(let problem):
      clear()
      complain(problem)
    }
    draw()
  }

  private func line(_ record: FormRecord) -> String {
    clear()
    let look = record.fields.values.count(where: \.review), issues = record.issues.count(where: \.needsLook)
    var text =
      "\(record.source.file.printable)    \(record.form.id)  \(record.pages.count) pages  \(record.fields.count) fields  \(look) to review"
    if issues > 0 { text += ", \(issues) issues" }
    guard explain else { return text }
    for issue in record.issues { text += "\n    \(issue.message)" }
    for (pointer, reading) in record.fields.sorted(by: { $0.key < $1.key }) where reading.review {
      let label = labels[record.form.id]?[pointer] ?? ""
      text += "\n    page \(reading.page + 1)  \(pointer)  \(label): \(reading.reasons.joined(separator: "; "))"
    }
    return text
  }

  /// Draws the moving line, ten times a second at most.
  private func draw() {
    guard isTerminal else { return }
    let text = counts.withLock { counts -> String? in
      let now = ContinuousClock.now
      guard now - counts.last > .milliseconds(100), counts.pages > 0 else { return nil }
      counts.last = now
      let seconds = (now - start) / .seconds(1)
      let done = max(0, counts.opened - 1)
      let left = done > 0 ? "  about \(Int(seconds / Double(done) * Double(counts.files - done))) s left" : ""
      return
        "\r\u{1B}[K\(counts.pages) pages  file \(counts.opened) of \(counts.files)  \(Int(Double(counts.pages) / seconds * 60)) pages a minute\(left)"
    }
    if let text { FileHandle.standardError.write(Data(text.utf8)) }
  }

  private func clear() {
    if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }

  func finish(_ summary: RunSummary, output: String) {
    clear()
    let strays = summary.blankPages + summary.separatorPages + summary.unknownPages + summary.failedPages
    let failed = summary.failed > 0 ? ", \(summary.failed) failed" : ""
    let unread = summary.unreadFiles.isEmpty ? "" : ", \(summary.unreadFiles.count) of them not read"
    print(
      """
      \(summary.interrupted ? "stopped before the end: " : "")\(summary.files) files\(unread), \(summary.pages) pages: \
      \(summary.documents) documents (\(summary.accepted) accepted, \(summary.review) to review\(failed)), \
      \(strays) pages in none; \(summary.fieldsToReview) of \(summary.fields) fields to review
      records: \(output)/
      """)
    if let parcels = summary.parcels {
      let refused = parcels.count { $0.status == .refused }, incomplete = parcels.count { $0.status == .incomplete }
      let taken = "envelopes and sets: \(parcels.count - refused) taken"
      print(taken + (incomplete > 0 ? " (\(incomplete) not whole)" : "") + (refused > 0 ? ", \(refused) refused" : ""))
    }
    Self.say(summary.outputs ?? [], waiting: summary.casesWaiting ?? 0, arriving: summary.casesArriving ?? 0)
    if !summary.ignored.isEmpty { print("left out: \(summary.ignored.count) names, listed in summary.json") }
    if let earlier = summary.earlier { print("from an earlier run, not written again by this one: \(output)/\(earlier)/") }
  }
}
