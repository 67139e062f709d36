import Forms
import Imaging

/// Finds the printed words that say what a place is for.
struct LabelFinder {
  let words: [PDFWord]
  /// Words with letters: what a label can start or end with.
  let telling: [PDFWord]
  /// Words of a label, at most.
  let most = 7

  init(_ page: BlankPage) {
    words = page.words
    telling = words.filter { $0.text.contains(where: \.isLetter) }
  }

  /// The words right of a tick box.
  func right(of zone: Zone) -> String? {
    let start = telling.filter { isLevel($0, zone) && (-0.5...8) ~= $0.x - zone.maxX }.min { $0.x < $1.x }
    return start.map { text(run(from: $0)) }
  }

  /// The words left of a place on its line, at most `gap` mm away.
  func left(of zone: Zone, within gap: Double = 8) -> String? {
    let end = telling.filter { isLevel($0, zone) && (-1...gap) ~= zone.x - $0.maxX }.max { $0.maxX < $1.maxX }
    return end.map { text(run(upTo: $0)) }
  }

  /// The line of words just above a place, at most `gap` mm away.
  func above(_ zone: Zone, within gap: Double = 9) -> String? {
    let near = telling.filter { word in
      (-1...gap) ~= zone.y - word.maxY && word.x > zone.x - 4 && word.x < zone.maxX
    }
    guard let lowest = near.max(by: { $0.maxY < $1.maxY }) else { return nil }
    let line = near.filter { abs($0.midY - lowest.midY) < 2 }
    return line.min { $0.x < $1.x }.map { text(run(from: $0)) }
  }

  /// Whether a line "for … office use" stands above the place, at most `gap` mm away.
  func isOffice(_ zone: Zone, within gap: Double = 35) -> Bool {
    let lower = words.map { $0.text.lowercased() }
    return words.indices.contains { index in
      lower[index] == "office" && index + 1 < words.count && lower[index + 1] == "use"
        && (0...gap) ~= zone.y - words[index].maxY
    }
  }

  private func isLevel(_ word: PDFWord, _ zone: Zone) -> Bool {
    (zone.y - 1...zone.maxY + 1) ~= word.midY && abs(word.midY - zone.midY) < max(3, zone.height / 2)
  }

  private func run(from first: PDFWord) -> [PDFWord] {
    var run = [first]
    while let next = words.first(where: { follows($0, run.last!) && !run.contains($0) }) { run.append(next) }
    return run
  }

  private func run(upTo last: PDFWord) -> [PDFWord] {
    var run = [last]
    while let before = words.first(where: { word in follows(run[0], word) && !run.contains(word) }) {
      run.insert(before, at: 0)
    }
    return run
  }

  private func follows(_ word: PDFWord, _ before: PDFWord) -> Bool {
    abs(word.midY - before.midY) < 1.5 && (-0.5...3) ~= word.x - before.maxX
  }

  private func text(_ run: [PDFWord]) -> String { run.prefix(most).map(\.text).joined(separator: " ") }
}

extension PDFWord {
  var maxX: Double { x + width }
  var maxY: Double { y + height }
  var midY: Double { y + height / 2 }
}
