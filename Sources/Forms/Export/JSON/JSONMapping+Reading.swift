public import Foundation
import Yams

extension JSONMapping {
  /// Reads a document's file.
  ///
  /// - Returns: the mapping as far as it is right, and everything that is wrong with it.
  /// - Throws: `Problem` where the file cannot be read or is no YAML.
  public static func read(_ file: URL) throws -> (mapping: JSONMapping, problems: [Problem]) {
    let findings = Findings()
    let root = try YAMLValue(file, findings: findings)
    let members = root.members(["form", "version", "body"])
    for key in ["form", "version", "body"] where members[key] == nil {
      root.complain("the document has no '\(key)'", "Add '\(key):' at the top.")
    }
    if let version = members["version"], let number = version.integer, number != 1 {
      version.complain("version \(number) of the format is not known", "Write version: 1.")
    }
    var mapping = JSONMapping()
    mapping.form = members["form"]?.string ?? ""
    mapping.body = members["body"].flatMap { Node.read($0, below: "").first }
    return (mapping, findings.problems)
  }
}

extension JSONMapping.Node {
  private static let own = ["at", "each", "if", "of"]
  private static let makers = ["from", "written", "one", "identifier", "missing"]

  /// A value, as often as `each` says.
  fileprivate static func read(_ value: YAMLValue, below base: String) -> [Self] {
    if value.isScalar { return [Self(content: .constant(constant(value)))] }
    if value.isList { return [Self(content: .list(value.items.flatMap { read($0, below: base) }))] }
    if let maker = makers.first(where: { value[$0] != nil }) { return read(maker, value, below: base).map { [$0] } ?? [] }
    let keys = value.entries.compactMap(\.key.node.scalar?.string)
    let members = value.members(own + keys)
    let bases = (members["at"].map { [$0] } ?? members["each"]?.items ?? []).compactMap {
      JSONMapping.Pointer($0, below: base)?.field
    }
    return (bases.isEmpty ? [base] : bases).map { base in
      var node = Self(
        content: .object(
          value.entries.flatMap { key, inner -> [(String, Self)] in
            guard let name = key.node.scalar?.string, !own.contains(name) else { return [] }
            return read(inner, below: base).map { (name, $0) }
          }))
      node.take(members, below: base)
      return node
    }
  }

  private static func constant(_ value: YAMLValue) -> JSONValue {
    switch value.node.scalar?.string {
    case "true": true
    case "false": false
    default: .string(value.string ?? "")
    }
  }

  private mutating func take(_ members: [String: YAMLValue], below base: String) {
    form = members["of"]?.string
    for (key, wanted) in members["if"]?.entries ?? [] {
      if let field = JSONMapping.Pointer(key, below: base), let text = wanted.string { conditions.append((field, text)) }
    }
  }

  /// A value that one of `makers` gives.
  private static func read(_ maker: String, _ value: YAMLValue, below base: String) -> Self? {
    let more = ["from": ["as", "line", "choices", "need"], "written": ["choices", "need"], "one": ["need"]]
    let members = value.members([maker, "of", "if"] + (more[maker] ?? []))
    guard let source = members[maker] else { return nil }
    let content: Content?
    switch maker {
    case "from", "written": content = JSONMapping.Leaf(source, maker, members, below: base).map { .leaf($0) }
    case "one":
      content = .one(
        source.entries.compactMap { name, field in
          JSONMapping.Pointer(field, below: base).map { (name.node.scalar?.string ?? "", $0) }
        })
    case "identifier": content = source.flag == true ? .identifier(base) : nil
    default: content = source.string.map { .missing($0) }
    }
    guard let content else { return nil }
    var node = Self(content: content)
    node.isNeeded = members["need"]?.flag ?? false
    node.take(members, below: base)
    return node
  }
}

extension JSONMapping.Leaf {
  fileprivate init?(_ source: YAMLValue, _ maker: String, _ members: [String: YAMLValue], below base: String) {
    fields = (source.isList ? source.items : [source]).compactMap { JSONMapping.Pointer($0, below: base) }
    style = maker == "written" ? .written : members["as"]?.choice(of: Style.self) ?? .value
    if let text = members["line"]?.string {
      takesRest = text.hasSuffix("+")
      line = Int(takesRest ? String(text.dropLast()) : text)
      if line.map({ $0 < 1 }) ?? true {
        members["line"]?.complain("'\(text)' is no line", "Write 1, 2 …, or 3+ for it and the rest.")
      }
    }
    choices = members["choices"].map { list in
      Dictionary(
        list.entries.map { ($0.key.node.scalar?.string ?? "", $0.value.node.scalar?.string == "none" ? nil : $0.value.string) }
      ) {
        first, _ in first
      }
    }
    if fields.isEmpty { return nil }
  }
}

extension JSONMapping.Pointer {
  /// A pointer from the field above, or from the top where it begins with `/`.
  fileprivate init?(_ value: YAMLValue, below base: String) {
    guard let text = value.string else { return nil }
    self.init(field: text.hasPrefix("/") ? text : base + "/" + text, place: value.place)
  }
}
