public import Foundation
import Glibc
import Synchronization

/// A process that this one starts (`posix_spawn`).
///
/// Of what this one has open it gets only what it is given, and its crash starts no program that prints the stack: nothing but the process
/// itself holds the other end of a pipe, and where it has ended it has.
@safe public final class ChildProcess: Sendable {
  private let state: Mutex<(isRunning: Bool, status: Int32)>
  /// Its number: that of another process, perhaps, once it has ended.
  public let number: pid_t

  /// Starts `executable` with `arguments`.
  ///
  /// - Parameters:
  ///   - input: the file that it reads as standard input; `output`, `errors`: those that it writes. `/dev/null` if nil.
  ///   - blocked: signals that do not reach it. It ignores none, whatever this process does with them.
  /// - Throws: `ImagingError` where the machine has no process to give, or `executable` is not there.
  public init(
    executable: URL, arguments: [String], input: Int32? = nil, output: Int32, errors: Int32? = nil, blocked: [Int32] = [],
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (file, place) in [(input, Int32(0)), (output, 1), (errors, 2)] {
      if let file {
        unsafe posix_spawn_file_actions_adddup2(&actions, file, place)
      } else {
        unsafe posix_spawn_file_actions_addopen(&actions, place, "/dev/null", O_RDWR, 0)
      }
    }
    // Whoever waits for the end of another pipe would wait for this process too.
    _ = unsafe closeFrom(&actions, 3)

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var mask = sigset_t(), all = sigset_t()
    unsafe sigemptyset(&mask)
    for signal in blocked { unsafe sigaddset(&mask, signal) }
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &mask)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    // The runtime's program for backtraces lives on where the process is killed meanwhile, with its files open.
    let environment = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    var words = unsafe Self.strings([executable.path] + arguments)
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }
    var settings = unsafe Self.strings(environment.map { "\($0.key)=\($0.value)" })
    defer { for index in unsafe settings.indices { unsafe free(settings[index]) } }
    var number: pid_t = 0
    let failure = unsafe posix_spawn(&number, executable.path, &actions, &attributes, &words, &settings)
    guard failure == 0 else {
      throw ImagingError(call: "posix_spawn", detail: unsafe "\(executable.path): \(String(cString: strerror(failure)))")
    }
    self.number = number
    state = Mutex((true, 0))
  }

  /// How it ended, as `waitpid` says; nil while it runs. It is off the process table then.
  public func status() -> Int32? {
    state.withLock { state in
      if state.isRunning, unsafe waitpid(number, &state.status, WNOHANG) == number { state.isRunning = false }
      return state.isRunning ? nil : state.status
    }
  }

  /// Sends it a signal, unless it has ended.
  public func send(_ signal: Int32) {
    state.withLock { if $0.isRunning { kill(number, signal) } }
  }

  /// How it ended. One that has not after `grace` milliseconds is killed.
  func end(grace: Int = 0) -> Int32 {
    for _ in 0..<grace {
      if let status = status() { return status }
      usleep(1000)
    }
    return state.withLock { state in
      if state.isRunning {
        kill(number, SIGKILL)
        while unsafe waitpid(number, &state.status, 0) < 0, errno == EINTR {}
        state.isRunning = false
      }
      return state.status
    }
  }

  /// A list of C strings as `posix_spawn` takes it; the caller frees them.
  private static func strings(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe words.map { unsafe strdup($0) } + [nil]
  }
}

/// Closes every file from `first` on in the child (glibc 2.34); Swift's Glibc module does not show it.
@_silgen_name("posix_spawn_file_actions_addclosefrom_np")
private func closeFrom(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ first: Int32) -> Int32
