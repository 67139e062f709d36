import Foundation
import Glibc

/// A process that works on one untrusted file and writes what it makes of it to a pipe. Used by one thread at a time.
///
/// The pipe is the back-pressure: a child whose page nobody takes waits. It ends when its reader closes the pipe, so a parent
/// that is killed leaves none behind.
@safe final class LimitedChild {
  private let process: ChildProcess
  private let pipe: Int32
  private var isOpen = true

  /// Starts `executable` with `arguments`.
  ///
  /// - Throws: `ImagingError` where the machine has no process or pipe to give, or `executable` is not there.
  init(executable: URL, arguments: [String]) throws {
    var ends: [Int32] = [0, 0]
    // A socket pair, for it can be made closed to other children from the start, which `pipe` cannot.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw ImagingError(call: "socketpair", detail: unsafe String(cString: strerror(errno)))
    }
    defer { close(ends[1]) }
    // What asks the parent to stop is not for the child, which a terminal or a service manager asks as well: it would die, and a good
    // page pass for a damaged one. It ends with its reader.
    let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("MALLOC_") }
    do {
      process = try ChildProcess(
        executable: executable, arguments: arguments, output: ends[1], blocked: [SIGINT, SIGTERM, SIGHUP],
        environment: inherited.merging(Self.memorySettings) { $1 })
    } catch {
      close(ends[0])
      throw error
    }
    pipe = ends[0]
  }

  deinit { finish() }

  /// Ends the child, if it has not ended, and takes it off the process table.
  func finish() { _ = status() }

  /// Fills `buffer` from the pipe.
  ///
  /// - Throws: `DecodeFault`: `timedOut` at the deadline, `crashed` where the pipe ends early.
  func read(into buffer: UnsafeMutableRawBufferPointer, until deadline: ContinuousClock.Instant) throws {
    var filled = 0
    while filled < buffer.count {
      let left = max(.zero, ContinuousClock.now.duration(to: deadline)) / .milliseconds(1)
      var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      let answer = unsafe poll(&ready, 1, Int32(clamping: Int(left.rounded(.up))))
      if answer == 0 { throw DecodeFault(.timedOut) }
      if answer < 0 {
        if errno == EINTR { continue }
        throw DecodeFault(.crashed)
      }
      let got = unsafe Glibc.read(pipe, buffer.baseAddress! + filled, buffer.count - filled)
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      guard got > 0 else { throw DecodeFault(.crashed) }
      filled += got
    }
  }

  /// Ends the child and names the fault by how it ended.
  func end(_ fault: DecodeFault, after seconds: Double = 0) -> DecodeFault {
    // A pipe that ended of itself tells of a child that is ending: its own signal is the better answer.
    let signal = status(grace: fault.kind == .crashed ? 1000 : 0) & 0x7f
    guard fault.kind == .crashed || fault.kind == .timedOut else { return fault }
    return fault.kind == .timedOut || signal == SIGXCPU
      ? DecodeFault(.timedOut, amount: Int(seconds.rounded(.up))) : DecodeFault(.crashed, amount: Int(signal))
  }

  /// The child's wait status. A child that has not ended after `grace` milliseconds is killed.
  private func status(grace: Int = 0) -> Int32 {
    if isOpen { close(pipe) }
    isOpen = false
    return process.end(grace: grace)
  }

  /// Keeps the memory of one A4 page at 300 dpi for the next one: fresh pages from the system cost 20 ms of each 55 ms page.
  private static let memorySettings = [
    "MALLOC_MMAP_THRESHOLD_": "67108864", "MALLOC_TRIM_THRESHOLD_": "134217728", "MALLOC_ARENA_MAX": "1",
  ]
}
