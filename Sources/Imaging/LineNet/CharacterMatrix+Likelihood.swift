import Foundation

extension CharacterMatrix {
  /// The log-probability of a text over all ways to lie on the steps: the forward algorithm of connectionist temporal classification
  /// (Graves et al., 2006). Small letters count as capitals, and spaces as nothing.
  ///
  /// - Returns: -∞ where the alphabet lacks a character or there are too few steps.
  public func likelihood(of text: String) -> Float {
    var classes: [String: [Int]] = [:]
    for (place, character) in alphabet.enumerated() where character != " " {
      classes[character.uppercased(), default: []].append(place + 1)
    }
    let wanted = text.filter { !$0.isWhitespace }.map { classes[$0.uppercased()] ?? [] }
    guard !wanted.contains([]) else { return -.infinity }
    let none = [0] + alphabet.indices.filter { alphabet[$0] == " " }.map { $0 + 1 }
    // An empty place before, between and behind the characters.
    let places = (0..<2 * wanted.count + 1).map { $0 % 2 == 0 ? none : wanted[$0 / 2] }
    var ahead = [Float](repeating: 0, count: places.count)
    for step in 0..<steps {
      var next = ahead
      for place in places.indices {
        var reached = ahead[place]
        if place > 0 { reached += ahead[place - 1] }
        if place > 1, place % 2 == 1, places[place] != places[place - 2] { reached += ahead[place - 2] }
        if step == 0 { reached = place < 2 ? 1 : 0 }
        next[place] = reached == 0 ? 0 : reached * places[place].reduce(0) { $0 + exp(self[step, $1]) }
      }
      ahead = next
    }
    return log(ahead.suffix(2).reduce(0, +))
  }
}
