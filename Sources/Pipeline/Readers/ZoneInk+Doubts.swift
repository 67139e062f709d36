import Forms
import Imaging

extension ZoneInk {
  /// A reason to have a person look at a line that every network is sure of, and what it may say instead.
  typealias Doubt = (reason: String, other: String?)

  /// What a line's ink, and its letters by themselves, give to doubt.
  ///
  /// - Parameters:
  ///   - text: what was read.
  ///   - line: the line's pieces of ink.
  ///   - dust: the zone's pieces that are in no line.
  func doubts(of text: String, in line: [Component], dust: [Component], kind: FieldDefinition.Kind) -> [Doubt] {
    let marks = SmallMarks(line, width: mask.width)
    var reasons = marks.doubts(of: text, dust: dust)
    if isNearBlot(line) { reasons.append("a hole or a blot may hide a letter") }
    if runsOut(line) { reasons.append("writing runs out of the box") }
    guard kind == .text else {
      // Without context a letter that has lost its foot is another letter: B and R, E and F.
      if losesFeet(line) { reasons.append("letters run into the frame") }
      return reasons.map { ($0, nil) }
    }
    if text.contains(where: { ".,:;'’‘".contains($0) }), marks.small.contains(where: { isOnStreak($0, beside: line) }) {
      reasons.append("a mark may be a speck")
    }
    // Digits are set as wide as the widest of them: a 1 has white on both sides.
    if !text.contains(where: \.isNumber), WordGaps(line).isUnsure(spaces: text.count { $0 == " " }) {
      reasons.append("a space may be none")
    }
    if text.last?.isPunctuation != true, marks.hasInkAtEdge(all, edge: edge) {
      reasons.append("a full stop may be lost in the frame")
    }
    reasons += marks.losses(of: text, among: unprinted.filter { $0.area < Self.speck })
    return reasons.map { ($0, nil) } + TextDoubts.look(at: text).map { ($0.reason, $0.other) }
  }

  /// Whether a blot, which counts for no letter, lies in the line or within a letter's height of its ends: it may have run together with
  /// one.
  private func isNearBlot(_ line: [Component]) -> Bool {
    guard let box = line.bounds else { return false }
    return unprinted.contains { piece in
      Self.isHole(piece) && piece.y < box.maxY && box.y < piece.maxY && piece.x < box.maxX + box.height
        && box.x - box.height < piece.maxX
    }
  }

  /// Its pieces as large as writing that lie on either side of the zone and in no other one.
  private var beside: [Component] {
    let left = Self.margin * Self.perMM
    return unprinted.filter { piece in
      let isRight = Double(piece.x) > edge - 3, isLeft = Double(piece.maxX) < left + 3
      guard isRight || isLeft, Self.isWriting(piece), !Self.isHole(piece), !Self.isStreak(piece) else { return false }
      let x = zone.x - Self.margin + Double(isRight ? piece.x : piece.maxX) / Self.perMM
      return !neighbours.contains { $0.contains(x, zone.y - Self.margin + piece.midY / Self.perMM) }
    }
  }

  /// Whether a piece like a letter stands beside the zone, in the line's rows and no further from its end than a letter is high.
  private func runsOut(_ line: [Component]) -> Bool {
    guard let box = line.filter(Self.isWriting).bounds else { return false }
    return beside.contains { piece in
      let shared = min(piece.maxY, box.maxY) - max(piece.y, box.y), gap = max(piece.x - box.maxX, box.x - piece.maxX)
      return piece.width >= Self.letterWidth && shared * 2 > piece.height && shared * 3 > box.height && gap < box.height
    }
  }
  /// The least width of a letter but I, in pixels: what is left of a frame is thinner.
  private static let letterWidth = Int(0.6 * perMM)

  /// Whether the top of one of a comb's characters touches ink that was taken for the form's: the bar of a 7 may be lost in the frame.
  func losesTop(_ characters: [[Component]]) -> Bool {
    if characters.isEmpty { return false }
    let all = all
    return characters.contains { pieces in
      let top = pieces.map(\.y).min() ?? 0
      return pieces.contains { piece in
        piece.pixels.contains { pixel in
          let (x, y) = (Int(pixel) % mask.width, Int(pixel) / mask.width)
          return y < top + 3 && (1...4).contains { y >= $0 && all[x, y - $0] && !mask[x, y - $0] }
        }
      }
    }
  }

  /// Whether a letter stands on ink that was taken for the form's with two fifths of its width or more: the foot may be part of it.
  private func losesFeet(_ line: [Component]) -> Bool {
    let all = all
    return line.filter(Self.isWriting).contains { piece in
      var columns: Set<Int> = []
      for pixel in piece.pixels {
        let (x, y) = (Int(pixel) % mask.width, Int(pixel) / mask.width)
        guard y >= piece.maxY - 3, y + 3 < all.height else { continue }
        if (1...3).contains(where: { all[x, y + $0] && !mask[x, y + $0] }) { columns.insert(x) }
      }
      return Double(columns.count) >= 0.4 * Double(piece.width)
    }
  }

  /// Whether a piece stands where a scanner's streak runs: its columns have ink in three of ten rows in which no line stands.
  private func isOnStreak(_ piece: Component, beside line: [Component]) -> Bool {
    let all = all
    let bands = lines().compactMap(\.bounds) + [line.bounds].compactMap { $0 }
    let rows = (0..<all.height).filter { row in !bands.contains { row >= $0.y - 3 && row < $0.maxY + 3 } }
    let columns = max(0, piece.x - 1)..<min(all.width, piece.maxX + 1)
    let inked = rows.count { row in columns.contains { all[$0, row] } }
    return rows.count >= 20 && inked * 10 >= rows.count * 3
  }
}
