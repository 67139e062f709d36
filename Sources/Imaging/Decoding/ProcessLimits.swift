import Glibc

/// Takes from this process what decoding does not need. For limited children alone: there is no way back.
enum ProcessLimits {
  /// - Parameters:
  ///   - memory: MiB of address space.
  ///   - seconds: of CPU.
  static func apply(memory: Int, seconds: Double) {
    set(RLIMIT_AS, memory << 20)
    set(RLIMIT_CORE, 0)
    set(RLIMIT_FSIZE, 0)
    set(RLIMIT_NOFILE, 64)
    // A library that writes a file anyhow (fontconfig its cache) gets an error instead of being killed.
    signal(SIGXFSZ, SIG_IGN)
    allowCPU(seconds: seconds)
  }

  /// Ends the process (`SIGXCPU`) when it has used this much more CPU.
  static func allowCPU(seconds: Double) {
    var used = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &used)
    let spent = Int(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
    set(RLIMIT_CPU, spent + max(1, Int(seconds.rounded(.up))) + 1, hard: false)
  }

  private static func set(_ kind: __rlimit_resource, _ value: Int, hard: Bool = true) {
    var limit = rlimit()
    unsafe getrlimit(__rlimit_resource_t(kind.rawValue), &limit)
    limit.rlim_cur = min(rlim_t(value), limit.rlim_max)
    if hard { limit.rlim_max = limit.rlim_cur }
    unsafe setrlimit(__rlimit_resource_t(kind.rawValue), &limit)
  }
}
