public import Forms
public import Foundation
import Glibc

/// Looks at the machine's clock, memory and limits.
public struct MachineCheck: Sendable {
  private let pipeline: PipelineDefinition
  /// MiB that a worker takes with its engines, more or less.
  private static let worker = 250

  public init(_ pipeline: PipelineDefinition) { self.pipeline = pipeline }

  /// - Parameter time: what the clock says.
  public func clock(_ time: Date = Date()) -> Diagnosis {
    let stamp = time.ISO8601Format(), year = Calendar(identifier: .gregorian).component(.year, from: time)
    guard (2025...2100).contains(year) else {
      return Diagnosis(.bad, "clock", "it says \(stamp)", remedy: "Set it: limits in law are judged by the day of receipt.")
    }
    guard Self.isSynchronised == true else {
      return Diagnosis(
        .warn, "clock", "\(stamp), and nothing says that it is kept by a time service",
        remedy: "Start one, such as chrony or systemd-timesyncd, unless the host of this machine has one.")
    }
    return Diagnosis(.ok, "clock", "\(stamp), kept by a time service")
  }

  /// What systemd says of it; nil where there is none to ask.
  private static var isSynchronised: Bool? {
    let asked = Process(), answer = Pipe()
    asked.executableURL = URL(fileURLWithPath: "/usr/bin/timedatectl")
    asked.arguments = ["show", "--property=NTPSynchronized", "--value"]
    asked.standardOutput = answer
    asked.standardError = FileHandle.nullDevice
    guard (try? asked.run()) != nil else { return nil }
    let said = answer.fileHandleForReading.readDataToEndOfFile()
    asked.waitUntilExit()
    return asked.terminationStatus == 0 ? said.starts(with: Data("yes".utf8)) : nil
  }

  /// Whether the decoding process and all workers fit into what is free, here and for this group of processes.
  public func memory(
    _ meminfo: String = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? "",
    group: String? = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)
  ) -> Diagnosis {
    let need = pipeline.memory + pipeline.workers * Self.worker
    let asked = "a run may take \(need) MB: \(pipeline.memory) to decode, and \(pipeline.workers) workers"
    let line = meminfo.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    let available = line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 >> 10 }
    let limit = group.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }.map { $0 >> 20 }
    guard let free = [available, limit].compactMap({ $0 }).min() else {
      return Diagnosis(.warn, "memory", "nobody says how much is free; \(asked)")
    }
    if let most = pipeline.ingest?.memory, most < pipeline.workers * Self.worker {
      return Diagnosis(
        .warn, "memory", "the night job ends a batch that takes more than \(most) MB (ingest.memory); \(asked)",
        remedy: "Raise it, or ask for fewer workers (stages.read.workers).")
    }
    return free >= need
      ? Diagnosis(.ok, "memory", "\(free) MB free; \(asked)")
      : Diagnosis(
        .warn, "memory", "\(free) MB free; \(asked)",
        remedy: "Free some, or ask for fewer workers (stages.read.workers) or less (limits.memory).")
  }

  /// What `ulimit` has set for this process and those that it starts.
  public func limits() -> [Diagnosis] {
    let asked: [(kind: __rlimit_resource, name: String, least: UInt64, unit: String)] = [
      (RLIMIT_NOFILE, "open files (ulimit -n)", 256, ""),
      (RLIMIT_AS, "address space (ulimit -v)", UInt64(pipeline.memory) << 20, " bytes"),
      (RLIMIT_FSIZE, "size of files (ulimit -f)", 1 << 30, " bytes"), (__RLIMIT_NPROC, "processes (ulimit -u)", 64, ""),
      (RLIMIT_CPU, "CPU time (ulimit -t)", 86_400, " s"),
    ]
    let low = asked.compactMap { limit -> Diagnosis? in
      var value = rlimit()
      guard getrlimit(__rlimit_resource_t(limit.kind.rawValue), &value) == 0, value.rlim_cur < limit.least else { return nil }
      return Diagnosis(
        .warn, "limits", "\(limit.name): \(value.rlim_cur)\(limit.unit)",
        remedy: "Allow \(limit.least)\(limit.unit) or more, or as much as the night takes.")
    }
    return low.isEmpty ? [Diagnosis(.ok, "limits", "files, processes, memory and time are enough")] : low
  }
}
