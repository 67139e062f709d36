/// `exactlyOne: [a, b, …]` — one is ticked, signed or written, and no more. Of a choice its boxes count.
struct ExactlyOne: Check {
  static let name = "exactlyOne"
  let paths: [FieldPath]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let paths = reader.paths(value) else { return nil }
    self.paths = paths
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    let places = try facts.places(paths)
    return try facts.marks(places) == 1 ? .holds : .fails(places)
  }
}

extension Facts {
  /// How many boxes of some fields are ticked, fields written in or signed.
  func marks(_ places: [Place]) throws(Gap) -> Int {
    var count = 0, gap: Gap?
    for place in places {
      do throws(Gap) { count += try marks(place) } catch { gap = gap ?? error }
    }
    // More than one is too many whatever the others turn out to be.
    if count < 2, let gap { throw gap }
    return count
  }
}
