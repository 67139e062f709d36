/// `pattern: { of: [case/reference], like: "7000-?[0-9]{4}-?[0-9]{4}" }` — what is written is, as a whole, of this shape (a regular
/// expression; case and spaces do not count). A blank field is passed over.
struct Pattern: Check {
  static let name = "pattern"
  let paths: [FieldPath]
  let shape: String

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    let members = value.members(["of", "like"])
    guard let paths = members["of"].flatMap(reader.paths), let shape = members["like"]?.string else {
      if members.count < 2 { value.complain("'of' and 'like' are needed", "Write { of: [a], like: \"[0-9]+\" }.") }
      return nil
    }
    guard (try? Regex(shape)) != nil else {
      members["like"]!.complain("this is no regular expression", "Check its brackets.")
      return nil
    }
    (self.paths, self.shape) = (paths, shape)
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    guard let regex = (try? Regex(shape))?.ignoresCase() else { return .holds }
    return Outcome(
      failing: try facts.failing(try facts.places(paths)) { (place) throws(Gap) in
        guard let text = try facts.text(place) else { return false }
        return (try? regex.wholeMatch(in: text.filter { !$0.isWhitespace })) == nil
      })
  }
}
