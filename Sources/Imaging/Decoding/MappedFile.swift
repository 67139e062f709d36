import Glibc

/// A file's bytes, mapped into memory and never copied; what is not touched is not read.
@safe final class MappedFile {
  let path: String
  let bytes: UnsafeRawBufferPointer

  /// - Throws: `DecodeFault`: `unreadable`, `empty` or `tooManyBytes`.
  init(path: String, limitMiB: Int) throws {
    self.path = path
    // Not to wait on a named pipe that nobody writes.
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw DecodeFault(.unreadable) }
    defer { close(file) }
    var info = stat()
    guard unsafe fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { throw DecodeFault(.unreadable) }
    let count = Int(info.st_size)
    guard count > 0 else { throw DecodeFault(.empty) }
    guard count <= limitMiB << 20 else { throw DecodeFault(.tooManyBytes, amount: limitMiB) }
    let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else { throw DecodeFault(.unreadable) }
    unsafe bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  var count: Int { unsafe bytes.count }

  subscript(_ place: Int) -> UInt8 { unsafe bytes[place] }

  /// Whether the bytes at `place` are those of `text`.
  func has(_ text: [UInt8], at place: Int = 0) -> Bool {
    guard place >= 0, place + text.count <= count else { return false }
    for (offset, byte) in text.enumerated() where self[place + offset] != byte { return false }
    return true
  }

  /// Where `text` first begins within `range`.
  func find(_ text: String, in range: Range<Int>) -> Int? {
    let wanted = Array(text.utf8)
    let range = range.clamped(to: 0..<count)
    guard let first = wanted.first, range.count >= wanted.count else { return nil }
    var place = range.lowerBound
    while place <= range.upperBound - wanted.count {
      guard
        let hit = unsafe memchr(bytes.baseAddress! + place, Int32(first), range.upperBound - wanted.count + 1 - place)
      else { return nil }
      place = unsafe hit - UnsafeMutableRawPointer(mutating: bytes.baseAddress!)
      if has(wanted, at: place) { return place }
      place += 1
    }
    return nil
  }

  /// Where `text` last begins within `range`.
  func lastFind(_ text: String, in range: Range<Int>) -> Int? {
    let wanted = Array(text.utf8)
    return range.clamped(to: 0..<max(0, count - wanted.count + 1)).last { has(wanted, at: $0) }
  }
}
