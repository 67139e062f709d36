import Glibc

/// The unpacking child's whole life: limits itself, unpacks one archive and writes its files to a pipe.
public struct ArchiveSender {
  public var path: String
  public var kind: ArchiveKind
  public var limits: UnpackLimits
  private let pipe = ChildPipe()

  public init(path: String, kind: ArchiveKind, limits: UnpackLimits) {
    self.path = path
    self.kind = kind
    self.limits = limits
  }

  /// Sends what can be sent; returns when all is said or nobody listens.
  public func run() {
    pipe.endWithReader()
    ProcessLimits.apply(memory: limits.memory, seconds: limits.seconds)
    do {
      let file = try MappedFile(path: path, limitMiB: limits.fileSize)
      switch kind {
      case .zip: try sendZip(file)
      case .set: try SetUnpacker(file, limits: limits, to: self).run()
      }
      try pipe.write(UnpackFrame(.end).bytes)
    } catch let fault as UnpackFault {
      try? pipe.write(UnpackFrame(.fault, index: fault.entry ?? UnpackFrame.none, fault: fault.fault).bytes)
    } catch let fault as DecodeFault {
      try? pipe.write(UnpackFrame(.fault, fault: fault).bytes)
    } catch {}
  }

  private func sendZip(_ file: MappedFile) throws {
    let archive = try ZipArchive(file, limits: limits)
    var count = 0
    for (index, name) in archive.names.enumerated() {
      try begin(name, at: index)
      unsafe count += try archive.unpack(index, before: count) { unsafe try send($0, at: index) }
    }
  }

  func begin(_ name: String, at index: Int) throws {
    let name = Array(name.utf8)
    try pipe.write(UnpackFrame(.entry, index: index, count: name.count).bytes)
    try pipe.write(name)
  }

  /// Sends more of the file at `index`: `UnpackFrame.most` bytes at most.
  func send(_ bytes: UnsafeRawBufferPointer, at index: Int) throws {
    try pipe.write(UnpackFrame(.data, index: index, count: bytes.count).bytes)
    unsafe try pipe.write(bytes)
  }
}

/// Kinds of file that hold scans and what is known of them.
public enum ArchiveKind: String, CaseIterable, Sendable {
  /// A ZIP archive.
  case zip
  /// An OPG set: XML with documents in base64.
  case set
}
