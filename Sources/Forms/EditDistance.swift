extension StringProtocol {
  /// How many characters must be put in, taken out or changed to make `other` of it (Levenshtein, "Binary codes capable of
  /// correcting deletions, insertions and reversals", 1966).
  package func edits(to other: some StringProtocol) -> Int {
    let mine = Array(self), theirs = Array(other)
    var row = Array(0...theirs.count)
    for (i, character) in mine.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, wanted) in theirs.enumerated() {
        let above = row[j + 1]
        row[j + 1] = Swift.min(diagonal + (character == wanted ? 0 : 1), above + 1, row[j] + 1)
        diagonal = above
      }
    }
    return row[theirs.count]
  }
}
