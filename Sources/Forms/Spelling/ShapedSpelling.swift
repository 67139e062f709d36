/// A number of fixed shapes, with spaces where people like them; hyphens that a shape has can be left out.
struct ShapedSpelling: Spelling {
  private let grammar: ShapedGrammar

  init(_ grammar: ShapedGrammar) { self.grammar = grammar }

  func weight(of next: UInt8, after text: [UInt8]) -> Float? {
    if next == .space { return text.isEmpty || text.last == .space ? nil : 0 }
    guard next.isDigit || next.isCapital || next == UInt8(ascii: "-") else { return nil }
    return grammar.isBeginning(Self.plain(text + [next])) ? 0 : nil
  }

  func weight(ofEndAfter text: [UInt8]) -> Float? { grammar.isWhole(Self.plain(text)) ? 0 : nil }

  private static func plain(_ text: [UInt8]) -> String { String(decoding: text.filter { $0 != .space }, as: UTF8.self) }
}
