public import Forms

/// What the machine read in a field, and what a person made of it: truth to learn from.
public struct JudgedReading: Equatable, Sendable {
  public var place: FieldPlace
  public var form: String
  public var kind: FieldDefinition.Kind?
  /// Whether it was read as handwriting.
  public var isHand: Bool
  /// As read, and as it is.
  public var old: FieldValue?
  public var new: FieldValue?
  /// As stated, 0…1.
  public var confidence: Double
  /// Whether it was looked at for another reason than its confidence, so that no threshold spares the look.
  public var isForced: Bool
  /// Whether a person was asked for it, for any reason: else it had passed.
  public var isReviewed: Bool
  /// How many fields it stands for: of those that passed only a sample is checked, and some that need a look wait still.
  public var weight: Double

  public init(
    _ place: FieldPlace, form: String, kind: FieldDefinition.Kind?, isHand: Bool = false, old: FieldValue?, new: FieldValue?,
    confidence: Double, isForced: Bool = false, isReviewed: Bool = false, weight: Double = 1
  ) {
    self.place = place
    self.form = form
    self.kind = kind
    self.isHand = isHand
    self.old = old
    self.new = new
    self.confidence = confidence
    self.isForced = isForced
    self.isReviewed = isReviewed
    self.weight = weight
  }

  public var isRight: Bool { old == new }
  /// Its type and way of writing, which have a threshold of their own: `date`, or `date, hand`.
  public var group: String { (kind?.rawValue ?? "no type") + (isHand ? ", hand" : "") }
}
