public import Forms
public import Foundation
import Synchronization

/// Reads a batch in another process of this program, watches it, and ends it where a page hangs or memory runs out.
///
/// The other process lives no longer than this one: it ends when its standard input does.
public struct BatchProcess: BatchReading {
  private let executable: URL
  private let arguments: [String]
  private let settings: IngestSettings
  /// Told of what the batch's process says.
  private let report: @Sendable (BatchEvent) -> Void

  /// - Parameter arguments: of the command that reads a batch, without what a job says.
  public init(
    executable: URL, arguments: [String], settings: IngestSettings, report: @escaping @Sendable (BatchEvent) -> Void = { _ in }
  ) {
    (self.executable, self.arguments, self.settings, self.report) = (executable, arguments, settings, report)
  }

  public func callAsFunction(_ job: BatchJob) async throws -> BatchEnd {
    let process = Process(), output = Pipe(), input = Pipe()
    process.executableURL = executable
    process.arguments =
      arguments + ["--name", job.name, "--folder", job.folder.path, "--output", job.output.path, "--workers", "\(job.workers)"]
    process.standardOutput = output
    process.standardInput = input
    let watch = Watched(), ended = End(), told = End(), reading = output.fileHandleForReading
    process.terminationHandler = { _ in ended.come() }
    try process.run()
    try? input.fileHandleForReading.close()
    try? output.fileHandleForWriting.close()
    // Threads of their own: they must run while all that tasks share are busy.
    Thread.detachNewThread { [report] in
      for event in EventLines(reading) {
        watch.state.withLock { $0.take(event) }
        report(event)
      }
      told.come()
    }
    let number = process.processIdentifier
    Thread.detachNewThread { [settings] in
      while !ended.isThere {
        let cause = watch.state.withLock { $0.cause(settings, memory: Self.memory(of: number)) }
        if cause != nil, !ended.isThere { kill(number, SIGKILL) }
        Thread.sleep(forTimeInterval: 0.25)
      }
    }
    await withTaskCancellationHandler {
      await ended.wait()
    } onCancel: {
      // It stops after the pages under way.
      kill(number, SIGTERM)
    }
    await told.wait()
    try? input.fileHandleForWriting.close()
    let signal = process.terminationReason == .uncaughtSignal
    return watch.state.withLock { $0.end(signal: signal, status: process.terminationStatus, isStopped: Task.isCancelled) }
  }

  /// MiB that a process has in memory (`VmRSS`); 0 where it is gone.
  private static func memory(of process: Int32) -> Int {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    return status.firstMatch(of: /VmRSS:\s+([0-9]+) kB/).flatMap { Int($0.1) }.map { $0 >> 10 } ?? 0
  }

  private final class Watched: Sendable {
    let state = Mutex(Watch())
  }

  /// What is known of the process so far.
  private struct Watch {
    var account = BatchAccount()
    var unable: (Problem, Int32)?
    var cause: BatchDeath.Cause?
    var last = ContinuousClock.now

    mutating func take(_ event: BatchEvent) {
      last = .now
      account.take(event)
      if case .unable(let problem, let status) = event { unable = (problem, status) }
    }

    /// Why it must be ended now, if it must.
    mutating func cause(_ settings: IngestSettings, memory: Int) -> BatchDeath.Cause? {
      let limit = Duration.seconds(settings.stall)
      if memory > settings.memory { cause = cause ?? .memory(settings.memory) }
      // What comes before the first page and after the last may take longer than a page.
      let isHung = account.inFlight.values.contains { .now - $0.since > limit }
      if isHung || account.inFlight.isEmpty && .now - last > limit * 4 { cause = cause ?? .hung(Int(settings.stall)) }
      return cause
    }

    func end(signal: Bool, status: Int32, isStopped: Bool) -> BatchEnd {
      if let unable { return .unable(unable.0, status: unable.1) }
      if account.summary != nil, !signal {
        return isStopped && account.summary?.interrupted == true ? .stopped : .finished(account)
      }
      if isStopped, cause == nil { return .stopped }
      let found = cause ?? (signal ? .signal(status) : .status(status))
      return .died(BatchDeath(found, inFlight: account.inFlight.mapValues(\.stage)))
    }
  }
}

/// The end of something, which one task waits for: also one that is cancelled, for nothing may be asked of a process that still runs.
private final class End: Sendable {
  private let state = Mutex((isThere: false, waiter: CheckedContinuation<Void, Never>?.none))

  var isThere: Bool { state.withLock { $0.isThere } }

  func come() {
    state.withLock { state in
      state.isThere = true
      state.waiter?.resume()
      state.waiter = nil
    }
  }

  func wait() async {
    await withCheckedContinuation { waiter in
      state.withLock { state in
        if state.isThere { waiter.resume() } else { state.waiter = waiter }
      }
    }
  }
}

/// The events in a pipe, until its end. A line that is none is left out: only a process of ours writes there.
private struct EventLines: Sequence, IteratorProtocol {
  private let pipe: FileHandle
  private var rest = Data()

  init(_ pipe: FileHandle) { self.pipe = pipe }

  mutating func next() -> BatchEvent? {
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        let line = rest[rest.startIndex..<end]
        rest = Data(rest[rest.index(after: end)...])
        if let event = try? JSONDecoder().decode(BatchEvent.self, from: line) { return event }
        continue
      }
      guard let more = try? pipe.read(upToCount: 1 << 16), !more.isEmpty else { return nil }
      rest.append(more)
    }
  }
}
