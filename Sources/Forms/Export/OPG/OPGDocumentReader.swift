public import Foundation

extension OPGMapping {
  /// What an embedded document holds.
  ///
  /// - Parameter place: what errors call it.
  /// - Throws: `Problem` where an element is missing, too many or out of its order, or is not of its type.
  public func values(of data: Data, place: String) throws(Problem) -> OPGContent {
    let root = try XMLTree.read(data, place: place)
    guard root.name == document else {
      throw Problem(
        place: "\(place):\(root.line)", summary: "this is no \(document): it begins with '\(root.name)'",
        remedy: "Ask for the right document.")
    }
    try root.checkSchema(place)
    var reader = OPGDocumentReader(place: place)
    try reader.read(elements, in: root)
    return reader.content
  }
}

/// What an embedded document holds.
public struct OPGContent: Hashable, Sendable {
  /// By the form's pointers; a field that nothing is in has none.
  public var values: [String: FieldValue] = [:]
  /// Names of elements that no field stands for and that hold something, such as continuation sheets within a power of attorney.
  public var besides: [String] = []
}

/// Goes through a document and its mapping side by side.
private struct OPGDocumentReader {
  let place: String
  var content = OPGContent()
  /// Lines of values that come in parts, in their order.
  private var lines: [String: [String]] = [:]

  init(place: String) { self.place = place }

  mutating func read(_ elements: [OPGMapping.Element], in tree: XMLTree) throws(Problem) {
    var rest = tree.children[...]
    // What the schema lets stand beside the mapped elements: ends of pages, and pages and payments that no form of ours has.
    func skip() {
      while let next = rest.first, !elements.contains(where: { $0.name == next.name }), next.isBeside {
        rest.removeFirst()
        if !next.isPagesEnd, next.holdsSomething { content.besides.append(next.name) }
      }
    }
    for element in elements {
      skip()
      if case .otherPages = element.content {
        while rest.first?.name == element.name { rest.removeFirst() }
        continue
      }
      guard let next = rest.first, next.name == element.name else {
        if element.isOptional { continue }
        throw Problem(
          place: "\(place):\((rest.first ?? tree).line)", summary: "'\(element.name)' is missing in '\(tree.name)'",
          remedy: "Ask for the document with all its elements in the schema's order.")
      }
      rest.removeFirst()
      switch element.content {
      case .group(let inner): try read(inner, in: next)
      case .leaf(let leaf): try take(next, leaf)
      case .otherPages: break
      }
    }
    skip()
    if let next = rest.first {
      throw Problem(
        place: "\(place):\(next.line)", summary: "'\(next.name)' is not expected in '\(tree.name)' here",
        remedy: "Ask for the document in the schema's order.")
    }
  }

  private mutating func take(_ tree: XMLTree, _ leaf: OPGMapping.Leaf) throws(Problem) {
    let field = leaf.field.field, text = tree.text
    switch leaf.kind {
    case .mark, .written:
      guard let isTrue = ["true": true, "1": true, "false": false, "0": false][text] else {
        throw Problem(
          place: "\(place):\(tree.line)", summary: "'\(tree.name)' is neither true nor false",
          remedy: "Ask for one of them, or 1 or 0.")
      }
      guard leaf.kind == .mark else { return }
      if let choice = leaf.choice { take(choice, isTrue, of: field) } else { content.values[field] = .flag(isTrue) }
    case .date: if !text.isEmpty { content.values[field] = .text(OPGDate.value(text)) }
    case .text:
      guard !text.isEmpty else { return }
      if leaf.part == nil {
        content.values[field] = .text(text)
      } else {
        lines[field, default: []].append(text)
        content.values[field] = .text(lines[field]!.joined(separator: "\n"))
      }
    }
  }

  /// Takes in one choice of several. Of two that are marked none is the value.
  private mutating func take(_ choice: String, _ isMarked: Bool, of field: String) {
    guard isMarked else { return }
    lines[field, default: []].append(choice)
    content.values[field] = lines[field]!.count == 1 ? .text(choice) : nil
  }
}

extension XMLTree {
  /// Whether it is an element that a mapping need not have.
  fileprivate var isBeside: Bool {
    isPagesEnd || ["InfoPage", "OnlineLPA", "OnlineLPAID"].contains(name) || name.hasPrefix("ContinuationPage")
  }

  fileprivate var isPagesEnd: Bool { name == "BURN" || name == "PhysicalPage" }

  /// Whether anything but marks that are not set and ends of pages is in it.
  fileprivate var holdsSomething: Bool {
    !["", "false", "0"].contains(text) || children.contains { !$0.isPagesEnd && $0.holdsSomething }
  }
}
