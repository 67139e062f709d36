/// A question that a rule asks of a document. One file a check, in `Checks/`; `CheckReader` lists them.
protocol Check: Sendable {
  /// The key that names it in a rule.
  static var name: String { get }
  /// Reads what stands behind its name; complains and gives nil where that is wrong.
  init?(_ value: YAMLValue, _ reader: CheckReader)
  /// - Throws: `Gap` where it cannot be decided.
  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome
}

extension Facts {
  /// The places of several paths.
  func places(_ paths: [FieldPath]) throws(Gap) -> [Place] {
    var places: [Place] = []
    for path in paths { places += try self.places(path) }
    return places
  }
}
