import Forms
public import RecordStore

extension Evaluation {
  /// Scores what was read against what people made of it.
  ///
  /// Those that needed a look and wait still, and those that passed and were not drawn for a check, are stood for by those like them that
  /// were judged: counts are estimates. There is no telling of pages and documents.
  public init(judged: [JudgedReading]) {
    var sums: [String: Sums] = [:], values: [String: [RiskCoverage.Value]] = [:], errors: [String] = []
    for reading in judged {
      let kind = reading.kind?.rawValue ?? "none",
        isMark = reading.kind.map { [.flag, .signature, .choice].contains($0) } ?? false
      let written = reading.isHand ? "hand" : "print"
      for key in ["all", "form:\(reading.form)", "type:\(kind)", "type:\(kind)/\(written)", "read as:\(written)"] {
        sums[key, default: Sums()].add(reading)
      }
      if !reading.isRight {
        errors.append(
          "\(reading.place.record)  \(reading.place.pointer)  \(kind)  \(reading.isReviewed ? "to review" : "SILENT")")
      }
      // As with specimens: of what is blank, confidence says nothing of a value.
      guard !isMark, reading.old != nil, reading.new != nil else { continue }
      let value = RiskCoverage.Value(
        confidence: reading.confidence, isRight: reading.isRight, isReviewed: reading.isReviewed,
        document: reading.place.record,
        weight: reading.weight)
      for key in ["all", "read as:\(written)", "type:\(kind)"] { values[key, default: []].append(value) }
    }
    self.init(tallies: sums.mapValues(\.tally), values: values, errors: errors)
  }

  /// Counts in fields that are stood for.
  private struct Sums {
    var fields = 0.0, filled = 0.0, exact = 0.0, blank = 0.0, touched = 0.0, silent = 0.0

    mutating func add(_ reading: JudgedReading) {
      let isFilled = reading.new != nil && reading.new != .flag(false), weight = reading.weight
      fields += weight
      filled += isFilled ? weight : 0
      exact += isFilled && reading.isRight ? weight : 0
      blank += !isFilled && reading.isRight ? weight : 0
      touched += reading.isReviewed ? weight : 0
      silent += !reading.isReviewed && !reading.isRight ? weight : 0
    }

    var tally: Tally {
      func whole(_ sum: Double) -> Int { Int(sum.rounded()) }
      var tally = Tally()
      tally.fields = whole(fields)
      tally.filled = whole(filled)
      tally.exact = whole(exact)
      tally.empty = whole(fields - filled)
      tally.blank = whole(blank)
      tally.touched = whole(touched)
      tally.silent = whole(silent)
      return tally
    }
  }
}
