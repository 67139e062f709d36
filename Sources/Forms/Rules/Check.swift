/// A question that a rule asks of a document. One file a check, in `Checks/`; `CheckReader` lists them.
protocol Check: Sendable {
  /// The key that names it in a rule.
  static var name: String { get }
  /// Reads what stands behind its name; complains and gives nil where that is wrong.
  init?(_ value: YAMLValue, _ reader: CheckReader)
  /// - Throws: `Gap` where it cannot be decided.
  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome
}

/// Reads checks, and finds out whether the forms have the fields that these name.
final class CheckReader {
  /// The forms to whose documents the rule applies.
  let forms: [String]
  /// The fields of each form by their pointers.
  private let fields: [String: [String: FieldDefinition]]
  /// Every form that is known.
  let trees: [String: FieldTree]
  /// Fields that another print of these forms asks for.
  let otherPrints: Set<String>
  let tables: [String: DatedTable]
  /// All paths that were read, for the rule's list of fields.
  private(set) var paths: [FieldPath] = []

  init(
    forms: [String], fields: [String: [String: FieldDefinition]], trees: [String: FieldTree], otherPrints: Set<String>,
    tables: [String: DatedTable]
  ) {
    (self.forms, self.fields, self.trees, self.otherPrints, self.tables) = (forms, fields, trees, otherPrints, tables)
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

  /// One path, whose field every form of the rule has.
  func path(_ value: YAMLValue) -> FieldPath? {
    guard let text = value.string else { return nil }
    guard let path = FieldPath(text) else {
      value.complain("'\(text)' names no field", "Write group/field, attorneys/*/field or lpc:group/field.")
      return nil
    }
    for form in path.form.map({ [$0] }) ?? forms {
      guard let tree = trees[form] else {
        value.complain("there is no form '\(form)'", "Known: \(trees.keys.sorted().joined(separator: ", ")).")
        return nil
      }
      if path.pointers(in: tree).isEmpty, !otherPrints.contains(text) {
        value.complain(
          "\(form) has no field '\(text)'",
          "Name one of the form's, narrow the rule's 'forms', or list what only other prints ask under 'otherPrints'.")
        return nil
      }
    }
    paths.append(path)
    return path
  }

  /// What can be ticked in a field, if it is a choice.
  func choices(of path: FieldPath) -> [String] {
    (path.form.map { [$0] } ?? forms).lazy.compactMap { form -> [String]? in
      guard let tree = self.trees[form], let pointer = path.pointers(in: tree).first,
        let field = self.fields[form]?[pointer], field.kind == .choice
      else { return nil }
      return field.of
    }.first ?? []
  }

  /// A table by its name.
  func table(_ name: YAMLValue) -> DatedTable? {
    if let table = tables[name.string ?? ""] { return table }
    name.complain("there is no table '\(name.string ?? "")'", "Known: \(tables.keys.sorted().joined(separator: ", ")).")
    return nil
  }

  /// One path or a list of paths.
  func paths(_ value: YAMLValue) -> [FieldPath]? {
    let items = value.isList ? value.items : [value], paths = items.compactMap(path)
    if items.isEmpty { value.complain("no field is named here", "Name one, or several in brackets.") }
    return paths.isEmpty || paths.count < items.count ? nil : paths
  }

  /// A list of checks.
  func checks(_ value: YAMLValue) -> [any Check]? {
    let items = value.items, checks = items.compactMap(check)
    return checks.isEmpty || checks.count < items.count ? nil : checks
  }
}

extension Facts {
  /// The places of several paths.
  func places(_ paths: [FieldPath]) throws(Gap) -> [Place] {
    var places: [Place] = []
    for path in paths { places += try self.places(path) }
    return places
  }
}
