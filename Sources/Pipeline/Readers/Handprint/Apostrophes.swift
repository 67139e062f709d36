import Forms

/// Apostrophes in handwriting: one that touches a letter is read as part of it.
enum Apostrophes {
  /// Whether the lists have a word of the text with an apostrophe that it lacks: `QUEENS`, `OCONNOR`.
  static func mayBeMissing(in text: String, _ words: WordModel) -> Bool {
    text.split { !$0.isLetter && $0 != "'" }.contains { word in
      !word.contains("'")
        && word.indices.dropFirst().contains { words.contains(word[..<$0] + "'" + word[$0...]) }
    }
  }
}
