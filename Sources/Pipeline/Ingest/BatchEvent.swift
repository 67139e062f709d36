public import Forms
import Foundation

/// What a process that reads a batch tells the one that started it, a line of JSON each.
public enum BatchEvent: Codable, Sendable {
  case begun(RunEvent.Place, PageStage)
  case page(RunEvent.Place, seconds: Double)
  case closed(String, pages: Int, failed: Int)
  case document(file: String, waits: Bool)
  case problem(Problem)
  /// The run came to its end, and everything is in the store.
  case finished(RunSummary)
  /// It cannot read anything on this machine or with these definitions.
  case unable(Problem, status: Int32)

  /// Nil for what nobody waits for.
  public init?(_ event: RunEvent) {
    switch event {
    case .found, .opened: return nil
    case .begun(let place, let stage): self = .begun(place, stage)
    case .page(let place, let seconds): self = .page(place, seconds: seconds)
    case .closed(let file, let pages, let failed): self = .closed(file, pages: pages, failed: failed)
    case .record(let record): self = .document(file: record.source.file, waits: record.disposition == .review)
    case .problem(let problem): self = .problem(problem)
    }
  }

  /// Writes it to standard output at once.
  public func send() {
    guard var line = try? JSONEncoder().encode(self) else { return }
    line.append(0x0A)
    // Who started this process may be gone; then it ends too.
    guard (try? FileHandle.standardOutput.write(contentsOf: line)) != nil else { exit(4) }
  }
}
