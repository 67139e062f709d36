/// A day of the calendar: `07031962` over cells, `7/3/1962` and `07 03 1962` on a line.
struct DateSpelling: Spelling {
  let isComb: Bool

  func weight(of next: UInt8, after text: [UInt8]) -> Float? {
    guard next.isDigit || !isComb && next.isOne(of: "/.- ") && text.last?.isDigit == true else { return nil }
    let parts = Self.parts(text + [next])
    guard parts.count <= 3, fits(parts) else { return nil }
    guard parts.count == 3, parts[2].count == 3, next.isDigit else { return 0 }
    // Forms ask when people were born and when they did what they tell of.
    return (190...204).contains(Self.number(parts[2])) ? 0 : -4
  }

  func weight(ofEndAfter text: [UInt8]) -> Float? {
    let parts = Self.parts(text)
    guard parts.count == 3, parts[2].count == 4 else { return nil }
    let numbers = parts.map(Self.number)
    return DateGrammar.isDay(numbers[0], numbers[1], numbers[2]) ? 0 : nil
  }

  /// Day, month and year as far as they are written. Without anything between them day and month have two digits each.
  private static func parts(_ text: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    for character in text {
      if !character.isDigit {
        parts.append([])
      } else {
        if parts.count < 3, parts[parts.count - 1].count == 2 { parts.append([]) }
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  private static func number(_ digits: [UInt8]) -> Int { digits.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) } }

  private func fits(_ parts: [[UInt8]]) -> Bool {
    for (place, part) in parts.enumerated() {
      let number = Self.number(part), isLast = place == parts.count - 1
      switch place {
      case 0, 1:
        let most = place == 0 ? 31 : 12
        guard part.count <= 2, number <= most, part.count < 2 || number > 0 else { return false }
        // A part that another follows is whole.
        guard isLast || part.count == 2 || part.count == 1 && number > 0 && !isComb else { return false }
      default:
        let shift = [10_000, 1000, 100, 10, 1]
        guard part.count <= 4 else { return false }
        let first = number * shift[part.count], last = first + shift[part.count] - 1
        guard first <= DateGrammar.years.upperBound, last >= DateGrammar.years.lowerBound else { return false }
      }
    }
    guard parts.count > 1, parts[1].count == 2 || parts.count == 3 else { return true }
    // The longest year that the month can be in: 29 February waits for its year.
    return DateGrammar.isDay(Self.number(parts[0]), Self.number(parts[1]), 2000)
  }
}
