/// An amount in pounds, with or without its sign, commas and pence.
struct MoneySpelling: Spelling {
  func weight(of next: UInt8, after text: [UInt8]) -> Float? {
    let sign = UInt8.pound, figures = text.filter { $0 != sign && $0 != .space }
    if next == sign { return text.isEmpty ? 0 : nil }
    if next == .space { return figures.isEmpty && text.last == sign ? 0 : nil }
    let point = figures.firstIndex(of: UInt8(ascii: ".")), comma = figures.lastIndex(of: UInt8(ascii: ","))
    let sinceComma = comma.map { figures.count - $0 - 1 }
    if next.isDigit {
      if let point { return figures.count - point <= 2 ? 0 : nil }
      return sinceComma.map { $0 < 3 } ?? (figures.count < 8) ? 0 : nil
    }
    guard point == nil, figures.last?.isDigit == true, sinceComma == nil || sinceComma == 3 else { return nil }
    if next == UInt8(ascii: ".") { return 0 }
    return next == UInt8(ascii: ",") && (comma != nil || figures.count <= 3) ? 0 : nil
  }

  func weight(ofEndAfter text: [UInt8]) -> Float? {
    guard text.last?.isDigit == true else { return nil }
    if let point = text.lastIndex(of: UInt8(ascii: ".")) { return text.count - point == 3 ? 0 : nil }
    return text.lastIndex(of: UInt8(ascii: ",")).map { text.count - $0 == 4 } ?? true ? 0 : nil
  }
}
