/// An e-mail address: one `@`, a local part and a domain with a dot (the plain subset of RFC 5321 that people write by hand).
enum EmailGrammar {
  static func normalise(_ text: String) -> Normalised {
    let spaced = text.split(whereSeparator: \.isWhitespace)
    let address = spaced.joined()
    let sides = address.split(separator: "@", omittingEmptySubsequences: false)
    guard sides.count == 2, isLocal(sides[0]), isDomain(sides[1]) else {
      return Normalised(spaced.joined(separator: " "), isValid: false)
    }
    return Normalised(address, isValid: true, repairs: spaced.count > 1 ? ["spaces taken out"] : [])
  }

  private static func isLocal(_ part: Substring) -> Bool {
    !part.isEmpty && part.first != "." && part.last != "." && !part.contains("..")
      && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".!#$%&'*+/=?^_`{|}~-".contains($0)) }
  }

  private static func isDomain(_ part: Substring) -> Bool {
    let labels = part.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.last!.count >= 2 && labels.last!.allSatisfy { $0.isASCII && $0.isLetter }
      && labels.allSatisfy { label in
        !label.isEmpty && label.first != "-" && label.last != "-"
          && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      }
  }
}
