public import Forms
import Imaging

/// Makes the first draft of a form's definition from its blank pages: every place found, read, typed and named as well as its
/// size, its PDF's own field names and the words by it allow. A person finishes it.
public struct FormDrafter: Sendable {
  public var id: String
  public var edition: String
  public var title: String
  private let guess = FieldGuess()

  public init(id: String, edition: String, title: String) {
    self.id = id
    self.edition = edition
    self.title = title
  }

  public func callAsFunction(_ blanks: [BlankPage]) -> FormDefinition {
    let labels = blanks.map(LabelFinder.init)
    let findings = zip(blanks, labels).map(findings)
    var pointers = FieldNamer().pointers(findings.flatMap { $0 })[...]
    var fields: [String: FieldDefinition] = [:]
    var pages: [PageDefinition] = []
    for (index, blank) in blanks.enumerated() {
      let zones = findings[index].map { finding in
        let (zone, field) = definition(finding, pointers.removeFirst(), labels[index])
        fields[zone.field] = field
        return zone
      }
      let twin = pages.first { page in
        page.sameAs == nil && blanks.contains { $0.layout.number == page.number && $0.isSamePrint(as: blank) }
      }
      pages.append(
        PageDefinition(number: blank.layout.number, barcode: blank.barcode, zones: zones, sameAs: twin?.number))
    }
    return FormDefinition(
      id: id, edition: edition, title: title, pages: pages, fields: fields,
      layout: FormLayout(pages: blanks.map(\.layout)))
  }

  private func findings(_ blank: BlankPage, _ label: LabelFinder) -> [Finding] {
    let choices = ChoiceFinder(blank, label)
    var findings: [Finding] = []
    for group in choices.groups(PlaceFinder()(blank)) {
      let declared = declared(group, blank) ?? ""
      var finding = Finding(places: group, page: blank.layout.number, declared: declared)
      finding.text = (group.count > 1 ? choices.question(group[0]) : nil) ?? near(group, label)
      if let above = findings.last(where: { isNextLine(group[0], $0.places[0]) }),
        finding.text == nil || finding.text == above.text
      {
        (finding.text, finding.isNextLine) = (above.text, true)
      }
      if finding.text == nil, group[0].read != .ticks { finding.text = label.left(of: group[0].bounds, within: 60) }
      findings.append(finding)
    }
    return findings
  }

  private func near(_ group: [Place], _ label: LabelFinder) -> String? {
    let zone = group[0].bounds
    guard group[0].read == .ticks else { return label.left(of: zone) ?? label.above(zone) }
    return group.count == 1 ? label.right(of: zone) : label.left(of: zone, within: 120) ?? label.above(zone)
  }

  /// The PDF's own name for the place; what the names of its parts have in common.
  private func declared(_ group: [Place], _ blank: BlankPage) -> String? {
    let names = group.flatMap(\.parts).compactMap { blank.field(in: $0)?.name.words }
    guard let first = names.first else { return nil }
    var common = first.split(separator: " ")
    for name in names.dropFirst() {
      common = Array(zip(common, name.split(separator: " ")).prefix { $0 == $1 }.map(\.0))
    }
    return common.isEmpty ? first : common.joined(separator: " ")
  }

  private func isNextLine(_ place: Place, _ above: Place) -> Bool {
    abs(place.bounds.x - above.bounds.x) < 1 && (0...1.5) ~= place.bounds.y - above.bounds.maxY
  }

  private func definition(_ finding: Finding, _ pointer: String, _ label: LabelFinder) -> (ZoneDefinition, FieldDefinition) {
    let place = finding.places[0], group = finding.places
    let words = finding.text ?? (finding.declared.isEmpty ? "Page \(finding.page)" : finding.declared)
    let text = LabelFinder.capped(words), office = label.isOffice(place.bounds)
    guard place.read == .ticks else {
      let kind = guess.kind(
        place, words: text, sentence: words, declared: finding.declared, isMoney: label.isAfterPound(place.parts[0]))
      let read = kind == .signature ? ZoneDefinition.Read.signature : place.read
      return (
        ZoneDefinition(field: pointer, read: read, parts: place.parts, cells: place.cells),
        FieldDefinition(label: text, kind: kind, office: office)
      )
    }
    var names: [String] = []
    for (index, tick) in group.enumerated() {
      let name = group.count == 1 ? "yes" : guess.choice(label.right(of: tick.bounds) ?? "")
      names.append(name.isEmpty || names.contains(name) ? "choice\(index + 1)" : name)
    }
    let boxes = zip(names, group).map { ZoneDefinition.Box(name: $0, zone: $1.bounds) }
    return (
      ZoneDefinition(field: pointer, read: .ticks, parts: [], boxes: boxes),
      FieldDefinition(
        label: text, kind: group.count == 1 ? .flag : .choice, of: group.count == 1 ? [] : names, office: office)
    )
  }
}

extension String {
  /// A PDF's field name as words: `signature-attorney_1.nameFirst` → `signature attorney 1 name First`.
  fileprivate var words: String {
    var out = ""
    for character in self {
      if character.isUppercase, out.last?.isLowercase == true { out += " " }
      out.append("-_./[]()".contains(character) ? " " : character)
    }
    return out
  }
}
