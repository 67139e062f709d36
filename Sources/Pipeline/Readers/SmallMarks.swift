import Foundation
import Imaging

/// The small marks of a line: full stops, commas, accents, dots and quotes.
///
/// Networks leave them out, or make them of specks, without losing surety; so what was read is held against the ink. A mark is set about
/// as thick as the line's strokes, which dust seldom is.
struct SmallMarks {
  /// How many stand above the letters or by their tops, and how many on the base line, apart from the letters: what stands within a
  /// letter's box or at a crack's breadth from it is more likely broken off it.
  private(set) var upper = 0, low = 0
  /// How many stand on the base line, and how many above, in all.
  private(set) var feet = 0, tops = 0
  /// All of the line's small pieces.
  private(set) var small: [Component] = []
  /// The thickness of the letters' strokes, in pixels.
  let stroke: Double
  /// The height of the line's tall letters, in pixels.
  private let height: Double
  private let letters: [Component]
  /// How wide a crack in a letter is where a scanner lost a hairline, in pixels.
  private static let crack = 2

  /// - Parameters:
  ///   - line: the line's pieces from left to right.
  ///   - width: that of the mask they were found in, in pixels.
  init(_ line: [Component], width: Int) {
    let tall = line.filter(ZoneInk.isWriting)
    let heights = tall.map { Double($0.height) }.sorted()
    let height = heights.isEmpty ? 0 : heights[heights.count * 3 / 4]
    func isSmall(_ piece: Component) -> Bool { Double(max(piece.width, piece.height)) <= 0.5 * height }
    letters = tall.filter { !isSmall($0) }
    stroke = Self.stroke(of: letters, width: width)
    self.height = height
    guard !letters.isEmpty else { return }
    small = line.filter(isSmall)
    let end = letters.map(\.maxX).max() ?? 0
    for mark in line where Double(mark.height) <= 0.75 * height {
      let (top, foot) = rows(at: mark.midX), deep = foot - top
      let isUpper = Double(mark.maxY) < foot - 0.5 * deep
      let isLow = Double(mark.y) > foot - 0.4 * deep && Double(mark.maxY) > foot - 0.2 * deep && Double(mark.y) < foot + stroke
      // Some types' commas are half as high as their small letters.
      if isLow, isMark(mark) { feet += 1 }
      guard isSmall(mark) else { continue }
      // Some types' apostrophes are much thinner than their strokes.
      if isUpper, isMark(mark, share: 0.5) { tops += 1 }
      // What stands behind the last letter's foot is no part of it, however near.
      let isLast = isLow && mark.x >= end
      guard isMark(mark), isLast || !letters.contains(where: { $0.isWithin(Self.crack, of: mark) }) else { continue }
      upper += isUpper ? 1 : 0
      low += !isUpper && isLow ? 1 : 0
    }
  }

  /// Thick enough to be a mark of this line.
  func isMark(_ piece: Component) -> Bool { isMark(piece, share: 1) }

  private func isMark(_ piece: Component, share: Double) -> Bool {
    Double(min(piece.width, piece.height)) >= 0.6 * share * stroke
      && Double(piece.area) >= 0.5 * share * share * stroke * stroke
  }

  /// The median length of the pieces' rows of ink: most strokes of letters stand upright.
  private static func stroke(of letters: [Component], width: Int) -> Double {
    var lengths: [Int] = []
    for letter in letters {
      var length = 0, last: Int32 = -2
      for pixel in letter.pixels.sorted() {
        if pixel == last + 1, Int(pixel) % width != 0 {
          length += 1
        } else {
          if length > 0 { lengths.append(length) }
          length = 1
        }
        last = pixel
      }
      if length > 0 { lengths.append(length) }
    }
    lengths.sort()
    return lengths.isEmpty ? 1 : Double(lengths[lengths.count / 2])
  }

  /// The rows between which the letters next to a place stand: the middle ones' of five.
  private func rows(at x: Double) -> (top: Double, foot: Double) {
    let near = letters.sorted { abs($0.midX - x) < abs($1.midX - x) }.prefix(5)
    let tops = near.map { Double($0.y) }.sorted(), feet = near.map { Double($0.maxY) }.sorted()
    return (tops[tops.count / 2], feet[feet.count / 2])
  }

  // MARK: What was read

  private static let quotes = Set("'’‘`´\"“”")

  /// How many small marks a text has above its letters or by their tops, and on the base line.
  static func expected(in text: String) -> (upper: Int, low: Int) {
    var upper = 0, low = 0
    for character in text {
      let scalars = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
      let accents = scalars.dropFirst().reduce(0) { $0 + ($1.value == 0x308 ? 2 : 1) }
      switch scalars.first {
      case "i", "j": upper += max(1, accents)
      // A hyphen stands by the tops of small letters, and one that is set high counts for a mark.
      case "'", "’", "‘", "`", "´", "*", "°", "^", "-", "–", "—": upper += 1
      case "\"", "“", "”": upper += 2
      case ":", ";":
        upper += 1
        low += 1
      case ".", ",", "!", "?": low += 1
      case "…": low += 3
      default: upper += accents
      }
    }
    return (upper, low)
  }

  /// Why the text may lack a mark, or have one too many.
  ///
  /// - Parameter dust: pieces of ink that are in no line.
  func doubts(of text: String, dust: [Component]) -> [String] {
    let expected = Self.expected(in: text)
    var doubts: [String] = []
    if upper > expected.upper { doubts.append("a mark above the letters was not read") }
    if low > expected.low { doubts.append("a mark at the letters' feet was not read") }
    // A sentence has its full stop where one is due; elsewhere dust of its size makes one as well.
    let stops = text.count { $0 == "." }, isSentence = text.split(separator: " ").count > 4
    if stops > 0, feet < stops || !isSentence && dust.contains(where: isMark) { doubts.append("a full stop may be a speck") }
    // So it is with the other marks. Where a text has quotes, they and the dots and accents of its letters stand above.
    let low = text.count { ".,:;".contains($0) }
    let above = text.contains(where: Self.quotes.contains) ? expected.upper - text.count { "-–—:;".contains($0) } : 0
    let isMarked = low > stops || above > 0
    if isMarked, feet < low || tops < above || !isSentence && dust.contains(where: isMark) {
      doubts.append("a mark may be a speck")
    }
    return doubts
  }

  /// Why a mark may be lost of which a scan has kept a pixel or two, too little to count as ink: two side by side above one letter, as a
  /// diaeresis has, or one behind the last letter's foot, where a full stop stands. Dust hardly ever lies so.
  ///
  /// - Parameter specks: the zone's pieces that are smaller than a speck.
  func losses(of text: String, among specks: [Component]) -> [String] {
    guard let last = letters.max(by: { $0.maxX < $1.maxX }) else { return [] }
    var doubts: [String] = []
    let dots = specks.filter { speck in
      letters.contains { letter in
        speck.midX > Double(letter.x) && speck.midX < Double(letter.maxX) && speck.maxY < letter.y
          && Double(letter.y - speck.maxY) < 0.3 * height
      }
    }
    let isPair = dots.contains { dot in
      dots.contains { other in
        let apart = other.midX - dot.midX
        return apart > stroke && apart < 0.6 * height && abs(other.midY - dot.midY) < stroke / 2
      }
    }
    if isPair, Self.expected(in: text).upper <= upper { doubts.append("a letter may have an accent") }
    if text.last?.isPunctuation != true {
      let foot = rows(at: last.midX).foot
      let isStop = specks.contains { speck in
        speck.x >= last.maxX && Double(speck.x - last.maxX) < 0.5 * height && abs(speck.midY - foot) < stroke
      }
      if isStop { doubts.append("a full stop may be lost") }
    }
    return doubts
  }

  /// Whether there is ink at the feet of the last letter where the frame or the zone's end runs, more than the frame has: a full stop
  /// that is lost in it.
  ///
  /// - Parameters:
  ///   - ink: all ink of the crop, the form's own too.
  ///   - edge: the column at which the zone ends.
  func hasInkAtEdge(_ ink: InkMask, edge: Double) -> Bool {
    guard let last = letters.max(by: { $0.maxX < $1.maxX }), Double(last.maxX) > edge - height else { return false }
    let (top, foot) = rows(at: last.midX), deep = Int(2 * stroke)
    let columns = min(last.maxX + 1, ink.width)..<ink.width
    func count(_ first: Int) -> Int {
      (first..<first + deep).clamped(to: 0..<ink.height).reduce(0) { sum, row in sum + columns.count { ink[$0, row] } }
    }
    // What the frame has is told by the rows half way up, or, where the last letter runs into it there, by those above the letters.
    let above = Int(top) - 2 * deep, rim = Int(ZoneInk.margin * ZoneInk.perMM) + 4
    let frame = ([Int((top + foot) / 2) - deep / 2 - Int(stroke)] + (above > rim ? [above] : [])).map(count).min() ?? 0
    return Double(count(Int(foot) - deep + 1) - frame) >= 0.4 * stroke * stroke
  }
}

extension Component {
  /// Whether the boxes of both overlap or are no further apart than `distance`.
  fileprivate func isWithin(_ distance: Int, of other: Component) -> Bool {
    x - distance < other.maxX && other.x < maxX + distance && y - distance < other.maxY && other.y < maxY + distance
  }
}
