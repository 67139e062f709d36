extension FormDefinition {
  /// What fields of a form say of each other: it bears out what was read in one of them, or questions it.
  public enum Tie: Hashable, Sendable {
    /// All hold one thing, such as the postcode of the same premises: pointers of fields.
    case same([String])
    /// What stands in some places may stand again in others: people who are named and sign, an address that is another's too.
    ///
    /// Pointers of fields, or of groups that hold a name. `in` has a list for each path; the groups of one list are different people,
    /// and so are those of `from`.
    case repeated(from: [String], in: [[String]])
    /// Amounts that add up to another.
    case sum(of: [String], is: String)
    /// Lines of an address, those first that most likely name the post town, its postcode, and the list that says where towns lie.
    case town(lines: [String], postcode: String, list: String)
  }

  /// What names a person in a group of fields.
  static let names = ["fullName", "firstNames", "lastName"]

  /// The fields of a group that hold words, by their names within it.
  package func words(in group: String) -> [String: FieldDefinition] {
    let start = group + "/"
    let own = fields.filter { $0.key.hasPrefix(start) && $0.value.kind.isWritten }
    return Dictionary(uniqueKeysWithValues: own.map { (String($0.key.dropFirst(start.count)), $0.value) })
  }
}
