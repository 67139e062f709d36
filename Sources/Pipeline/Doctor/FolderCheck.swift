import Forms
public import Foundation
import Glibc

/// Looks whether folders are there and can be written, and have room.
public struct FolderCheck: Sendable {
  /// Bytes of free space below which nothing works, and below which a night may not.
  public var least = 200 << 20, enough = 5 << 30

  public init() {}

  /// - Parameter isMade: whether a run makes the folder where it is not there.
  public func callAsFunction(_ name: String, _ folder: URL, isMade: Bool = false) -> Diagnosis {
    let path = folder.path
    guard let status = FileStatus(path) else {
      let parent = folder.deletingLastPathComponent()
      guard isMade, path != "/" else {
        return Diagnosis(.bad, name, "there is no folder \(path)", remedy: "Make it, writable for the user that runs formscan.")
      }
      let above = self(name, parent, isMade: true)
      return above.state == .bad ? above : Diagnosis(above.state, name, "\(path) will be made", remedy: above.remedy)
    }
    guard status.kind == .folder else {
      return Diagnosis(.bad, name, "\(path) is no folder", remedy: "Name another, or move away what is there.")
    }
    if let reason = Self.refusal(path) {
      return Diagnosis(
        .bad, name, "\(path) cannot be written (\(reason))", remedy: "Give the user that runs formscan the right to.")
    }
    let free = Self.free(path)
    let room = "\(path), \(Self.size(free)) free"
    if free < least { return Diagnosis(.bad, name, room, remedy: "Make room: what cannot be written stops the run.") }
    if free < enough { return Diagnosis(.warn, name, room, remedy: "Make room: results and page pictures may not fit.") }
    return Diagnosis(.ok, name, room)
  }

  /// A drop folder, and the folders beside it that its files move to by renaming.
  ///
  /// - Parameter written: what the night job writes.
  public func callAsFunction(incoming folder: URL, writing written: [URL]) -> [Diagnosis] {
    let siblings = DropFolder.siblings(of: folder)
    let clash = DropFolder.clash(of: folder, writing: written).map { clash in
      Diagnosis(.bad, "incoming", "\(clash.place): \(clash.summary)", remedy: clash.remedy)
    }
    let found = [self("incoming", folder)] + [clash].compactMap { $0 } + siblings.map { self($0.lastPathComponent, $0, isMade: true) }
    guard let device = FileStatus(folder.path)?.identity.device else { return found }
    let refusal = DropFolder.refusal(toRenameIn: folder).map { reason in
      Diagnosis(
        .bad, "incoming", "\(folder.path) is in a file system that cannot rename without writing over other files (\(reason))",
        remedy: "Put it and the folders beside it on a local one.")
    }
    return found + [refusal].compactMap { $0 }
      + siblings.compactMap { sibling in
        guard let other = FileStatus(sibling.path)?.identity.device, other != device else { return nil }
        return Diagnosis(
          .bad, sibling.lastPathComponent, "\(sibling.path) is in another file system than \(folder.path)",
          remedy: "Put both in one: files move by renaming, so that none is ever there twice or in part.")
      }
  }

  /// Why nothing can be written there: tried with a file, for rights alone do not tell of a read-only disk.
  private static func refusal(_ path: String) -> String? {
    let file = path + "/.formscan-doctor-\(getpid())"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return systemWords(errno) }
    defer {
      close(descriptor)
      unlink(file)
    }
    return write(descriptor, "x", 1) == 1 ? nil : systemWords(errno)
  }

  private static func free(_ path: String) -> Int {
    var info = statvfs()
    guard statvfs(path, &info) == 0 else { return 0 }
    return Int(clamping: UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize)).partialValue)
  }

  static func size(_ bytes: Int) -> String {
    bytes >= 1 << 30 ? String(format: "%.1f GB", Double(bytes) / Double(1 << 30)) : "\(bytes >> 20) MB"
  }
}
