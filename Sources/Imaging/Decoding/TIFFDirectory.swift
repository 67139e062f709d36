/// One page's entry in a TIFF file: what must be known before its pixels are decoded (TIFF 6.0, section 2).
struct TIFFDirectory {
  /// Where it stands in the file.
  var offset: Int
  var width = 0, height = 0
  /// Pixels an inch; 0 if unknown.
  var resolutionX = 0.0, resolutionY = 0.0
  /// Whether its pixels are stored in tiles, not in strips.
  var tiled = false
  /// Whether all of its strips or tiles lie within the file.
  var complete = true

  /// All directories of `file`, in order.
  ///
  /// - Throws: `DecodeFault`: `looping`, `truncated`, `tooManyPages`.
  static func all(in file: MappedFile, limit: Int) throws -> [TIFFDirectory] {
    let reader = Reader(file: file, big: file[0] == 0x4d)
    guard var offset = reader.whole(4, bytes: 4) else { throw DecodeFault(.truncated) }
    var seen: Set<Int> = [], found: [TIFFDirectory] = []
    while offset != 0 {
      guard seen.insert(offset).inserted else { throw DecodeFault(.looping) }
      guard found.count < limit else { throw DecodeFault(.tooManyPages, amount: limit) }
      let (directory, next) = try reader.directory(at: offset)
      found.append(directory)
      offset = next
    }
    return found
  }

  private struct Reader {
    let file: MappedFile
    let big: Bool

    /// An unsigned number of 2 or 4 bytes; nil outside the file.
    func whole(_ place: Int, bytes: Int) -> Int? {
      guard place >= 0, place + bytes <= file.count else { return nil }
      return (0..<bytes).reduce(0) { $0 << 8 | Int(file[place + (big ? $1 : bytes - 1 - $1)]) }
    }

    func directory(at offset: Int) throws -> (TIFFDirectory, next: Int) {
      guard let count = whole(offset, bytes: 2), count > 0, let next = whole(offset + 2 + count * 12, bytes: 4) else {
        throw DecodeFault(.truncated)
      }
      var directory = TIFFDirectory(offset: offset)
      var unit = 2, starts: [Int]?, lengths: [Int]?
      for entry in 0..<count {
        let place = offset + 2 + entry * 12
        guard let tag = whole(place, bytes: 2) else { break }
        switch tag {
        case 256: directory.width = values(place)?.first ?? 0
        case 257: directory.height = values(place)?.first ?? 0
        case 322: directory.tiled = true
        case 273, 324: starts = values(place)
        case 279, 325: lengths = values(place)
        case 282: directory.resolutionX = rational(place)
        case 283: directory.resolutionY = rational(place)
        case 296: unit = values(place)?.first ?? 2
        default: break
        }
      }
      if unit == 3 {
        directory.resolutionX *= 2.54
        directory.resolutionY *= 2.54
      }
      if let starts, let lengths { directory.complete = zip(starts, lengths).allSatisfy { $0 + $1 <= file.count } }
      if starts == nil { directory.complete = false }
      return (directory, next)
    }

    /// The numbers of an entry of type SHORT or LONG; nil where they lie outside the file.
    private func values(_ place: Int) -> [Int]? {
      guard let type = whole(place + 2, bytes: 2), type == 3 || type == 4, let count = whole(place + 4, bytes: 4) else {
        return nil
      }
      let size = type == 3 ? 2 : 4
      guard let start = count * size <= 4 ? place + 8 : whole(place + 8, bytes: 4), start + count * size <= file.count
      else { return nil }
      return (0..<count).compactMap { whole(start + $0 * size, bytes: size) }
    }

    private func rational(_ place: Int) -> Double {
      guard let start = whole(place + 8, bytes: 4), let upper = whole(start, bytes: 4),
        let lower = whole(start + 4, bytes: 4), lower != 0
      else { return 0 }
      return Double(upper) / Double(lower)
    }
  }
}
