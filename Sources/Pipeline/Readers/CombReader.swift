import Forms
import Imaging

/// Reads characters written one a cell: they are taken out of their cells, set side by side and read as one word.
struct CombReader {
  let text: TextReader

  /// What was read in a comb.
  struct Result {
    /// One string a part, such as day, month and year.
    var parts: [String]
    var evidence: Evidence
    var cellsFilled: Int
  }

  /// - Parameters:
  ///   - inks: each part's ink.
  ///   - cells: cells in each part.
  ///   - whitelist: the only characters that can stand here.
  func read(_ inks: [ZoneInk], cells: [Int], kind: FieldDefinition.Kind, whitelist: String) -> Result {
    let groups = zip(inks, cells).map { Self.characters(in: $0, cells: $1) }
    var evidence = Evidence()
    let glyphs = zip(inks, groups).flatMap { ink, characters in characters.map { ink.picture(of: $0, margin: 4) } }
    let count = glyphs.count
    let line = Self.setSideBySide(glyphs)
    let pieces = zip(inks, groups).flatMap { $1.flatMap { $0 } }
    let written = text.read(line, line: pieces, kind: kind, whitelist: whitelist, into: &evidence)
    let characters = Array(written.filter { !$0.isWhitespace })
    // Day, month and year fill their cells: what stands in fewer may have lost a digit.
    if kind == .date, zip(groups, cells).contains(where: { !$0.isEmpty && $0.count < $1 }) {
      evidence.doubt("a cell is left empty")
    }
    if Self.mayHideBars(written, groups, inks) { evidence.doubt(Self.hidden) }
    evidence.explained = Double(characters.count) / Double(max(count, 1))
    var parts: [String] = [], next = 0
    for group in groups {
      let end = min(characters.count, next + group.count)
      parts.append(String(characters[min(next, end)..<end]))
      next = end
    }
    if characters.count > next, let last = parts.indices.last { parts[last] += String(characters[next...]) }
    return Result(parts: parts, evidence: evidence, cellsFilled: count)
  }

  static let hidden = "the bar of a 7 may be lost in the frame"

  /// Whether a 1 that was read may be a 7 whose bar runs along the frame.
  static func mayHideBars(_ text: String, _ groups: [[[Component]]], _ inks: [ZoneInk]) -> Bool {
    var digits = text.filter(\.isNumber)[...]
    guard digits.count == groups.reduce(0, { $0 + $1.count }) else { return false }
    return zip(inks, groups).contains { ink, characters in
      defer { digits = digits.dropFirst(characters.count) }
      return ink.losesTop(zip(digits, characters).filter { $0.0 == "1" }.map(\.1))
    }
  }

  /// A part's pieces character by character: as many groups of overlapping pieces as there are cells, in order, or else by the
  /// cell that each piece stands in.
  static func characters(in ink: ZoneInk, cells: Int) -> [[Component]] {
    let pieces = ink.pieces.filter { $0.height >= 8 }.sorted { $0.x < $1.x }
    guard pieces.contains(where: ZoneInk.isWriting) else { return [] }
    var groups: [[Component]] = []
    for piece in pieces {
      if let last = groups.last?.bounds, min(last.maxX, piece.maxX) - max(last.x, piece.x) > min(last.width, piece.width) / 3 {
        groups[groups.count - 1].append(piece)
      } else {
        groups.append([piece])
      }
    }
    groups.removeAll { !$0.contains(where: ZoneInk.isWriting) }
    if groups.count == cells { return groups }
    let left = ZoneInk.margin * ZoneInk.perMM, pitch = ink.zone.width * ZoneInk.perMM / Double(cells)
    var byCell = [[Component]](repeating: [], count: cells)
    for piece in pieces { byCell[max(0, min(cells - 1, Int((piece.midX - left) / pitch)))].append(piece) }
    return byCell.filter { $0.contains(where: ZoneInk.isWriting) }
  }

  /// Sets pictures of characters in a row on one foot line, a third of their height apart.
  static func setSideBySide(_ glyphs: [GreyPlane]) -> GreyPlane {
    let height = glyphs.map(\.height).max() ?? 0
    let gap = height / 8, margin = 12
    let width = glyphs.reduce(0) { $0 + $1.width + gap } + 2 * margin
    var line = GreyPlane(width: width, height: height + 2 * margin)
    var x = margin
    for glyph in glyphs {
      let top = margin + height - glyph.height
      for row in 0..<glyph.height { for column in 0..<glyph.width { line[x + column, top + row] = glyph[column, row] } }
      x += glyph.width + gap
    }
    return line
  }
}
