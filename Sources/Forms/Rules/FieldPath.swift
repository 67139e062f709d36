/// Names fields for rules: `donor/dateOfBirth`, `attorneys/*/lastName` (of every attorney), `lpc:people/[role=attorney]/lastName` (of those
/// on the continuation sheets that belong to the document who are ticked as attorneys).
public struct FieldPath: Hashable, Sendable {
  enum Segment: Hashable, Sendable {
    case name(String)
    /// Each of several.
    case every
    /// Those of several whose field has a value.
    case `where`(field: String, value: String)
  }

  /// The form of a document that belongs to the one judged; nil for that itself.
  public let form: String?
  let segments: [Segment]

  /// - Returns: nil where the text is no path.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    form = parts.count == 2 ? String(parts[0]) : nil
    var segments: [Segment] = []
    for part in parts.last!.split(separator: "/", omittingEmptySubsequences: false) {
      if part == "*" {
        segments.append(.every)
      } else if let match = part.wholeMatch(of: /\[(\w+)=(\w+)\]/) {
        segments.append(.where(field: String(match.1), value: String(match.2)))
      } else if part.wholeMatch(of: /\w+/) != nil {
        segments.append(.name(String(part)))
      } else {
        return nil
      }
    }
    guard !segments.isEmpty, form.map(FormDefinition.isID) != false else { return nil }
    self.segments = segments
  }

  /// Whether what it means depends on values.
  var isConditional: Bool { segments.contains { if case .where = $0 { true } else { false } } }

  /// Whether this names `other` or the group that holds it.
  func holds(_ other: FieldPath) -> Bool { form == other.form && other.segments.starts(with: segments) }

  /// Whether it may name more than one field of a document while each of `bound` stands for one member.
  func isSeveral(within bound: [FieldPath]) -> Bool {
    let own = segments.dropFirst(bound.last { $0.holds(self) }?.segments.count ?? 0)
    return own.contains { if case .name = $0 { false } else { true } }
  }

  /// What stands in brackets: a field of each member of a group, and the value that it has to have.
  struct Condition {
    var field, value: String
    /// Of the members' fields, those that a form has.
    var pointers: [String]
  }

  func conditions(in tree: FieldTree) -> [Condition] {
    segments.indices.compactMap { index in
      guard case .where(let field, let value) = segments[index] else { return nil }
      let members = Self.pointers(of: segments[...index], in: tree)
      return Condition(field: field, value: value, pointers: members.map { "\($0)/\(field)" }.filter(tree.holds))
    }
  }

  /// Pointers of a form's fields, or of groups of them, that the path may mean: `*` and conditions stand for any number.
  func pointers(in tree: FieldTree) -> [String] { Self.pointers(of: segments[...], in: tree) }

  private static func pointers(of segments: ArraySlice<Segment>, in tree: FieldTree) -> [String] {
    segments.reduce([""]) { found, segment in
      switch segment {
      case .name(let name): found.map { "\($0)/\(name)" }.filter(tree.holds)
      case .every, .where: found.flatMap(tree.numbered)
      }
    }
  }
}

/// A form's fields and the groups that they stand in.
public struct FieldTree: Sendable {
  private var children: [String: [String]] = [:]
  /// The least page on which each group's or field's places lie, and whether a document may lack all of these pages.
  private var pages: [String: (page: Int, isOptional: Bool)] = [:]

  public init(_ form: FormDefinition) {
    for page in form.pages {
      for zone in page.zones { add(zone.field, page: page.number, isOptional: page.optional) }
    }
  }

  /// Of a form that is prepared, whose fields' places are still to come.
  init(_ form: FormBinding) {
    for field in form.fields { add(field.pointer, page: 1, isOptional: false) }
  }

  private mutating func add(_ field: String, page: Int, isOptional: Bool) {
    var above = ""
    for part in field.split(separator: "/") {
      let pointer = "\(above)/\(part)"
      if pages[pointer] == nil { children[above, default: []].append(String(part)) }
      let known = pages[pointer]
      pages[pointer] = (min(known?.page ?? page, page), isOptional && known?.isOptional != false)
      above = pointer
    }
  }

  func holds(_ pointer: String) -> Bool { pages[pointer] != nil }

  /// Whether a document may lack every page on which the field or group stands.
  func isOptional(_ pointer: String) -> Bool { pages[pointer]?.isOptional == true }

  func page(of pointer: String) -> Int? { pages[pointer]?.page }

  func isField(_ pointer: String) -> Bool { pages[pointer] != nil && children[pointer] == nil }

  func children(of pointer: String) -> [String] { children[pointer] ?? [] }

  /// The members of a group that are numbered.
  func numbered(_ pointer: String) -> [String] {
    (children[pointer] ?? []).filter { Int($0) != nil }.map { "\(pointer)/\($0)" }
  }
}

extension FieldPath: CustomStringConvertible {
  /// As it is written in a rule.
  public var description: String {
    (form.map { "\($0):" } ?? "")
      + segments.map { segment in
        switch segment {
        case .name(let name): name
        case .every: "*"
        case .where(let field, let value): "[\(field)=\(value)]"
        }
      }.joined(separator: "/")
  }
}
