import CZip
import Foundation
import Glibc

/// A ZIP archive that nobody vouches for (`zip_open_from_source`). Runs in the limited child alone.
@safe final class ZipArchive {
  private let handle: OpaquePointer
  private let file: MappedFile
  private let limits: UnpackLimits
  /// Its files' names, in the archive's order.
  let names: [String]

  /// Opens it and looks at every entry before any is unpacked.
  ///
  /// - Throws: `UnpackFault`.
  init(_ file: MappedFile, limits: UnpackLimits) throws(UnpackFault) {
    var error = unsafe zip_error_t()
    unsafe zip_error_init(&error)
    defer { unsafe zip_error_fini(&error) }
    guard let source = unsafe zip_source_buffer_create(file.bytes.baseAddress, UInt64(file.count), 0, &error) else {
      throw UnpackFault(.outOfMemory)
    }
    guard let handle = unsafe zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
      unsafe zip_source_free(source)
      throw UnpackFault(Self.fault(opening: unsafe zip_error_code_zip(&error), file))
    }
    do throws(UnpackFault) {
      let count = unsafe Int(zip_get_num_entries(handle, 0))
      guard count <= limits.entries else { throw UnpackFault(.tooManyEntries, amount: limits.entries) }
      unsafe names = try Self.names(handle, count, in: file)
      unsafe try Self.checkSizes(handle, count, file, limits)
    } catch {
      unsafe zip_discard(handle)
      throw error
    }
    unsafe self.handle = unsafe handle
    self.file = file
    self.limits = limits
  }

  deinit { unsafe zip_discard(handle) }

  /// Unpacks the file at `index` piece by piece, and counts what comes out.
  ///
  /// - Parameter before: bytes that came out of the archive before it.
  /// - Returns: its bytes.
  /// - Throws: `UnpackFault`, and what `take` throws.
  func unpack(_ index: Int, before: Int, _ take: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
    let stated = unsafe try Self.stat(handle, index).size
    guard let stream = unsafe zip_fopen_index(handle, UInt64(index), 0) else {
      throw UnpackFault(Self.fault(reading: unsafe zip_error_code_zip(zip_get_error(handle))), entry: index)
    }
    defer { unsafe zip_fclose(stream) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: UnpackFrame.most, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var count = 0
    while true {
      let got = unsafe Int(zip_fread(stream, buffer.baseAddress!, UInt64(buffer.count)))
      if got == 0 { break }
      guard got > 0 else {
        throw UnpackFault(Self.fault(reading: unsafe zip_error_code_zip(zip_file_get_error(stream))), entry: index)
      }
      count += got
      guard count <= Int(clamping: stated) else { throw UnpackFault(.wrongSize, entry: index) }
      try limits.check(entry: count, all: before + count, of: file, at: index)
      unsafe try take(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
    }
    guard count == Int(clamping: stated) else { throw UnpackFault(.wrongSize, entry: index) }
    return count
  }

  private static func stat(_ handle: OpaquePointer, _ index: Int) throws(UnpackFault) -> zip_stat_t {
    var stat = unsafe zip_stat_t()
    unsafe zip_stat_init(&stat)
    let needed = UInt64(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD)
    guard unsafe zip_stat_index(handle, UInt64(index), 0, &stat) == 0, unsafe stat.valid & needed == needed else {
      throw UnpackFault(.damaged, entry: index)
    }
    return unsafe stat
  }

  /// - Throws: `UnpackFault` for a name that leads elsewhere, is none, or comes twice.
  private static func names(_ handle: OpaquePointer, _ count: Int, in file: MappedFile) throws(UnpackFault) -> [String] {
    guard let listed = ZipDirectory.names(in: file, entries: count) else { throw UnpackFault(.damaged) }
    var names: [String] = [], seen: Set<String> = []
    for index in 0..<count {
      guard let raw = unsafe zip_get_name(handle, UInt64(index), zip_flags_t(ZIP_FL_ENC_RAW)) else {
        throw UnpackFault(.damaged, entry: index)
      }
      guard let name = unsafe String(validatingCString: raw), name.utf8.elementsEqual(listed[index]), !name.isEmpty,
        name.utf8.count <= 255, name.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
      else { throw UnpackFault(.badName, entry: index) }
      if name.contains("/") || name.contains("\\") || name.contains(":") || name == "." || name == ".." {
        throw UnpackFault(.badPath, entry: index)
      }
      // Two names that look the same are one on many file systems.
      guard seen.insert(name.precomposedStringWithCanonicalMapping.lowercased()).inserted else {
        throw UnpackFault(.sameName, entry: index)
      }
      names.append(name)
    }
    return names
  }

  /// Refuses entries for what they are, and sizes that cannot be; the others are measured when they come out.
  private static func checkSizes(
    _ handle: OpaquePointer, _ count: Int, _ file: MappedFile, _ limits: UnpackLimits
  ) throws(UnpackFault) {
    var packed = 0
    for index in 0..<count {
      let stat = unsafe try stat(handle, index)
      if unsafe stat.encryption_method != UInt16(ZIP_EM_NONE) { throw UnpackFault(.encrypted, entry: index) }
      guard unsafe [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(stat.comp_method)) else {
        throw UnpackFault(.oddMethod, entry: index)
      }
      var system: UInt8 = 0, attributes: UInt32 = 0
      unsafe zip_file_get_external_attributes(handle, UInt64(index), 0, &system, &attributes)
      let kind = attributes >> 16 & UInt32(S_IFMT)
      if Int32(system) == ZIP_OPSYS_UNIX, kind != 0, kind != UInt32(S_IFREG) { throw UnpackFault(.noFile, entry: index) }
      let (sum, overflow) = unsafe packed.addingReportingOverflow(Int(clamping: stat.comp_size))
      guard !overflow, sum <= file.count else { throw UnpackFault(.overlapping, entry: index) }
      packed = sum
    }
  }

  private static func fault(opening code: Int32, _ file: MappedFile) -> DecodeFault.Kind {
    switch code {
    case ZIP_ER_EXISTS: .sameName
    case ZIP_ER_MEMORY: .outOfMemory
    case ZIP_ER_NOZIP, ZIP_ER_EOF: file.has([0x50, 0x4B, 3, 4]) ? .truncated : .noArchive
    default: .damaged
    }
  }

  private static func fault(reading code: Int32) -> DecodeFault.Kind {
    switch code {
    case ZIP_ER_CRC: .checksum
    case ZIP_ER_INCONS: .wrongSize
    case ZIP_ER_MEMORY: .outOfMemory
    case ZIP_ER_COMPNOTSUPP: .oddMethod
    case ZIP_ER_NOPASSWD, ZIP_ER_ENCRNOTSUPP: .encrypted
    default: .damaged
    }
  }
}

extension UnpackLimits {
  /// - Throws: `UnpackFault` where this many bytes of a file, or of all, are more than may come out of the archive.
  func check(entry: Int, all: Int, of file: MappedFile, at index: Int) throws(UnpackFault) {
    if entry > entrySize << 20 { throw UnpackFault(.entryTooLarge, amount: entrySize, entry: index) }
    if all > unpacked << 20 { throw UnpackFault(.tooMuchInside, amount: unpacked, entry: index) }
    // A small archive of a small text may well be dense.
    if all > 1 << 20, all / ratio > file.count { throw UnpackFault(.tooDense, amount: ratio, entry: index) }
  }
}
