public import Foundation

/// How common words are, and what letters follow each other in them: from lists of names, places and streets with their frequencies.
///
/// A word's next letter is likely as far as words of the lists go on so, and for the rest as letters follow each other in them: the
/// weights of Witten and Bell, "The zero-frequency problem" (1991).
public struct WordModel: Sendable {
  /// Letters, the apostrophe, and the border of a word.
  private static let symbols = 28, border = 27
  /// In order, each once, with the sum of the frequencies of all before it.
  private let words: [[UInt8]]
  private let sums: [Double]
  /// For each three symbols the share of each fourth.
  private let runs: [Float]

  public typealias Entry = (word: String, count: Double)

  /// - Parameter lists: words with their frequencies; each list counts as much as another.
  public init(_ lists: [[Entry]]) {
    var shares: [[UInt8]: Double] = [:]
    for list in lists {
      let total = list.reduce(0) { $0 + $1.count }
      for (word, count) in list {
        for part in word.uppercased().utf8.split(whereSeparator: { !$0.isCapital && $0 != UInt8(ascii: "'") }) {
          shares[Array(part), default: 0] += count / max(total, 1e-9)
        }
      }
    }
    words = shares.keys.sorted { $0.lexicographicallyPrecedes($1) }
    var sums = [0.0]
    for word in words { sums.append(sums.last! + shares[word]!) }
    self.sums = sums
    runs = Self.runs(words.map { ($0, shares[$0]!) })
  }

  /// Whether the lists have the word.
  public func contains(_ word: String) -> Bool {
    let word = Array(word.uppercased().utf8), place = place(of: word)
    return place < words.count && words[place] == word
  }

  /// Whether a text, in Latin-1 codes and capitals, has words and the lists have each of them.
  package func containsAll(of text: [UInt8]) -> Bool {
    let all = text.split { !$0.isCapital && $0 != UInt8(ascii: "'") }
    return !all.isEmpty
      && all.allSatisfy { word in
        let word = Array(word), place = place(of: word)
        return place < words.count && words[place] == word
      }
  }

  /// How likely `next` follows the beginning of a word, 0…1.
  func share(of next: UInt8, after word: [UInt8]) -> Float {
    share(of: Self.symbol(next), after: word) { sum(place(of: word + [next]), place(after: word + [next])) }
  }

  /// How likely a word ends here, 0…1.
  func share(ofEndAfter word: [UInt8]) -> Float {
    share(of: Self.border, after: word) {
      let place = place(of: word)
      return place < words.count && words[place] == word ? sum(place, place + 1) : 0
    }
  }

  private func share(of symbol: Int, after word: [UInt8], listed: () -> Double) -> Float {
    let context = ([Self.border, Self.border, Self.border] + word.suffix(3).map(Self.symbol)).suffix(3)
    let loose = runs[context.reduce(0) { $0 * Self.symbols + $1 } * Self.symbols + symbol]
    let first = place(of: word), last = place(after: word)
    guard last > first else { return loose }
    let kinds = Double(min(last - first, 12)), total = sum(first, last) * Double(words.count) / sums.last!
    let known = Float(total / (total + kinds))
    return known * Float(listed() / sum(first, last)) + (1 - known) * loose
  }

  private func sum(_ first: Int, _ last: Int) -> Double { sums[last] - sums[first] }

  /// Where the word stands in the lists, or would.
  private func place(of word: [UInt8]) -> Int { firstPlace { !$0.lexicographicallyPrecedes(word) } }

  /// Behind the last word that begins so.
  private func place(after beginning: [UInt8]) -> Int {
    firstPlace { !$0.lexicographicallyPrecedes(beginning) && !$0.starts(with: beginning) }
  }

  private func firstPlace(where isBehind: ([UInt8]) -> Bool) -> Int {
    var low = 0, high = words.count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(words[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func symbol(_ character: UInt8) -> Int { character.isCapital ? Int(character - UInt8(ascii: "A")) : 26 }

  private static func runs(_ words: [(word: [UInt8], share: Double)]) -> [Float] {
    let n = symbols
    var counts = [Float](repeating: 0, count: n * n * n * n)
    let scale = Double(words.count) / max(words.reduce(0) { $0 + $1.share }, 1e-9)
    for (word, share) in words {
      let line = [border, border, border] + word.map(symbol) + [border]
      // Rare words teach as much about spelling as common ones do.
      let count = Float((share * scale).squareRoot())
      for end in 3..<line.count {
        counts[((line[end - 3] * n + line[end - 2]) * n + line[end - 1]) * n + line[end]] += count
      }
    }
    return smoothed(counts)
  }

  /// Shares of the fourth symbol from counts, leaning on those behind two symbols, one and none where there are few.
  private static func smoothed(_ counts: [Float]) -> [Float] {
    let n = symbols
    var lower = [Float](repeating: 1 / Float(n), count: n)
    for order in 0...3 {
      let contexts = (0..<order).reduce(1) { count, _ in count * n }
      var sums = [Float](repeating: 0, count: contexts * n)
      for (place, count) in counts.enumerated() where count > 0 { sums[place % sums.count] += count }
      var shares = [Float](repeating: 0, count: sums.count)
      for context in 0..<contexts {
        let own = sums[(context * n)..<(context * n + n)], total = own.reduce(0, +), kinds = Float(own.count { $0 > 0 })
        let known = total > 0 ? total / (total + kinds) : 0
        let below = (context * n) % lower.count
        for symbol in 0..<n {
          shares[context * n + symbol] =
            known * own[context * n + symbol] / max(total, 1e-9) + (1 - known) * lower[below + symbol]
        }
      }
      lower = shares
    }
    return lower
  }
}

extension WordModel {
  /// Reads all lists of a folder, by name: `WORD`, a tab and its frequency a line; `#` starts a remark.
  ///
  /// - Throws: `Problem` where there is no such folder, or a line is none of these.
  public static func lists(in folder: URL) throws -> [String: [Entry]] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
    guard let names, !names.isEmpty else {
      throw Problem(
        place: folder.path, summary: "there are no lists of words here", remedy: "Install FormScan's definitions as a whole.")
    }
    var lists: [String: [Entry]] = [:]
    for name in names {
      let file = folder.appendingPathComponent(name)
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      lists[String(name.dropLast(4))] = try lines.enumerated().compactMap { number, line in
        if line.isEmpty || line.hasPrefix("#") { return nil }
        let parts = line.split(separator: "\t")
        guard parts.count == 2, let count = Double(parts[1]), count > 0 else {
          throw Problem(
            place: "\(file.path):\(number + 1)", summary: "this is no word with its frequency",
            remedy: "Write a word, a tab and a number.")
        }
        return (String(parts[0]), count)
      }
    }
    return lists
  }
}
