public import Forms
public import Foundation
import Glibc
import Imaging

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
    let output = Pipe(), input = Pipe()
    let child = try ChildProcess(
      executable: executable,
      arguments: arguments
        + ["--name", job.name, "--folder", job.folder.path, "--output", job.output.path, "--workers", "\(job.workers)"],
      input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor, errors: 2)
    try? input.fileHandleForReading.close()
    try? output.fileHandleForWriting.close()
    let end = await withTaskCancellationHandler {
      await withCheckedContinuation { ended in
        // A thread of its own: it must run while all that tasks share are busy.
        Thread.detachNewThread { ended.resume(returning: follow(child, output.fileHandleForReading)) }
      }
    } onCancel: {
      // It stops after the pages under way.
      child.send(SIGTERM)
    }
    try? input.fileHandleForWriting.close()
    return end.told(isStopped: Task.isCancelled)
  }

  /// Takes in what the process says until it has ended, and ends it where it hangs or takes too much memory.
  private func follow(_ child: ChildProcess, _ output: FileHandle) -> Watch {
    var watch = Watch(), lines = EventLines(output)
    while true {
      watch.wake()
      // All that it said before its end is in the pipe by then. The pipe's own end tells nothing: what the process left may hold it.
      let status = child.status()
      if let event = lines.next(within: status == nil ? 100 : 0) {
        watch.take(event)
        report(event)
      } else if let status {
        watch.status = status
        return watch
      }
      if status == nil, watch.cause(settings, memory: Self.memory(of: child.number)) != nil { child.send(SIGKILL) }
    }
  }

  /// MiB that a process has in memory (`VmRSS`); 0 where it is gone.
  private static func memory(of process: Int32) -> Int {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    return status.firstMatch(of: /VmRSS:\s+([0-9]+) kB/).flatMap { Int($0.1) }.map { $0 >> 10 } ?? 0
  }

  /// What is known of the process so far.
  private struct Watch {
    var account = BatchAccount()
    var unable: (Problem, Int32)?
    var cause: BatchDeath.Cause?
    var last = ContinuousClock.now
    /// When this process looked last.
    private var looked = ContinuousClock.now
    /// How it ended, as `waitpid` says.
    var status: Int32 = 0

    mutating func take(_ event: BatchEvent) {
      last = .now
      account.take(event)
      if case .unable(let problem, let status) = event { unable = (problem, status) }
    }

    /// Counts nothing of a time in which this process itself did not run: the machine stood still, and the other process with it.
    mutating func wake() {
      let away = .now - looked
      looked = .now
      guard away > .seconds(2) else { return }
      last += away
      account.shift(by: away)
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

    func told(isStopped: Bool) -> BatchEnd {
      let signal = status & 0x7f
      if let unable { return .unable(unable.0, status: unable.1) }
      if account.summary != nil, signal == 0 {
        return isStopped && account.summary?.interrupted == true ? .stopped : .finished(account)
      }
      if isStopped, cause == nil { return .stopped }
      let found = cause ?? (signal != 0 ? .signal(signal) : .status(status >> 8 & 0xff))
      return .died(BatchDeath(found, inFlight: account.inFlight.mapValues(\.stage)))
    }
  }
}

/// The events in a pipe. A line that is none is left out: only a process of ours writes there.
private struct EventLines {
  private let pipe: FileHandle
  private var rest = Data(), isAtEnd = false

  init(_ pipe: FileHandle) { self.pipe = pipe }

  /// - Returns: nil where none comes within so many milliseconds.
  mutating func next(within milliseconds: Int32) -> BatchEvent? {
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        let line = rest[rest.startIndex..<end]
        rest = Data(rest[rest.index(after: end)...])
        if let event = try? JSONDecoder().decode(BatchEvent.self, from: line) { return event }
        continue
      }
      var ready = pollfd(fd: isAtEnd ? -1 : pipe.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, milliseconds) > 0 else { return nil }
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(pipe.fileDescriptor, &bytes, bytes.count)
      if count > 0 { rest.append(contentsOf: bytes[..<count]) }
      isAtEnd = count == 0
    }
  }
}
