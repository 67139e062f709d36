/// Reads checks, and finds out whether the forms have the fields that these name, and whether a check can work on them.
final class CheckReader {
  /// The forms to whose documents the rule applies.
  let forms: [String]
  let known: KnownForms
  /// Fields that another print of these forms asks for.
  let otherPrints: Set<String>
  let tables: [String: DatedTable]
  /// All paths that were read, for the rule's list of fields.
  private(set) var paths: [FieldPath] = []
  /// What stands for one member while the checks within an `each` are read.
  var bound: [FieldPath] = []

  init(forms: [String], known: KnownForms, otherPrints: Set<String>, tables: [String: DatedTable]) {
    (self.forms, self.known, self.otherPrints, self.tables) = (forms, known, otherPrints, tables)
  }

  static let kinds: [any Check.Type] = [
    Required.self, Together.self, ExactlyOne.self, AtMostOne.self, InOrder.self, Age.self, NotInFuture.self, Same.self,
    Differ.self, Among.self, Sum.self, CountOf.self, Range.self, Pattern.self, OneOf.self, Some.self, WellFormed.self,
    LookUp.self, EditionInUse.self, Present.self, All.self, AnyOf.self, Not.self, Each.self,
  ]

  func check(_ value: YAMLValue) -> (any Check)? {
    guard value.isMapping, let (key, content) = value.entries.first else {
      value.complain("a check is needed here", "Write one such as { required: [donor/lastName] }.")
      return nil
    }
    guard value.entries.count == 1 else {
      value.complain("a check has one name", "Put several into { all: [ … ] } or { any: [ … ] }.")
      return nil
    }
    let name = key.string ?? ""
    guard let kind = Self.kinds.first(where: { $0.name == name }) else {
      _ = value.members(Self.kinds.map { $0.name })
      return nil
    }
    return kind.init(content, self)
  }

  /// A list of checks.
  func checks(_ value: YAMLValue) -> [any Check]? {
    let items = value.items, checks = items.compactMap(check)
    if items.isEmpty, value.isList {
      value.complain("no check stands here", "Write one such as { required: [donor/lastName] }.")
    }
    return checks.isEmpty || checks.count < items.count ? nil : checks
  }

  /// One path, whose field every form of the rule has.
  ///
  /// - Parameters:
  ///   - content: what has to stand in the field; anything if nil.
  ///   - isOne: whether it has to name one field and no more.
  func path(_ value: YAMLValue, to content: Content? = nil, isOne: Bool = false) -> FieldPath? {
    guard let text = value.string else { return nil }
    guard let path = FieldPath(text) else {
      value.complain("'\(text)' names no field", "Write group/field, attorneys/*/field or lpc:group/field.")
      return nil
    }
    if let form = path.form, !canBelong(form, value) { return nil }
    for form in path.form.map({ [$0] }) ?? forms {
      guard let tree = known.trees[form] else { return nil }
      let pointers = path.pointers(in: tree)
      if pointers.isEmpty, otherPrints.contains(text) { continue }
      guard !pointers.isEmpty else {
        value.complain(
          "\(form) has no field '\(text)'",
          "Name one of the form's, narrow the rule's 'forms', or list what only other prints ask under 'otherPrints'.")
        return nil
      }
      guard canHold(path.conditions(in: tree), form, value) else { return nil }
      if let content, !pointers.allSatisfy({ content.isHeld(by: known.fields[form]?[$0]) }) {
        value.complain("'\(text)' holds no \(content.rawValue)", content.remedy)
        return nil
      }
    }
    if isOne, path.isSeveral(within: bound) {
      value.complain("'\(text)' names several fields", "Name one, or go through them with { each: { of: …, check: … } }.")
      return nil
    }
    paths.append(path)
    return path
  }

  /// One path or a list of paths.
  func paths(_ value: YAMLValue, to content: Content? = nil) -> [FieldPath]? {
    let items = value.isList ? value.items : [value], paths = items.compactMap { path($0, to: content) }
    if items.isEmpty { value.complain("no field is named here", "Name one, or several in brackets.") }
    return paths.isEmpty || paths.count < items.count ? nil : paths
  }

  /// Whether there is such a form, and its documents can belong to those that the rule is asked of; complains otherwise.
  func canBelong(_ form: String, _ value: YAMLValue) -> Bool {
    guard known.trees[form] != nil else {
      value.complain("there is no form '\(form)'", "Known: \(known.trees.keys.sorted().joined(separator: ", ")).")
      return false
    }
    guard let owners = known.owners[form], let other = forms.first(where: { !owners.contains($0) }) else { return true }
    value.complain(
      "documents of \(form) never belong to \(other)", "Name a form whose form.yaml says so under 'belongsTo'.")
    return false
  }

  /// Whether members of a group can have what stands in brackets; complains otherwise.
  private func canHold(_ conditions: [FieldPath.Condition], _ form: String, _ value: YAMLValue) -> Bool {
    for condition in conditions {
      let choices = Set(condition.pointers.flatMap { known.fields[form]?[$0]?.of ?? [] })
      if condition.pointers.isEmpty {
        value.complain("\(form) has no field '\(condition.field)' there", "Name a field of each member within the brackets.")
        return false
      }
      if !choices.isEmpty, !choices.contains(condition.value) {
        value.complain("the field has no choice '\(condition.value)'", "It has: \(choices.sorted().joined(separator: ", ")).")
        return false
      }
    }
    return true
  }

  /// What can be ticked in a field: the choices of one, or yes and no; empty if anything can be written there.
  func choices(of path: FieldPath) -> [String] {
    (path.form.map { [$0] } ?? forms).lazy.compactMap { form -> [String]? in
      guard let tree = self.known.trees[form], let pointer = path.pointers(in: tree).first,
        let field = self.known.fields[form]?[pointer]
      else { return nil }
      return field.kind == .choice ? field.of : field.kind == .flag || field.kind == .signature ? ["yes", "no"] : nil
    }.first ?? []
  }

  /// A table by its name.
  func table(_ name: YAMLValue) -> DatedTable? {
    if let table = tables[name.string ?? ""] { return table }
    name.complain("there is no table '\(name.string ?? "")'", "Known: \(tables.keys.sorted().joined(separator: ", ")).")
    return nil
  }

  /// Whether a check's least is no more than its most; complains otherwise.
  func areOrdered<Bound>(_ least: Bound?, _ most: Bound?, _ value: YAMLValue, by isMore: (Bound, Bound) -> Bool) -> Bool {
    guard let least, let most, isMore(least, most) else { return true }
    value.complain("the least is more than the most", "Nothing is both; write the lesser one as 'least'.")
    return false
  }
}

extension CheckReader {
  /// What a check needs to stand in a field.
  enum Content: String {
    case date
    case amount = "amount or number"
    case grammar = "value of a type that has a grammar"

    var remedy: String {
      switch self {
      case .date: "Name a field of type date."
      case .amount: "Name a field of type money or number."
      case .grammar: "Name a field of another type than text, choice, flag or signature."
      }
    }

    func isHeld(by field: FieldDefinition?) -> Bool {
      guard let kind = field?.kind else { return false }
      return switch self {
      case .date: kind == .date
      case .amount: [.money, .number].contains(kind)
      case .grammar: ![.text, .choice, .flag, .signature].contains(kind)
      }
    }
  }
}
