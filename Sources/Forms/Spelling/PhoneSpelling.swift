/// A telephone number: ten or eleven digits from 0 on, or up to fifteen behind a plus, in groups as people like them.
struct PhoneSpelling: Spelling {
  func weight(of next: UInt8, after text: [UInt8]) -> Float? {
    let digits = text.filter(\.isDigit)
    if next.isDigit {
      if Self.isForeign(text) { return digits.count < 15 ? 0 : nil }
      switch digits.count {
      case 0: return next == UInt8(ascii: "0") ? 0 : nil
      // 04 and 06 are in no use.
      case 1: return next.isOne(of: "46") ? nil : 0
      default: return digits.count < 11 ? 0 : nil
      }
    }
    if next.isOne(of: "+(") { return text.isEmpty ? 0 : nil }
    guard text.last?.isDigit == true || text.last == UInt8(ascii: ")") else { return nil }
    if next == UInt8(ascii: ")") { return text.first == UInt8(ascii: "(") && !text.contains(next) ? 0 : nil }
    return next == .space ? 0 : next == UInt8(ascii: "-") ? -2 : nil
  }

  func weight(ofEndAfter text: [UInt8]) -> Float? {
    guard text.last?.isDigit == true else { return nil }
    let digits = text.count(where: \.isDigit)
    if Self.isForeign(text) { return digits >= 9 ? 0 : nil }
    return digits == 11 ? 0 : digits == 10 ? -3 : nil
  }

  /// Whether the number begins with a country's code.
  private static func isForeign(_ text: [UInt8]) -> Bool {
    text.first == UInt8(ascii: "+") || text.filter(\.isDigit).prefix(2).elementsEqual([UInt8(ascii: "0"), UInt8(ascii: "0")])
  }
}
