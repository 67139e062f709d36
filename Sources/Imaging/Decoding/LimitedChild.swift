import Foundation
import Glibc

/// A process that works on one untrusted file (`posix_spawn`) and writes what it makes of it to a pipe. Used by one thread at a time.
///
/// The pipe is the back-pressure: a child whose page nobody takes waits. It ends when its reader closes the pipe, so a parent
/// that is killed leaves none behind.
@safe final class LimitedChild {
  private var pid: pid_t
  private let pipe: Int32

  /// Starts `executable` with `arguments`.
  ///
  /// - Throws: `ImagingError` where the machine has no process or pipe to give, or `executable` is not there.
  init(executable: URL, arguments: [String]) throws {
    var ends: [Int32] = [0, 0]
    // A socket pair, for it can be made closed to other children from the start, which `pipe` cannot.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw ImagingError(call: "socketpair", detail: Self.reason(errno))
    }
    defer { close(ends[1]) }

    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Nothing else that is open here is the child's: whoever waits for the end of another pipe would wait for the child too.
    _ = unsafe closeFrom(&actions, 3)

    // The child ignores no signal, whatever its parent does with them. What asks the parent to stop is not for the child, which a
    // terminal or a service manager asks as well: it would die, and a good page pass for a damaged one. It ends with its reader.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var blocked = sigset_t(), all = sigset_t()
    unsafe sigemptyset(&blocked)
    for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&blocked, signal) }
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var words = unsafe Self.strings([executable.path] + arguments)
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }
    let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("MALLOC_") }
    var environment = unsafe Self.strings(inherited.map { "\($0.key)=\($0.value)" } + Self.memorySettings)
    defer { for index in unsafe environment.indices { unsafe free(environment[index]) } }
    pid = 0
    let failure = unsafe posix_spawn(&pid, executable.path, &actions, &attributes, &words, &environment)
    guard failure == 0 else {
      close(ends[0])
      throw ImagingError(call: "posix_spawn", detail: "\(executable.path): \(Self.reason(failure))")
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

  /// The child's wait status, once; 0 when asked again. A child that has not ended after `grace` milliseconds is killed.
  private func status(grace: Int = 0) -> Int32 {
    guard pid > 0 else { return 0 }
    close(pipe)
    var status: Int32 = 0
    for _ in 0..<grace {
      if unsafe waitpid(pid, &status, WNOHANG) == pid {
        pid = 0
        return status
      }
      usleep(1000)
    }
    kill(pid, SIGKILL)
    while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    pid = 0
    return status
  }

  /// Keeps the memory of one A4 page at 300 dpi for the next one: fresh pages from the system cost 20 ms of each 55 ms page.
  private static let memorySettings = [
    "MALLOC_MMAP_THRESHOLD_=67108864", "MALLOC_TRIM_THRESHOLD_=134217728", "MALLOC_ARENA_MAX=1",
  ]

  /// A list of C strings as `posix_spawn` takes it; the caller frees them.
  private static func strings(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe words.map { unsafe strdup($0) } + [nil]
  }

  private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}

/// Closes every file from `first` on in the child (glibc 2.34); Swift's Glibc module does not show it.
@_silgen_name("posix_spawn_file_actions_addclosefrom_np")
private func closeFrom(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ first: Int32) -> Int32
