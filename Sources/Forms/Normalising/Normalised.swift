/// What a field's grammar makes of the text that was read.
public struct Normalised: Hashable, Sendable {
  /// In the type's own form: a date as ISO 8601, a postcode with one space.
  public var value: String
  /// Whether `value` follows the grammar.
  public var isValid: Bool
  /// Changes to characters that look alike, made where the grammar leaves one answer: `O→0 at 3`.
  public var repairs: [String]
  /// The value is offered, and passes when a person has taken it: its repairs are more than the plain ones (0↔O, 1↔I, 5↔S, 8↔B), or
  /// nothing tells its characters from others that look the same.
  public var isOffered: Bool
  /// Other values that the grammar leaves.
  public var alternatives: [String]

  public init(
    _ value: String, isValid: Bool, repairs: [String] = [], isOffered: Bool = false, alternatives: [String] = []
  ) {
    self.value = value
    self.isValid = isValid
    self.repairs = repairs
    self.isOffered = isOffered
    self.alternatives = alternatives
  }

  /// A value that look-alikes were mended for: offered where it takes more than the plain ones.
  ///
  /// - Parameter before: the characters as read, those of `after` in their order.
  init(_ value: String, isValid: Bool, mending before: [Character], to after: String, alternatives: [String] = []) {
    self.init(
      value, isValid: isValid, repairs: LookAlikes.repairs(from: before, to: after),
      isOffered: LookAlikes.isBold(from: before, to: after), alternatives: alternatives)
  }
}

extension FieldDefinition.Kind {
  /// The value that this type's grammar makes of `text`, with repairs of look-alikes where only one answer is left.
  public func normalise(_ text: String) -> Normalised {
    switch self {
    case .date: DateGrammar.normalise(text)
    case .postcode: PostcodeGrammar.normalise(text)
    case .money: MoneyGrammar.normalise(text)
    case .number: NumberGrammar.normalise(text)
    case .phone: PhoneGrammar.normalise(text)
    case .email: EmailGrammar.normalise(text)
    case .reference: ReferenceGrammar.normalise(text)
    case .nationalInsurance: NationalInsuranceGrammar.number.normalise(text)
    case .caseNumber: CaseNumberGrammar.normalise(text)
    case .claimNumber: ClaimNumberGrammar.number.normalise(text)
    case .companyNumber: CompanyNumberGrammar.normalise(text)
    case .text, .choice, .flag, .signature: TextGrammar.normalise(text)
    }
  }

  /// Whether it is a number of fixed shapes, whose values have no spaces.
  public var isShaped: Bool { [.nationalInsurance, .caseNumber, .claimNumber, .companyNumber].contains(self) }

  /// Whether following the grammar says anything about a reading: any text is a text.
  public var hasGrammar: Bool {
    switch self {
    case .date, .postcode, .money, .number, .phone, .email, .nationalInsurance, .caseNumber, .claimNumber, .companyNumber: true
    case .text, .reference, .choice, .flag, .signature: false
    }
  }
}
