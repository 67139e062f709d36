/// A postcode of the United Kingdom, in one of the shapes and areas of `PostcodeGrammar`.
struct PostcodeSpelling: Spelling {
  func weight(of next: UInt8, after text: [UInt8]) -> Float? {
    if next == .space { return text.isEmpty || text.last == .space ? nil : 0 }
    guard next.isDigit || next.isCapital else { return nil }
    return PostcodeGrammar.isBeginning(String(decoding: text.filter { $0 != .space } + [next], as: UTF8.self)) ? 0 : nil
  }

  func weight(ofEndAfter text: [UInt8]) -> Float? {
    PostcodeGrammar.isWhole(String(decoding: text.filter { $0 != .space }, as: UTF8.self)) ? 0 : nil
  }
}
