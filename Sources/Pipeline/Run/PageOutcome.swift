public import Forms

/// Reads a registered page's zones: one reading a zone, in their order. Used by one lane.
public protocol PageReading {
  func read(_ page: RegisteredPage) throws -> [FieldReading]
}

extension ZoneReaders: PageReading {}

/// What became of one scan page; holds no picture.
struct PageOutcome: Sendable {
  /// A form page that was read.
  struct Form: Sendable {
    var form: String
    var page: Int
    var evidence: PageFinding.Evidence
    var residualMM: Double
    var readings: [FieldReading]

    /// How good a copy it is: likeness, less a hundredth for each field that needs a look.
    var quality: Double { evidence.score - 0.01 * Double(readings.count(where: \.review)) }
  }

  enum Kind: Sendable {
    case form(Form)
    case blank
    case unknown(String)
    case failed(Problem)
  }

  var index: Int
  var kind: Kind
  /// Part of the page may be missing.
  var isDamaged = false
  var seconds: [String: Double] = [:]
}
