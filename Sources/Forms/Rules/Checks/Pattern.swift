/// `pattern: { of: [case/reference], like: "7000-?[0-9]{4}-?[0-9]{4}" }` — what is written is, as a whole, of this shape (a regular
/// expression; case and spaces do not count). A blank field is passed over.
struct Pattern: Check {
  static let name = "pattern"
  let paths: [FieldPath]
  /// Matching does not change it, though the type does not say so.
  nonisolated(unsafe) private let shape: Regex<AnyRegexOutput>

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["of", "like"])
    guard let paths = members["of"].flatMap({ reader.paths($0) }), let shape = members["like"]?.string else {
      if members.count < 2 { value.complain("'of' and 'like' are needed", "Write { of: [a], like: \"[0-9]+\" }.") }
      return nil
    }
    guard let regex = try? Regex(shape) else {
      members["like"]!.complain("this is no regular expression", "Check its brackets.")
      return nil
    }
    (self.paths, self.shape) = (paths, regex.ignoresCase())
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    Outcome(
      failing: try facts.failing(try facts.places(paths)) { (place) throws(Gap) in
        guard let text = try facts.text(place) else { return false }
        return (try? shape.wholeMatch(in: text.filter { !$0.isWhitespace })) == nil
      })
  }
}
