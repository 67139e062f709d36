/// The names in an archive's own list of files, byte by byte (PKWARE, "APPNOTE.TXT", 4.3.12 to 4.3.16).
///
/// libzip shows a NUL in a name as a space, and others end the name there. Two readers that see different files are how a bad one passes
/// a check: so the names are read here once more as they are.
struct ZipDirectory {
  /// The names' bytes, in the list's order; nil where the list does not stand where the archive says.
  static func names(in file: MappedFile, entries: Int) -> [[UInt8]]? {
    func whole(_ place: Int, _ bytes: Int) -> Int? {
      guard place >= 0, place + bytes <= file.count else { return nil }
      return (0..<bytes).reversed().reduce(0) { $0 << 8 | Int(file[place + $1]) }
    }
    // A remark of up to 64 KiB may follow the end mark.
    guard let end = file.lastFind("PK\u{5}\u{6}", in: max(0, file.count - 65_557)..<file.count),
      var place = whole(end + 16, 4)
    else { return nil }
    if place == 0xFFFF_FFFF {
      guard whole(end - 20, 4) == 0x0706_4B50, let second = whole(end - 12, 7), let start = whole(second + 48, 7) else {
        return nil
      }
      place = start
    }
    var names: [[UInt8]] = []
    for _ in 0..<entries {
      guard whole(place, 4) == 0x0201_4B50, let name = whole(place + 28, 2), let extra = whole(place + 30, 2),
        let remark = whole(place + 32, 2), place + 46 + name <= file.count
      else { return nil }
      names.append((place + 46..<place + 46 + name).map { file[$0] })
      place += 46 + name + extra + remark
    }
    return names
  }
}
