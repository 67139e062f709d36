import Foundation
import Yams

/// Collects what is wrong with a definition, so that all of it is said at once.
final class Findings {
  private(set) var problems: [Problem] = []
  /// Takes in what is wrong; the same again is said once.
  func add(_ problem: Problem) { if !problems.contains(problem) { problems.append(problem) } }
}

/// A value in a YAML file that knows where it stands: every complaint names file, line and column.
struct YAMLValue {
  let node: Node
  /// The file as the user named it.
  let file: String
  let findings: Findings

  /// Reads a whole file.
  ///
  /// - Throws: `Problem` where the file cannot be read, or at the place where it stops being UTF-8 or YAML.
  init(_ url: URL, findings: Findings) throws {
    let file = url.path, text = try Self.text(of: url)
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw Problem(
          place: "\(file):1:1", summary: "the file is empty", remedy: "Write a definition; see Pipelines/README.md.")
      }
      self.init(node: node, file: file, findings: findings)
    } catch let error as YamlError {
      throw Self.problem(error, file: file)
    }
  }

  private init(node: Node, file: String, findings: Findings) {
    self.node = node
    self.file = file
    self.findings = findings
  }

  private static func text(of url: URL) throws -> String {
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw Problem(place: url.path, summary: "there is no such file", remedy: "Check the path.")
    }
    guard let bytes = try? Data(contentsOf: url) else {
      throw Problem(
        place: url.path, summary: "the file cannot be read", remedy: "Check that it is a plain file that you may read.")
    }
    // Windows puts a mark of the encoding before the text, which libyaml takes for the text's beginning.
    if let text = String(validating: bytes, as: UTF8.self) {
      return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
    let before = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    throw Problem(
      place: "\(url.path):\(lines.count):\(lines[lines.count - 1].count + 1)", summary: "the file is not UTF-8 from here on",
      remedy: "Save it as UTF-8.")
  }

  private static func problem(_ error: YamlError, file: String) -> Problem {
    let (mark, text): (Mark?, String) =
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
        (mark, problem)
      case .duplicatedKeysInMapping(let keys, let context):
        (context.mark, "the key '\(keys.first.map { "\($0)" } ?? "")' comes twice")
      default: (nil, "\(error)")
      }
    return Problem(
      place: "\(file):\(mark?.line ?? 1):\(mark?.column ?? 1)", summary: "this is not YAML: \(text)",
      remedy: "Check indentation, quotes and brackets there.")
  }

  /// Where this value begins in its file, from 1.
  var line: Int { node.mark?.line ?? 1 }

  /// `file:line:column` of this value.
  var place: String { "\(file):\(node.mark?.line ?? 1):\(node.mark?.column ?? 1)" }

  func complain(_ summary: String, _ remedy: String? = nil) {
    findings.add(Problem(place: place, summary: summary, remedy: remedy))
  }

  private func value(_ node: Node) -> YAMLValue { YAMLValue(node: node, file: file, findings: findings) }

  /// The entries in the file's order; complains if this is no mapping.
  var entries: [(key: YAMLValue, value: YAMLValue)] {
    guard let mapping = node.mapping else {
      complain("a mapping is needed here", "Write 'key: value' lines, or { key: value }.")
      return []
    }
    return mapping.map { (value($0.key), value($0.value)) }
  }

  /// The members of a mapping by key; complains about keys that are not in `known`.
  func members(_ known: [String]) -> [String: YAMLValue] {
    var members: [String: YAMLValue] = [:]
    for (key, value) in entries {
      guard let name = key.node.scalar?.string else { continue }
      if known.contains(name) {
        members[name] = value
      } else {
        key.complain("'\(name)' is no key here", "Use \(nearest(name, known)).")
      }
    }
    return members
  }

  /// The items of a list; complains if this is none.
  var items: [YAMLValue] {
    guard let sequence = node.sequence else {
      complain("a list is needed here", "Write [a, b] or '- a' lines.")
      return []
    }
    return sequence.map(value)
  }

  /// Whether this is a list whose first item is a list too.
  var isListOfLists: Bool { node.sequence?.first?.sequence != nil }

  var isList: Bool { node.sequence != nil }

  var isEmptyList: Bool { node.sequence?.isEmpty == true }

  var isMapping: Bool { node.mapping != nil }

  /// What a mapping has under `key`, if anything.
  subscript(key: String) -> YAMLValue? { node.mapping?[Node(key)].map(value) }

  /// Whether this is plain text or a number.
  var isScalar: Bool { node.scalar != nil }

  /// Whether this is a mapping with a plain value under `key`.
  func hasScalar(_ key: String) -> Bool { node.mapping?[Node(key)]?.scalar != nil }

  var string: String? {
    guard let scalar = node.scalar else {
      complain("plain text is needed here", "Write one word, or several in quotes.")
      return nil
    }
    return scalar.string
  }

  /// The path of a file or a folder.
  var path: String? {
    guard let string else { return nil }
    if !string.isEmpty { return string }
    complain("a path is needed here", "Write it, or leave the key out: an empty one would mean the folder that formscan is run in.")
    return nil
  }

  var number: Double? {
    guard let text = node.scalar?.string, let number = Double(text), number.isFinite else {
      complain("a number is needed here", "Write one such as 12.5.")
      return nil
    }
    return number
  }

  func number(in range: ClosedRange<Double>) -> Double? {
    number.flatMap { isWithin(range, $0) ? $0 : nil }
  }

  var integer: Int? {
    guard let text = node.scalar?.string, let number = Int(text) else {
      complain("a whole number is needed here", "Write one such as 12.")
      return nil
    }
    return number
  }

  func integer(in range: ClosedRange<Int>) -> Int? {
    integer.flatMap { isWithin(Double(range.lowerBound)...Double(range.upperBound), Double($0)) ? $0 : nil }
  }

  /// Complains about a number outside `range`.
  private func isWithin(_ range: ClosedRange<Double>, _ number: Double, unit: String = "") -> Bool {
    if range ~= number { return true }
    complain(
      "\(node.scalar?.string ?? "") is out of range", "Write \(short(range.lowerBound)) to \(short(range.upperBound))\(unit).")
    return false
  }

  var flag: Bool? {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      complain("true or false is needed here", "Write one of them, or leave the key out.")
      return nil
    }
  }

  /// One of a type's names.
  func choice<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type) -> Choice? where Choice.RawValue == String {
    guard let text = string else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    complain("'\(text)' is not known here", "Use \(nearest(text, Choice.allCases.map(\.rawValue))).")
    return nil
  }

  /// A number with its unit, such as `0.6 mm` or `1.5 GB`, in the unit that `units` counts as one; complains outside `range`.
  func quantity(_ units: [String: Double], in range: ClosedRange<Double>) -> Double? {
    let parts = (node.scalar?.string ?? "").split(separator: " ").map(String.init)
    let text = parts.joined()
    let digits = text.prefix { $0.isNumber || $0 == "." }
    if let number = Double(digits), let unit = units[String(text.dropFirst(digits.count))] {
      let one = units.filter { $0.value == 1 }.keys.min() ?? ""
      return isWithin(range, number * unit, unit: " " + one) ? number * unit : nil
    }
    complain("a number with a unit is needed here", "Write it with one of: \(units.keys.sorted().joined(separator: ", ")).")
    return nil
  }
}

/// Without `.0` behind a whole number.
private func short(_ number: Double) -> String {
  number == number.rounded() ? "\(Int(number))" : "\(number)"
}

/// The known word most like `word`, and the others.
private func nearest(_ word: String, _ known: [String]) -> String {
  let best = known.min { word.edits(to: $0) < word.edits(to: $1) }
  guard let best, word.edits(to: best) <= 2, known.count > 1 else { return "one of: \(known.joined(separator: ", "))" }
  return "'\(best)', or one of: \(known.filter { $0 != best }.joined(separator: ", "))"
}
