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

  /// Log-probability of no character above which a step is taken for empty.
  private static let empty: Float = -0.0003

  /// A text that a line may begin with, and what the spelling says of it.
  private struct Node {
    var text: [UInt8]
    var weight: Float
  }

  private struct Beginning {
    var node: Int
    /// Log-probabilities of having come here with the last step empty, or in the last character.
    var blank = -Float.infinity, own = -Float.infinity
    var weight: Float
    var seen: Float { logSum(blank, own) }
    var score: Float { seen + weight }
  }

  /// Every beginning that came up, in that order, so that the same line always gives the same sums.
  private struct Tree {
    var nodes = [Node(text: [], weight: 0)]
    /// By node and character; nil where the spelling does not allow it.
    private var longer: [Int: Int?] = [:]
    let spelling: any Spelling

    init(_ spelling: any Spelling) { self.spelling = spelling }

    mutating func node(behind node: Int, _ character: UInt8) -> Int? {
      let key = node << 8 | Int(character)
      if let known = longer[key] { return known }
      let before = nodes[node]
      var found: Int?
      if let weight = spelling.weight(of: character, after: before.text) {
        found = nodes.count
        nodes.append(Node(text: before.text + [character], weight: before.weight + weight))
      }
      longer[key] = .some(found)
      return found
    }
  }

  /// The best whole texts, likeliest first; none where the grammar leaves none.
  func callAsFunction(_ matrix: FoldedMatrix, _ spelling: any Spelling) -> [Answer] {
    var tree = Tree(spelling), beam = [Beginning(node: 0, blank: 0, weight: 0)]
    /// Where in the next beam each node stands; -1 for nowhere.
    var places = [-1]
    for step in matrix.steps {
      guard step.none < Self.empty else {
        for place in beam.indices { (beam[place].blank, beam[place].own) = (beam[place].seen + step.none, -.infinity) }
        continue
      }
      var next: [Beginning] = []
      func place(of node: Int) -> Int {
        while places.count <= node { places.append(-1) }
        if places[node] < 0 {
          places[node] = next.count
          next.append(Beginning(node: node, weight: tree.nodes[node].weight))
        }
        return places[node]
      }
      let least = beam[0].seen - Self.reach
      for so in beam {
        let stay = place(of: so.node), last = tree.nodes[so.node].text.last
        next[stay].blank = logSum(next[stay].blank, so.seen + step.none)
        for candidate in step.candidates {
          let repeats = candidate.character == last
          if repeats { next[stay].own = logSum(next[stay].own, so.own + candidate.weight) }
          let before = (repeats ? so.blank : so.seen) + candidate.weight
          guard before > least, let node = tree.node(behind: so.node, candidate.character) else { continue }
          let longer = place(of: node)
          next[longer].own = logSum(next[longer].own, before)
        }
      }
      for so in next { places[so.node] = -1 }
      next.sort { $0.score > $1.score }
      beam = Array(next.prefix(width))
    }
    let answers = beam.compactMap { so in
      let text = tree.nodes[so.node].text
      return spelling.weight(ofEndAfter: text).map { Answer(text: text, seen: so.seen, score: so.score + $0) }
    }
    return answers.sorted { $0.score > $1.score }
  }
}
