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
    var fields: [String: FieldDefinition] = [:]
    var pages: [PageDefinition] = []
    for blank in blanks {
      let label = LabelFinder(blank)
      var zones: [ZoneDefinition] = []
      var done: [(place: Place, name: String, label: String)] = []
      for group in groups(PlaceFinder()(blank), blank, label) {
        let place = group[0]
        var text = self.label(of: group, label)
        let declared = declared(group, blank) ?? ""
        var name = guess.name(guess.isTelling(declared) ? declared : text ?? declared)
        if text == nil, let above = done.last(where: { isNextLine(place, $0.place) }) {
          (name, text) = (above.name, above.label)
        }
        if name.isEmpty { name = "page\(blank.layout.number)" }
        let pointer = unique("/" + name, in: fields)
        let (zone, field) = definition(
          group, pointer, label: text ?? (declared.isEmpty ? "Page \(blank.layout.number)" : declared),
          words: "\(text ?? "") \(name.words)", label)
        zones.append(zone)
        fields[pointer] = field
        done.append((place, name, text ?? ""))
      }
      let twin = pages.first { page in
        page.sameAs == nil && blanks.contains { $0.layout.number == page.number && $0.isSamePrint(as: blank) }
      }
      pages.append(
        PageDefinition(
          number: blank.layout.number, barcode: blank.barcode, zones: zones, sameAs: twin?.number))
    }
    return FormDefinition(
      id: id, edition: edition, title: title, pages: pages, fields: fields,
      layout: FormLayout(pages: blanks.map(\.layout)))
  }

  /// Puts tick boxes together of which one is chosen: answers on a line, or boxes that are one field of the PDF.
  private func groups(_ places: [Place], _ blank: BlankPage, _ label: LabelFinder) -> [[Place]] {
    var groups: [[Place]] = []
    for place in places {
      let last = groups.last
      if place.read == .ticks, let index = groups.firstIndex(where: { isOneField($0[0], place, blank) }) {
        groups[index].append(place)
      } else if place.read == .ticks, let last, last[0].read == .ticks, last[0].bounds.isLevel(with: place.bounds),
        guess.areAnswers((last + [place]).map { label.right(of: $0.bounds) ?? "" })
      {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
    }
    return groups
  }

  private func isOneField(_ one: Place, _ other: Place, _ blank: BlankPage) -> Bool {
    guard one.read == .ticks, let first = blank.field(in: one.bounds), let second = blank.field(in: other.bounds) else {
      return false
    }
    return first.kind != .text && !first.name.isEmpty && first.name == second.name
  }

  private func label(of group: [Place], _ label: LabelFinder) -> String? {
    let zone = group[0].bounds
    guard group[0].read == .ticks else {
      return label.left(of: zone) ?? label.above(zone) ?? label.left(of: zone, within: 30)
    }
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

  private func unique(_ pointer: String, in fields: [String: FieldDefinition]) -> String {
    guard fields[pointer] != nil else { return pointer }
    let stem = pointer.last!.isNumber ? pointer + "No" : pointer
    return (2...).lazy.map { "\(stem)\($0)" }.first { fields[$0] == nil }!
  }

  private func definition(
    _ group: [Place], _ pointer: String, label text: String, words: String, _ label: LabelFinder
  ) -> (ZoneDefinition, FieldDefinition) {
    let place = group[0]
    let office = label.isOffice(place.bounds)
    guard place.read == .ticks else {
      let kind = guess.kind(place, words: words)
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

extension BlankPage {
  /// The declared field that covers a place best, if it covers half of the smaller.
  fileprivate func field(in zone: Zone) -> PDFField? {
    let best = fields.max { shared($0, zone) < shared($1, zone) }
    return best.flatMap { shared($0, zone) > 0.5 * min($0.zone.area, zone.area) ? $0 : nil }
  }

  private func shared(_ field: PDFField, _ zone: Zone) -> Double { field.zone.intersection(zone)?.area ?? 0 }
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
