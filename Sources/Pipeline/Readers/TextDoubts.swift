import Foundation

/// Why a free text needs a look by its letters alone, and what it may say instead.
enum TextDoubts {
  /// - Parameter line: a line as read.
  static func look(at line: String) -> [(reason: String, other: String)] {
    let rules = [lowerL, hyphens, zeros, stops, bars, signs, ends, numbers]
    return rules.compactMap { $0(line) }
  }

  private static func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  /// A capital I is drawn as a small l in most sans-serif type: `lan Williams`.
  private static func lowerL(_ line: String) -> (String, String)? {
    func isDoubtful(_ word: String) -> Bool {
      word.count > 1 && (word.first == "l" || word.first == "|") && word.dropFirst().first?.isLowercase == true
    }
    let words = words(line)
    // A sentence has small words enough; names and addresses have capitals.
    let others = words.filter { $0.first?.isLetter == true && !isDoubtful($0) }
    guard words.contains(where: isDoubtful), others.allSatisfy({ $0.first?.isUppercase == true }) else { return nil }
    return ("I and l look the same here", words.map { isDoubtful($0) ? "I" + $0.dropFirst() : $0 }.joined(separator: " "))
  }

  /// A space beside a hyphen between letters is mostly none: wide type leaves room there.
  private static func hyphens(_ line: String) -> (String, String)? {
    let other = line.replacing(/(\p{L}) ?- ?(\p{L})/) { "\($0.1)-\($0.2)" }
    return other == line ? nil : ("there may be no space beside the hyphen", other)
  }

  /// A nought alone, among letters or before an apostrophe is an O; before two letters it may begin a postcode's second half.
  private static func zeros(_ line: String) -> (String, String)? {
    let other = line.replacing(/(^| )0(?=$| |'|\p{L}{3})|(\p{L})0(?=\p{L})/) { "\($0.1 ?? $0.2 ?? "")O" }
    return other == line ? nil : ("O and 0 look the same here", other)
  }

  /// A full stop after a space, or behind a whole word that ends no sentence.
  private static func stops(_ line: String) -> (String, String)? {
    guard line.last == "." else { return nil }
    let words = words(line), end = words.last?.filter(\.isLetter) ?? ""
    guard end.isEmpty || words.count < 4 && end.count > 4 else { return nil }
    return ("a full stop may be a speck", String(line.dropLast()).trimmingCharacters(in: .whitespaces))
  }

  /// What is nothing but upright strokes is a name such as Ill, or a number.
  private static func bars(_ line: String) -> (String, String)? {
    guard line.count > 1, line.allSatisfy({ "1Il|L".contains($0) }) else { return nil }
    let other = line.contains("1") ? "Ill".prefix(line.count) : Substring(String(repeating: "1", count: line.count))
    return ("I, l and 1 look the same here", String(other))
  }

  /// A sign that people hardly write into forms is mostly a stroke of a letter, or dirt: `ANDRE] SMITH`.
  private static func signs(_ line: String) -> (String, String)? {
    let usual = Set("'’‘\"“”.,;:!?&/()@£%+-–—")
    func isOdd(_ sign: Character) -> Bool {
      !sign.isLetter && !sign.isNumber && !sign.isWhitespace && !usual.contains(sign)
    }
    let isOpen = line.count { $0 == "(" } != line.count { $0 == ")" }
    guard isOpen || line.contains(where: isOdd) else { return nil }
    let letters = line.compactMap { sign -> Character? in
      "[]{}|\\".contains(sign) || isOpen && "()".contains(sign) ? "I" : isOdd(sign) ? nil : sign
    }
    return ("a sign may be a letter or dirt", String(letters))
  }

  /// A mark before the first letter, or one behind the last that ends no line: `'Llandudno`, `Station Road:`.
  private static func ends(_ line: String) -> (String, String)? {
    let quotes = Set("'’‘`\"“”"), isQuoted = line.count(where: quotes.contains) > 1
    var rest = Substring(line)
    while let first = rest.first, ".,:;!?)".contains(first) || quotes.contains(first) && !isQuoted || first == " " {
      rest.removeFirst()
    }
    while let last = rest.last, ":;(".contains(last) || quotes.contains(last) && !isQuoted || last == " " { rest.removeLast() }
    return rest.count == line.count || rest.isEmpty ? nil : ("a mark may be a speck", String(rest))
  }

  /// Capitals that look like digits where a house has its number: `AC The Green`.
  private static func numbers(_ line: String) -> (String, String)? {
    let alike: [Character: Character] = ["A": "4", "B": "8", "I": "1", "L": "1", "O": "0", "S": "5", "Z": "2"]
    let words = words(line)
    guard let first = words.first, (2...3).contains(first.count), first.allSatisfy({ "A"..."Z" ~= $0 }),
      let digit = alike[first.first!], words.count > 1,
      words.dropFirst().allSatisfy({ $0.count < 2 || $0.contains(where: \.isLowercase) })
    else { return nil }
    let other = ["\(digit)" + first.dropFirst()] + words.dropFirst()
    return ("a capital may be a digit", other.joined(separator: " "))
  }
}
