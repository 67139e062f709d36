import Forms
import Imaging

/// A place, or the tick boxes of one choice, with what is known of its meaning.
struct Finding {
  var places: [Place]
  /// Number of the form page.
  var page: Int
  /// The whole printed text that says what it is for.
  var text: String?
  /// What the PDF calls it; empty if it declares none.
  var declared: String
  /// The line above continues here: it has that line's words.
  var isNextLine = false
}

/// Names findings by pointers: what other forms call such a field, in a list where blocks of fields come again and again.
struct FieldNamer {
  private let guess = FieldGuess()

  /// Fields of a person, in a block of places that may come several times.
  private static let ofPerson: Set = [
    "title", "firstNames", "lastName", "fullName", "otherNames", "dateOfBirth", "address", "postcode", "email", "phone",
    "mobile",
  ]
  /// With these a block begins.
  private static let first: Set = ["title", "firstNames", "lastName", "fullName"]
  /// A block of fewer fields is none.
  private static let least = 3
  /// How many places farther on a block's next field may be.
  private static let reach = 3

  /// A pointer for each finding, none twice.
  func pointers(_ findings: [Finding]) -> [String] {
    let items = DeclaredItems(findings.map(\.declared)), numbered = findings.map { items.item($0.declared) }
    let leaves = zip(findings, numbered).map(leaf)
    var groups = numbered.map { $0?.group }
    var blocks: [[Int]] = [], used: Set<String> = [], page = 0
    for index in findings.indices where groups[index] == nil && Self.ofPerson.contains(leaves[index]) {
      let finding = findings[index], leaf = leaves[index]
      if finding.page != page || index - (blocks.last?.last ?? index) > Self.reach { (page, used) = (finding.page, []) }
      let continues = finding.isNextLine && leaf == "address" && used.contains(leaf)
      if Self.first.contains(leaf), used.isEmpty || used.contains(leaf) || leaf == "title" {
        blocks.append([])
        used = []
      } else if used.isEmpty || used.contains(leaf) && !continues {
        used = []
        continue
      }
      used.insert(leaf)
      blocks[blocks.count - 1].append(index)
    }
    for (number, block) in blocks.filter({ Set($0.map { leaves[$0] }).count >= Self.least }).enumerated() {
      for index in block { groups[index] = "people/\(number)" }
    }
    var taken: Set<String> = [], address = ""
    return findings.indices.map { index in
      let stem = (groups[index].map { "/\($0)/" } ?? "/") + leaves[index]
      let line = addressLine(index, findings, leaves)
      // The lines of one address are one group.
      if line == 1 { address = unique(stem, taken) }
      let pointer = line.map { "\(address)/line\($0)" } ?? unique(stem, taken)
      taken.formUnion(Self.steps(pointer))
      return pointer
    }
  }

  /// A pointer and the groups that it names: none of them can be another field.
  private static func steps(_ pointer: String) -> [String] {
    pointer.indices.filter { pointer[$0] == "/" && $0 > pointer.startIndex }.map { String(pointer[..<$0]) } + [pointer]
  }

  /// The last step of a finding's name.
  private func leaf(_ finding: Finding, _ item: DeclaredItems.Item?) -> String {
    if let known = finding.text.flatMap(guess.usualName) { return known }
    if let rest = item?.rest, !guess.name(rest).isEmpty { return guess.name(rest) }
    let declared = finding.declared, text = finding.text.map(LabelFinder.capped)
    let name = guess.name(guess.isTelling(declared) ? declared : text ?? declared)
    return name.isEmpty ? "page\(finding.page)" : name
  }

  /// Which line of an address of several lines a finding is, from 1.
  private func addressLine(_ index: Int, _ findings: [Finding], _ leaves: [String]) -> Int? {
    func isLine(_ index: Int) -> Bool {
      findings.indices.contains(index) && leaves[index] == "address" && findings[index].isNextLine
    }
    guard leaves[index] == "address", isLine(index) || isLine(index + 1) else { return nil }
    var line = 1
    while isLine(index - line + 1) { line += 1 }
    return line
  }

  private func unique(_ pointer: String, _ taken: Set<String>) -> String {
    guard taken.contains(pointer) else { return pointer }
    let stem = pointer.last!.isNumber ? pointer + "No" : pointer
    return (2...).lazy.map { "\(stem)\($0)" }.first { !taken.contains($0) }!
  }
}

/// The lists that a PDF's field names speak of, such as `claimant_1_address` and `claimant_2_address`.
private struct DeclaredItems {
  /// An item of a list.
  struct Item {
    /// `claimants/0`.
    var group: String
    /// What the name says besides: `address`.
    var rest: String
  }

  private var numbers: [String: Set<Int>] = [:]

  init(_ names: [String]) {
    let found = names.compactMap(Self.parts)
    // `Title 3` alone counts titles as they come; it names no item.
    let lists = Set(found.filter { !$0.rest.isEmpty }.map(\.list))
    for part in found where lists.contains(part.list) { numbers[part.list, default: []].insert(part.number) }
  }

  /// The item that a name is of; nil unless the names number several.
  func item(_ name: String) -> Item? {
    guard let found = Self.parts(name), let all = numbers[found.list], all.count > 1 else { return nil }
    let list = found.list.last == "s" ? found.list : found.list + "s"
    return Item(group: "\(list)/\(found.number - all.min()!)", rest: found.rest)
  }

  /// Most words of a name; longer ones are sentences, whose numbers speak of other things.
  private static let most = 8

  private static func parts(_ name: String) -> (list: String, number: Int, rest: String)? {
    let words = name.split(separator: " ")
    guard words.count <= most, let at = words.indices.dropFirst().first(where: { Int(words[$0]) != nil }),
      let number = Int(words[at]), number < 100
    else { return nil }
    let list = words[..<at].filter { !["lpa", "document", "form", "page", "field", "text"].contains($0.lowercased()) }.suffix(2)
    let pointer = FieldGuess().name(list.joined(separator: " "))
    return pointer.isEmpty ? nil : (pointer, number, words[(at + 1)...].joined(separator: " "))
  }
}
