/// What people can write in a field, character by character: what a search for the likeliest reading of handwriting goes by.
///
/// Characters are Latin-1 codes, letters as capitals. Weights are natural logarithms: 0 has no opinion, less is rarer.
public protocol Spelling: Sendable {
  /// How much speaks for `next` behind `text`; nil where it cannot stand there.
  func weight(of next: UInt8, after text: [UInt8]) -> Float?
  /// How much speaks for nothing behind `text`; nil where it is no whole value.
  func weight(ofEndAfter text: [UInt8]) -> Float?
}

extension FieldDefinition.Kind {
  /// How values of this type are spelt by hand.
  ///
  /// - Parameters:
  ///   - words: how common words are, for types that have any.
  ///   - isComb: whether each character has a cell of its own.
  public func spelling(_ words: WordModel, isComb: Bool) -> any Spelling {
    switch self {
    case .date: DateSpelling(isComb: isComb)
    case .postcode: PostcodeSpelling()
    case .money: MoneySpelling()
    case .number: NumberSpelling()
    case .phone: PhoneSpelling()
    case .email: EmailSpelling(words)
    case .reference: ReferenceSpelling()
    case .nationalInsurance: ShapedSpelling(NationalInsuranceGrammar.number)
    case .caseNumber: ShapedSpelling(CaseNumberGrammar.number)
    case .claimNumber: ShapedSpelling(ClaimNumberGrammar.number)
    case .companyNumber: ShapedSpelling(CompanyNumberGrammar.number)
    case .text, .choice, .flag, .signature: TextSpelling(words)
    }
  }
}

extension UInt8 {
  package static let space = UInt8(ascii: " ")
  static let pound: UInt8 = 0xA3

  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isCapital: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  func isOne(of characters: StaticString) -> Bool { characters.withUTF8Buffer { $0.contains(self) } }
}
