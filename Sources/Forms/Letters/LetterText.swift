/// What a letter asks for where a rule is broken.
enum LetterText: Sendable {
  /// Steps in the order in which they are taken.
  case steps([Step])
  /// Nothing that the sender can mend: the office settles it first.
  case office

  struct Step: Sendable {
    /// Who takes it: the key of one of the family's people.
    var by: String
    /// What is wrong and what to do; `{pages}` stands for the form's pages with the fields, `{rule}` for the rule's own sentence.
    var say: Rule.Sentence
    /// Whether it is asked only where the rule could not be checked, and not where it is broken.
    var isForUnchecked = false
    /// Pointers of fields or groups: a step behind the first is asked only where the issue names one of them; its pages are theirs. Empty for any.
    var at: [String] = []

    /// Those of an issue's fields that the step is about; nil where it is about others.
    func fields(of all: [String]) -> [String]? {
      guard !at.isEmpty else { return all }
      let own = all.filter { field in at.contains { field == $0 || field.hasPrefix($0 + "/") } }
      return own.isEmpty ? nil : own
    }
  }

  /// The steps of a rule that is broken, or that could not be checked; nil where the office settles it.
  func steps(unchecked isUnchecked: Bool) -> [Step]? {
    guard case .steps(let steps) = self else { return nil }
    let fitting = steps.filter { $0.isForUnchecked == isUnchecked }
    return fitting.isEmpty ? nil : fitting
  }
}
