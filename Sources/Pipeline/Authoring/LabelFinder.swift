import Forms
import Imaging

/// Finds the printed words that say what a place is for.
struct LabelFinder {
  let words: [PDFWord]
  /// Words with letters that do not stand for a tick box: what a place's label can start or end with.
  private let telling: [PDFWord]
  private let boxes: [Zone]
  /// Words that stand for tick boxes.
  private var answered: Set<PDFWord> = []
  /// Most characters of a label.
  static let most = 40

  init(_ page: BlankPage) {
    words = page.words
    boxes = page.boxes
    telling = words.filter { $0.text.contains(where: \.isLetter) }
    let answers = page.boxes.filter(PlaceFinder().isTick).flatMap { box in rightRun(of: box) ?? [] }
    answered = Set(answers)
  }

  /// The words right of a tick box.
  func right(of zone: Zone) -> String? { rightRun(of: zone).map(text) }

  private func rightRun(of zone: Zone) -> [PDFWord]? {
    let start = telling.filter { isLevel($0, zone) && (-0.5...8) ~= $0.x - zone.maxX }.min { $0.x < $1.x }
    return start.map(run(from:))
  }

  /// The paragraph left of a place, at most `gap` mm away; far away none that stands for a tick box, and of text none that a box
  /// cuts off.
  func left(of zone: Zone, within gap: Double = 8) -> String? {
    let end = telling.filter { word in
      isLevel(word, zone) && (-1...gap) ~= zone.x - word.maxX
        && (gap <= 8 || !answered.contains(word) && (PlaceFinder().isTick(zone) || !isCutOff(word, zone)))
    }.max { $0.maxX < $1.maxX }
    return end.map { text(paragraph(run(upTo: $0), down: true)) }
  }

  /// The words just above a place, at most `gap` mm away, from the first line of their paragraph on.
  func above(_ zone: Zone, within gap: Double = 9) -> String? {
    let near = telling.filter { word in
      !answered.contains(word) && (-1...gap) ~= zone.y - word.maxY && word.x > zone.x - 4 && word.x < zone.maxX
    }
    guard let lowest = near.max(by: { $0.maxY < $1.maxY }) else { return nil }
    let line = near.filter { abs($0.midY - lowest.midY) < 2 }
    return line.min { $0.x < $1.x }.map { text(paragraph(run(from: $0), down: false)) }
  }

  /// Whether a box stands between a word and a place right of it.
  private func isCutOff(_ word: PDFWord, _ zone: Zone) -> Bool {
    boxes.contains { $0.x > word.maxX - 1 && $0.maxX < zone.x + 1 && (zone.y - 3...zone.maxY + 3) ~= $0.midY }
  }

  /// Whether a pound sign is printed before the place or at its beginning.
  func isAfterPound(_ zone: Zone) -> Bool {
    words.contains { $0.text.hasSuffix("£") && isLevel($0, zone) && (-5...5) ~= zone.x - $0.maxX }
  }

  /// Whether a line such as "for office use" or "official use only" stands above the place, at most `gap` mm away, and not right of it.
  func isOffice(_ zone: Zone, within gap: Double = 35) -> Bool {
    let lower = words.map { $0.text.lowercased() }
    return words.indices.dropLast().contains { index in
      ["office", "official", "court"].contains(lower[index]) && lower[index + 1] == "use"
        && (0...gap) ~= zone.y - words[index].maxY && zone.maxX > words[index].x - 10
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

  /// A line with the lines of its paragraph above it and, if wanted, below: a line's pitch apart, begun at one left end, and no
  /// sentence ended before.
  private func paragraph(_ line: [PDFWord], down: Bool) -> [PDFWord] {
    var lines = [line]
    while lines.count < 5, let first = lines[0].first(where: isTelling), !isNumbered(first),
      let before = neighbour(of: first, { first.y - $0.maxY }), let end = run(from: before).last,
      !endsSentence(end) || first.text.first?.isLowercase == true
    {
      lines.insert(run(upTo: before) + run(from: before).dropFirst(), at: 0)
    }
    while down, lines.count < 5, let first = lines.last?.first(where: isTelling), let end = lines.last?.last,
      !endsSentence(end),
      let next = neighbour(of: first, { $0.y - first.maxY }), !isNumbered(next)
    {
      lines.append(run(from: next))
    }
    return lines.flatMap { $0 }
  }

  private func neighbour(of first: PDFWord, _ gap: (PDFWord) -> Double) -> PDFWord? {
    telling.first { word in
      !answered.contains(word) && abs(word.x - first.x) < 1.5 && abs(word.height - first.height) < 0.6
        && abs(word.y - first.y) > 1 && (-1.2...1.6) ~= gap(word)
    }
  }

  private func isTelling(_ word: PDFWord) -> Bool { word.text.contains(where: \.isLetter) }

  private func endsSentence(_ word: PDFWord) -> Bool { [".", "?", ":"].contains(word.text.last) }

  /// Whether a question's number, such as `5.1` or `(a)`, stands left of the word.
  private func isNumbered(_ word: PDFWord) -> Bool {
    words.contains { number in
      abs(number.midY - word.midY) < 1.5 && (0...14) ~= word.x - number.maxX
        && number.text.wholeMatch(of: /\(?(\d+(\.\d+)?[a-z]?|[a-z])[.)]?\*?/) != nil && number.text != "a"
    }
  }

  private func text(_ run: [PDFWord]) -> String { run.map(\.text).joined(separator: " ") }

  /// As many of the words as a label takes.
  static func capped(_ text: String) -> String {
    var label = ""
    for word in text.split(separator: " ") {
      if !label.isEmpty, label.count + 1 + word.count > most { break }
      label += label.isEmpty ? String(word.prefix(most)) : " " + word
    }
    return label
  }
}

extension PDFWord {
  var maxX: Double { x + width }
  var maxY: Double { y + height }
  var midY: Double { y + height / 2 }
}
