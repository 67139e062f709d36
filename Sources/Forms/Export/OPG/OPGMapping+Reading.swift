public import Foundation
import Yams

extension OPGMapping {
  /// Reads a document's file.
  ///
  /// - Returns: the mapping as far as it is right, and everything that is wrong with it.
  /// - Throws: `Problem` where the file cannot be read or is no YAML.
  public static func read(_ file: URL) throws -> (mapping: OPGMapping, problems: [Problem]) {
    let findings = Findings()
    let root = try YAMLValue(file, findings: findings)
    let members = root.members(["document", "form", "version", "createsCase", "caseNumber", "without", "elements"])
    var mapping = OPGMapping()
    for key in ["document", "form", "version", "elements"] where members[key] == nil {
      root.complain("the document has no '\(key)'", "Add '\(key):' at the top.")
    }
    if let version = members["version"], let number = version.integer, number != 1 {
      version.complain("version \(number) of the format is not known", "Write version: 1.")
    }
    mapping.document = members["document"]?.string ?? ""
    mapping.form = members["form"]?.string ?? ""
    mapping.createsCase = members["createsCase"]?.flag ?? false
    mapping.caseNumber = members["caseNumber"].flatMap { Pointer($0, below: "") }
    mapping.without = (members["without"]?.items ?? []).compactMap { Pointer($0, below: "") }
    if let elements = members["elements"] { mapping.elements = Element.read(elements, below: "") }
    return (mapping, findings.problems)
  }
}

extension OPGMapping.Pointer {
  /// A pointer from the field above, or from the top where it begins with `/`.
  fileprivate init?(_ value: YAMLValue, below base: String) {
    guard let text = value.string else { return nil }
    self.init(field: text.hasPrefix("/") ? text : base + "/" + text, place: value.place)
  }
}

extension OPGMapping.Element {
  /// The elements of a group: its keys that begin with a capital.
  fileprivate static func read(_ group: YAMLValue, below base: String) -> [Self] {
    group.entries.flatMap { key, value -> [Self] in
      guard let name = key.node.scalar?.string, name.first?.isUppercase == true else { return [] }
      guard name.wholeMatch(of: /[A-Z][A-Za-z0-9]*/) != nil else {
        key.complain("'\(name)' cannot name an element", "Use letters and digits, as the schema does.")
        return []
      }
      return read(name, key, value, below: base)
    }
  }

  /// An element as often as it comes.
  private static func read(_ name: String, _ key: YAMLValue, _ value: YAMLValue, below base: String) -> [Self] {
    if let leaf = OPGMapping.Leaf(value, below: base) {
      return [Self(name: name, content: .leaf(leaf), isOptional: value["least"]?.integer == 0, place: key.place)]
    }
    let own = value.entries.compactMap(\.key.node.scalar?.string).filter { $0.first?.isUppercase == true }
    let members = value.members(["page", "pages", "least", "at", "each"] + own)
    if members["pages"]?.isScalar == true {
      if members["pages"]?.string != "others" {
        members["pages"]?.complain(
          "a list of pages is needed here", "Write [12, 13], or others for those that nothing else stands for.")
      }
      return [Self(name: name, content: .otherPages, place: key.place)]
    }
    let pages = (members["page"].map { [$0] } ?? members["pages"]?.items ?? []).compactMap { $0.integer(in: 1...1000) }
    let bases = (members["at"].map { [$0] } ?? members["each"]?.items ?? []).compactMap {
      OPGMapping.Pointer($0, below: base)?.field
    }
    if pages.count > 1, bases.count > 1, pages.count != bases.count {
      value.complain("there are \(pages.count) pages and \(bases.count) in 'each'", "Give each page its field, in their order.")
      return []
    }
    let least = members["least"]?.integer(in: 0...1000) ?? 1
    return (0..<max(pages.count, bases.count, 1)).map { index in
      Self(
        name: name, content: .group(read(value, below: bases.isEmpty ? base : bases[min(index, bases.count - 1)])),
        page: pages.isEmpty ? nil : pages[min(index, pages.count - 1)], isOptional: !pages.isEmpty && index >= least,
        place: key.place)
    }
  }
}

extension OPGMapping.Leaf {
  /// Reads `{ text: donor/title, max: 255 }`; nil for a group.
  fileprivate init?(_ value: YAMLValue, below base: String) {
    guard value.isMapping, let kind = Kind.allCases.first(where: { value[$0.rawValue] != nil }) else { return nil }
    let members = value.members([kind.rawValue, "is", "line", "max", "note", "least"])
    guard let field = members[kind.rawValue].flatMap({ OPGMapping.Pointer($0, below: base) }) else { return nil }
    self.init(
      kind: kind, field: field, choice: members["is"]?.string, most: members["max"]?.integer(in: 1...1_000_000),
      note: members["note"]?.string)
    if let line = members["line"] {
      part = line.node.scalar?.string == "postcode" ? .postcode : line.integer(in: 1...20).map { .line($0) }
    }
    for (key, home) in [("is", Kind.mark), ("line", .text), ("max", .text)] where kind != home {
      members[key]?.complain("only \(home.rawValue) has '\(key)'", "Take it out.")
    }
  }
}
