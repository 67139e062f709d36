import Forms
import Imaging

/// What a zone says when it is read as handwriting.
struct HandReading {
  /// Its lines joined as the zone's kind asks for.
  var text: String
  /// The probability that the network gives the whole of it, and its share among all that the type allows, 0…1.
  var sure = 1.0, share = 1.0
  /// What else it may say, with shares, likeliest first.
  var others: [(text: String, share: Double)] = []
  /// The lists of the field have every word of it.
  var isListed = true
  /// The lists have a word of it with an apostrophe: one that touches a letter is read as part of it.
  var mayLackApostrophe = false
  /// How many lines it has.
  var lines = 1
  /// Why a person must look however sure it is, in words for an operator.
  var doubts: [String] = []

  /// After how many other characters each of its spaces stands.
  var spaces: [Int] { Self.spaces(of: text) }

  static func spaces(of text: String) -> [Int] {
    var count = 0, places: [Int] = []
    for character in text {
      if character.isWhitespace { places.append(count) } else { count += 1 }
    }
    return places
  }
}

extension HandprintReader {
  /// Reads a zone's parts: lines of a block one by one, cells and boxes of one value as one line.
  ///
  /// - Returns: nil where a line cannot be read as the field's type.
  func read(
    _ zone: ZoneDefinition, _ field: FieldDefinition, lists: [String: Set<String>], _ inks: [ZoneInk]
  ) -> HandReading? {
    var lines: [Line] = [], doubts: [String] = []
    func add(_ picture: GreyPlane, _ pieces: [Component], of ink: ZoneInk? = nil) -> Bool {
      guard
        let line = read(picture, capital: ZoneInk.capital(of: pieces), as: field, lists: lists, isComb: zone.read == .comb)
      else { return false }
      lines.append(line)
      if let ink {
        let own = Set(pieces.map(\.pixels.first)), dust = ink.pieces.filter { !own.contains($0.pixels.first) }
        doubts += ink.doubts(of: line.text, in: pieces, dust: dust, kind: field.kind).map(\.reason)
        let isMarked = !line.areSmall && !line.text.contains("'") && Accents.standAbove(pieces)
        if field.kind == .text, isMarked || Accents.mayBeMissing(in: line.text) { doubts.append("a letter may have an accent") }
      }
      return true
    }
    switch zone.read {
    case .comb, .split:
      let characters = zip(inks, zone.cells + Array(repeating: 0, count: inks.count)).map { ink, cells in
        zone.read == .comb ? CombReader.characters(in: ink, cells: cells) : [ink.pieces]
      }
      let groups = characters.map { $0.flatMap { $0 } }
      guard add(ZoneInk.strip(of: groups, in: inks), groups.flatMap { $0 }) else { return nil }
      if zone.read == .comb, CombReader.mayHideBars(lines[0].text, characters, inks) { doubts.append(CombReader.hidden) }
    case .block, .line, .ticks, .signature:
      for ink in inks {
        let found = ink.lines()
        for line in zone.read == .block ? found : [found.flatMap { $0 }.sorted { $0.x < $1.x }] where !line.isEmpty {
          guard add(ink.picture(of: line), line, of: ink) else { return nil }
        }
      }
    }
    guard !lines.isEmpty else { return nil }
    let separator = zone.read == .block ? "\n" : " ", texts = lines.map(\.text)
    var hand = HandReading(text: texts.joined(separator: separator))
    for line in lines {
      hand.sure *= line.sure
      hand.share *= line.share
      hand.isListed = hand.isListed && line.isListed
      if field.kind == .text, line.mayLackApostrophe { hand.mayLackApostrophe = true }
    }
    for (place, line) in lines.enumerated() {
      for other in line.others {
        var all = texts
        all[place] = other.text
        hand.others.append((all.joined(separator: separator), hand.share / max(line.share, 1e-9) * other.share))
      }
    }
    hand.others.sort { $0.share > $1.share }
    hand.doubts = doubts
    hand.lines = lines.count
    return hand
  }
}

extension ZoneInk {
  /// Pieces of several parts of a zone on one line, in the heights at which they stand.
  static func strip(of groups: [[Component]], in inks: [ZoneInk]) -> GreyPlane {
    let margin = 12
    let parts = zip(groups, inks).compactMap { pieces, ink in
      pieces.bounds.map { (top: $0.y, picture: ink.picture(of: pieces, margin: margin)) }
    }
    guard let top = parts.map(\.top).min() else { return GreyPlane(width: 0, height: 0, pixels: []) }
    let height = parts.map { $0.top - top + $0.picture.height }.max() ?? 0
    let gap = max(0, (height - 2 * margin) / 3 - 2 * margin)
    var line = GreyPlane(width: parts.reduce(0) { $0 + $1.picture.width + gap }, height: height)
    var x = 0
    for part in parts {
      for row in 0..<part.picture.height {
        for column in 0..<part.picture.width { line[x + column, part.top - top + row] = part.picture[column, row] }
      }
      x += part.picture.width + gap
    }
    return line
  }
}
