/// How many of something: up to three digits and, behind a point, one or two more.
struct NumberSpelling: Spelling {
  func weight(of next: UInt8, after text: [UInt8]) -> Float? {
    let point = text.firstIndex(of: UInt8(ascii: "."))
    if next == UInt8(ascii: ".") { return point == nil && !text.isEmpty ? -1 : nil }
    guard next.isDigit else { return nil }
    return point.map { text.count - $0 <= 2 } ?? (text.count < 3) ? 0 : nil
  }

  func weight(ofEndAfter text: [UInt8]) -> Float? { text.last?.isDigit == true ? 0 : nil }
}
