/// Days as the OPG's documents have them: `ddMMyyyy`.
enum OPGDate {
  /// - Parameter value: a date field's: ISO 8601, or `DD/MM/YYYY` where there is no such day.
  static func written(_ value: String) -> (text: String, was: String?) {
    let parts = value.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 3, parts.map(\.count) == [4, 2, 2], parts.joined().allSatisfy(\.isASCIIDigit) {
      return (parts.reversed().joined(), nil)
    }
    return (value.filter { $0 != "/" }, "no day of the calendar")
  }

  /// The value of a date field for what an element holds.
  static func value(_ text: String) -> String {
    guard text.count == 8, text.allSatisfy(\.isASCIIDigit) else { return text }
    return DateGrammar.normalise(text).value
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

/// An address of several lines: a line that is a postcode and nothing else, and the others in their order.
struct AddressLines {
  var lines: [String]
  var postcode: String?

  init(_ value: String) {
    lines = value.split(separator: "\n").map(String.init)
    guard let last = lines.last, PostcodeGrammar.normalise(last).isValid, PostcodeGrammar.normalise(last).value == last else {
      return
    }
    postcode = lines.removeLast()
  }
}
