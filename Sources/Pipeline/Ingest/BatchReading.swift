public import Forms
public import Foundation

/// A batch to be read: its files lie in `folder`, its results go to `output` and into the store under its name.
public struct BatchJob: Sendable {
  public var name: String
  public var folder, output: URL
  /// How many pages are read side by side; 1 where it must be known which page ends the process.
  public var workers: Int
}

/// How a process that read a batch ended.
public enum BatchEnd: Sendable {
  case finished(BatchAccount)
  /// It ended before its time, or had to be ended.
  case died(BatchDeath)
  /// It was asked to stop, and did.
  case stopped
  /// It cannot work on this machine or with these definitions; the exit code says which.
  case unable(Problem, status: Int32)
}

/// Reads batches, each in a process of its own that may die.
public protocol BatchReading: Sendable {
  func callAsFunction(_ job: BatchJob) async throws -> BatchEnd
}

/// The end of a process that read a batch.
public struct BatchDeath: Sendable {
  public enum Cause: Hashable, Sendable {
    case signal(Int32), status(Int32)
    /// A page took longer than this many seconds.
    case hung(Int)
    /// It took more than this many MiB.
    case memory(Int)
  }
  public var cause: Cause
  /// The pages that it worked on then, and at what.
  public var inFlight: [RunEvent.Place: PageStage] = [:]

  public init(_ cause: Cause, inFlight: [RunEvent.Place: PageStage] = [:]) {
    self.cause = cause
    self.inFlight = inFlight
  }

  /// In words, such as "ended by signal 11 (Segmentation fault)".
  var words: String {
    switch cause {
    case .signal(let number): "ended by signal \(number) (\(String(cString: strsignal(number))))"
    case .status(let code): "ended with status \(code)"
    case .hung(let seconds): "was ended, for a page took longer than \(seconds) s"
    case .memory(let size): "was ended, for it took more than \(size) MiB of memory"
    }
  }

  /// A setting that may help.
  var setting: String? {
    switch cause {
    case .hung: "raise ingest.stall"
    case .memory: "raise ingest.memory"
    case .signal, .status: nil
    }
  }
}
