import Forms

/// Looks for the likeliest texts of a line under a grammar: prefix beam search (Graves and Jaitly, "Towards end-to-end speech
/// recognition with recurrent neural networks", 2014).
struct BeamSearch {
  /// A text that the line may say.
  struct Answer {
    /// Latin-1 codes, letters as capitals.
    var text: [UInt8]
    /// Log-probability by what the network saw alone.
    var seen: Float
    /// The same with what the spelling says of it.
    var score: Float
  }

  /// How many beginnings are followed at a time.
  var width = 24

  /// How much less likely than the best a beginning may be: one in seventy billion.
  private static let reach: Float = 25

  private struct Beginning {
    var text: [UInt8]
    /// Log-probabilities of having come here with the last step empty, or in the last character.
    var blank = -Float.infinity, own = -Float.infinity
    /// What the spelling says of it.
    var weight: Float
    var seen: Float { logSum(blank, own) }
    var score: Float { seen + weight }
  }

  /// Beginnings in the order in which they came up, so that the same line always gives the same sums.
  private struct Front {
    var all: [Beginning] = []
    private var places: [[UInt8]: Int] = [:]

    mutating func place(of text: [UInt8], weight: Float) -> Int {
      if let place = places[text] { return place }
      places[text] = all.count
      all.append(Beginning(text: text, weight: weight))
      return all.count - 1
    }
  }

  /// The best whole texts, likeliest first; none where the grammar leaves none.
  func callAsFunction(_ matrix: FoldedMatrix, _ spelling: any Spelling) -> [Answer] {
    var beam = [Beginning(text: [], blank: 0, weight: 0)]
    var weights: [[UInt8]: Float?] = [:]
    for step in matrix.steps {
      var next = Front()
      let least = beam[0].seen - Self.reach
      for so in beam {
        let stay = next.place(of: so.text, weight: so.weight)
        next.all[stay].blank = logSum(next.all[stay].blank, so.seen + step.none)
        for candidate in step.candidates {
          let repeats = candidate.character == so.text.last
          if repeats { next.all[stay].own = logSum(next.all[stay].own, so.own + candidate.weight) }
          let before = (repeats ? so.blank : so.seen) + candidate.weight
          guard before > least else { continue }
          let longer = so.text + [candidate.character]
          let found = weights[longer] ?? spelling.weight(of: candidate.character, after: so.text)
          weights[longer] = .some(found)
          guard let weight = found else { continue }
          let place = next.place(of: longer, weight: so.weight + weight)
          next.all[place].own = logSum(next.all[place].own, before)
        }
      }
      beam = Array(next.all.sorted { $0.score > $1.score }.prefix(width))
    }
    let answers = beam.compactMap { so in
      spelling.weight(ofEndAfter: so.text).map { Answer(text: so.text, seen: so.seen, score: so.score + $0) }
    }
    return answers.sorted { $0.score > $1.score }
  }
}
