import Forms
import Imaging

/// What a scanner's threshold has left of strokes that somebody wrote: how much of their ink hangs together as letters do, and how much
/// is shreds, smaller than any letter.
///
/// A pen's stroke is a quarter of a millimetre wide or more, and what it draws hangs together. A threshold that has broken it in some
/// places of a page may have left nothing of it in others, not even specks, however well the form's bold print is kept: what looks empty
/// there may not have been. Only a bitonal scan has been through a threshold; in a grey one the strokes are there still.
struct WrittenStrokes: Equatable {
  /// How many pieces of ink there are, and how many of them are shreds: less than 1 mm high and wide (`ZoneInk.isWriting`).
  private(set) var pieces = 0, shreds = 0
  /// The ink of all pieces and that of the shreds, in square pixels at 300 dpi.
  private(set) var ink = 0, shredded = 0

  /// What whole writing has that is so small are dots, stops and accents, one for every tenth letter with a tenth of a letter's ink: a
  /// hundredth of all ink, a few times that where dust lies on it. So a seventh of the ink is far too much. Letters that have broken
  /// once, as type does at its hairlines, leave a shred for each that stays: half of the pieces. Where nothing is safe shreds are more.
  var areInShreds: Bool { shredded * 7 > ink && shreds * 9 > pieces * 5 }

  /// A zone's.
  init(_ inks: [ZoneInk]) {
    for piece in inks.lazy.flatMap(\.pieces) {
      let isShred = !ZoneInk.isWriting(piece)
      pieces += 1
      ink += piece.area
      if isShred {
        shreds += 1
        shredded += piece.area
      }
    }
  }

  /// Those of all readings together.
  init(_ readings: some Sequence<FieldReading>) {
    for reading in readings {
      func figure(_ name: String) -> Int { Int(reading.evidence?[name] ?? 0) }
      pieces += figure("pieces")
      shreds += figure("shreds")
      ink += figure("ink")
      shredded += figure("shredded")
    }
  }

  /// By name, for the record: a document's pages are looked at together.
  var figures: [String: Double] {
    ["pieces": Double(pieces), "shreds": Double(shreds), "ink": Double(ink), "shredded": Double(shredded)]
  }
}
