public import Foundation
import Glibc

/// Unpacks an archive that nobody vouches for, in a limited child process, into numbered files: no name from it reaches the disk.
public struct Unpacking: Sendable {
  public var limits: UnpackLimits
  /// The program that unpacks: this one, unless a test says otherwise.
  public var executable: URL

  public init(limits: UnpackLimits = UnpackLimits(), executable: URL = URL(fileURLWithPath: "/proc/self/exe")) {
    self.limits = limits
    self.executable = executable
  }

  /// A file that came out of an archive.
  public struct Entry: Sendable {
    /// As the archive says.
    public var name: String
    public var url: URL
    public var size: Int
  }

  /// Unpacks all of it or refuses all of it.
  ///
  /// - Parameter folder: takes the files `0`, `1` …; what a refused archive left there is taken away.
  /// - Throws: `UnpackFault`; `ImagingError` where the machine has no process to give.
  public func callAsFunction(_ file: URL, _ kind: ArchiveKind, into folder: URL) throws -> [Entry] {
    let child = try LimitedChild(
      executable: executable,
      arguments: [
        "unpack", file.path, "--kind", kind.rawValue, "--entries", "\(limits.entries)", "--file-size", "\(limits.fileSize)",
        "--entry-size", "\(limits.entrySize)", "--unpacked", "\(limits.unpacked)", "--ratio", "\(limits.ratio)",
        "--seconds", "\(limits.seconds)", "--memory", "\(limits.memory)",
      ])
    defer { child.finish() }
    var entries: [Entry] = []
    do {
      try receive(child, until: ContinuousClock.now + .seconds(limits.seconds), folder, &entries)
    } catch {
      for entry in entries { unsafe unlink(entry.url.path) }
      if let fault = error as? DecodeFault { throw UnpackFault(child.end(fault, after: limits.seconds)) }
      throw error
    }
    return entries
  }

  private func receive(
    _ child: LimitedChild, until deadline: ContinuousClock.Instant, _ folder: URL, _ entries: inout [Entry]
  ) throws {
    var output: FileHandle?, all = 0
    while true {
      var header = [UInt8](repeating: 0, count: UnpackFrame.size)
      unsafe try header.withUnsafeMutableBytes { unsafe try child.read(into: $0, until: deadline) }
      guard let frame = UnpackFrame(bytes: header) else { throw DecodeFault(.garbled) }
      var bytes = [UInt8](repeating: 0, count: frame.count)
      unsafe try bytes.withUnsafeMutableBytes { unsafe try child.read(into: $0, until: deadline) }
      switch frame.kind {
      case .entry:
        guard frame.index == entries.count, entries.count <= limits.entries, frame.count <= 255,
          let name = String(validating: bytes, as: UTF8.self)
        else { throw DecodeFault(.garbled) }
        let url = folder.appendingPathComponent("\(entries.count)")
        try? output?.close()
        output = try Self.create(url)
        entries.append(Entry(name: name, url: url, size: 0))
      case .data:
        guard frame.index == entries.count - 1, let output else { throw DecodeFault(.garbled) }
        all += bytes.count
        entries[frame.index].size += bytes.count
        // The child keeps to the same limits; one that does not is no child of ours any more.
        guard all <= limits.unpacked << 20, entries[frame.index].size <= limits.entrySize << 20 else {
          throw DecodeFault(.garbled)
        }
        do { try output.write(contentsOf: bytes) } catch { throw UnpackFault(.noSpace) }
      case .fault:
        throw UnpackFault(frame.fault ?? DecodeFault(.garbled), entry: frame.index == UnpackFrame.none ? nil : frame.index)
      case .end:
        try? output?.close()
        return
      }
    }
  }

  private static func create(_ url: URL) throws(UnpackFault) -> FileHandle {
    let descriptor = unsafe open(url.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw UnpackFault(.noSpace) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
