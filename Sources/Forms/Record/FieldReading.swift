/// What was read in one field, with the evidence that leads back to its pixels.
public struct FieldReading: Codable, Hashable, Sendable {
  public enum State: String, Codable, Sendable {
    case read, blank, unclear
  }

  /// What a tick box shows.
  public enum BoxState: String, Codable, Sendable {
    case marked, blank, unclear
    /// Filled in solid: a mark that was withdrawn.
    case cancelled
  }

  /// One tick box of a field.
  public struct Box: Codable, Hashable, Sendable {
    /// Millimetres on the form page.
    public var zone: Zone
    /// `[x, y, width, height]` in pixels on the scan.
    public var box: [Int]
    public var state: BoxState
    /// Whether this box is why the field needs a look.
    public var review: Bool?
    public init(zone: Zone, box: [Int], state: BoxState, review: Bool? = nil) {
      self.zone = zone
      self.box = box
      self.state = state
      self.review = review
    }
  }

  /// Another value that the ink allows.
  public struct Alternative: Codable, Hashable, Sendable {
    public var value: String
    public var confidence: Double
    public init(value: String, confidence: Double) {
      self.value = value
      self.confidence = confidence
    }
  }

  /// What a reading was before other fields of the document were heard.
  public struct Alone: Codable, Hashable, Sendable {
    public var value: FieldValue?
    public var confidence: Double
    public var review: Bool
    public var reasons: [String]
    public var alternatives: [Alternative]
    public var repairs: [String]?
    public init(_ reading: FieldReading) {
      (value, confidence, review) = (reading.value, reading.confidence, reading.review)
      (reasons, alternatives, repairs) = (reading.reasons, reading.alternatives, reading.repairs)
    }
  }

  /// Normalised by the field's type; nil where blank or not read.
  public var value: FieldValue?
  /// As written.
  public var text: String?
  public var state: State
  /// The probability that `value` is right, 0…1.
  public var confidence: Double
  /// Whether a person must look.
  public var review: Bool
  /// Why, in words for an operator.
  public var reasons: [String]
  public var alternatives: [Alternative]
  /// Changes that the grammar made to the text as read, such as `O→0 at 3`.
  public var repairs: [String]?
  /// What the confidence rests on, by name, such as `weakest` and `agreement`; for calibration.
  public var evidence: [String: Double]?
  public var formPage: Int
  /// 0-based scan page in its file.
  public var page: Int
  /// Millimetres on the form page; nil for a choice, whose boxes have their own.
  public var zone: Zone?
  /// The same on the scan, `[x, y, width, height]` in pixels.
  public var box: [Int]?
  /// By choice, for tick boxes.
  public var boxes: [String: Box]?
  /// What it was by itself, if other fields changed that.
  public var alone: Alone?

  public init(
    value: FieldValue? = nil, text: String? = nil, state: State, confidence: Double,
    review: Bool, reasons: [String] = [], alternatives: [Alternative] = [],
    repairs: [String]? = nil, formPage: Int, page: Int, zone: Zone? = nil, box: [Int]? = nil,
    boxes: [String: Box]? = nil
  ) {
    self.value = value
    self.text = text
    self.state = state
    self.confidence = confidence
    self.review = review
    self.reasons = reasons
    self.alternatives = alternatives
    self.repairs = repairs
    self.formPage = formPage
    self.page = page
    self.zone = zone
    self.box = box
    self.boxes = boxes
  }
}

/// A field's value: words, or yes/no for a signature or a lone tick.
public enum FieldValue: Codable, Hashable, Sendable {
  case text(String)
  case flag(Bool)

  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let flag = try? value.decode(Bool.self) { self = .flag(flag) } else { self = .text(try value.decode(String.self)) }
  }

  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .text(let text): try value.encode(text)
    case .flag(let flag): try value.encode(flag)
    }
  }
}

extension FieldReading {
  /// Reasons that only tell why confidence is low.
  public static let mereDoubts: Set = ["it was read with doubt", "independent readings differ"]
  /// The same, of a field that was read as handwriting: of another one it is a reason by itself.
  public static let handDoubts: Set = ["it looks written by hand"]

  /// Whether it was read as handwriting, which leaves evidence of its own.
  package var isHandwritten: Bool { evidence?["handSure"] != nil }

  /// The same reading before other fields of the document were heard.
  public var byItself: FieldReading {
    guard let alone else { return self }
    var reading = self
    (reading.value, reading.confidence, reading.review) = (alone.value, alone.confidence, alone.review)
    (reading.reasons, reading.alternatives, reading.repairs) = (alone.reasons, alone.alternatives, alone.repairs)
    reading.evidence?["agrees"] = nil
    reading.alone = nil
    return reading
  }

  /// Has a person look, and says why.
  public mutating func look(_ reason: String) {
    review = true
    if !reasons.contains(reason) { reasons.append(reason) }
  }
}
