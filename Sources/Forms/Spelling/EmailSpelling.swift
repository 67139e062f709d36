import Foundation

/// An e-mail address, in capitals as everything here: names and numbers before the `@`, mostly one of a few domains behind it.
struct EmailSpelling: Spelling {
  /// Where most people in Britain have their mail.
  private static let domains = [
    "GMAIL.COM", "HOTMAIL.COM", "HOTMAIL.CO.UK", "OUTLOOK.COM", "YAHOO.CO.UK", "YAHOO.COM", "ICLOUD.COM", "LIVE.CO.UK",
    "AOL.COM",
    "BTINTERNET.COM", "SKY.COM", "TALKTALK.NET", "VIRGINMEDIA.COM", "NTLWORLD.COM", "BLUEYONDER.CO.UK", "GOOGLEMAIL.COM",
    "ME.COM",
    "MSN.COM", "TISCALI.CO.UK", "PROTONMAIL.COM",
  ].map { Array($0.utf8) }
  private static let ends = [".COM", ".UK", ".ORG", ".NET", ".EU", ".IE", ".INFO"].map { Array($0.utf8) }

  private let words: WordModel

  init(_ words: WordModel) { self.words = words }

  func weight(of next: UInt8, after text: [UInt8]) -> Float? {
    let isInWord = text.last.map { $0.isDigit || $0.isCapital } == true
    if next.isOne(of: "@.-") {
      let at = UInt8(ascii: "@")
      return isInWord && (next != at || !text.contains(at)) ? 0 : nil
    }
    guard next.isDigit || next.isCapital else { return nil }
    guard let at = text.firstIndex(of: UInt8(ascii: "@")) else {
      let name = Array(text.suffix(while: \.isCapital))
      if next.isDigit { return TextSpelling.weight(text.isEmpty ? 0.01 : name.isEmpty ? 0.08 : 0.03) }
      return TextSpelling.weight((text.last?.isDigit == true ? 0.1 : 0.8) * words.share(of: next, after: name))
    }
    let domain = text[(at + 1)...] + [next]
    return Self.domains.contains { $0.starts(with: domain) } ? 0 : -1
  }

  func weight(ofEndAfter text: [UInt8]) -> Float? {
    guard let at = text.firstIndex(of: UInt8(ascii: "@")) else { return nil }
    let labels = text[(at + 1)...].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ $0.count > 1 }), labels.last!.allSatisfy(\.isCapital) else { return nil }
    return Self.ends.contains { text.suffix($0.count).elementsEqual($0) } ? 0 : -5
  }
}

extension Array {
  /// The longest end of which every element is so.
  fileprivate func suffix(while isSo: (Element) -> Bool) -> ArraySlice<Element> {
    self[(lastIndex { !isSo($0) }.map { $0 + 1 } ?? 0)...]
  }
}
