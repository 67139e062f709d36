import Forms
import Imaging

/// The places that a blank prints, to lay the fields that its PDF declares on: people write into what is printed.
struct PrintedPlaces {
  let places: [Place]

  init(_ page: BlankPage) { places = PlaceFinder()(page) }

  /// Where a field is filled in and how it is read there, which follows from its type and what is printed.
  ///
  /// - Parameter declared: the PDF's fields that it is bound to, one a part or box, all of this page.
  func zone(_ bound: BoundField, _ declared: [PDFField]) -> ZoneDefinition {
    let kind = bound.definition.kind
    let spots = declared.map(spot)
    if kind == .choice || kind == .flag {
      let names = kind == .flag ? ["yes"] : bound.definition.of
      let boxes = zip(names, spots).map { ZoneDefinition.Box(name: $0, zone: $1.parts.union) }
      return ZoneDefinition(field: bound.pointer, read: .ticks, parts: [], boxes: boxes)
    }
    if kind == .signature {
      return ZoneDefinition(field: bound.pointer, read: .signature, parts: [spots[0].parts.union])
    }
    let parts = spots.flatMap(\.parts), cells = spots.flatMap(\.cells)
    if cells.count == parts.count {
      return ZoneDefinition(field: bound.pointer, read: .comb, parts: parts, cells: cells)
    }
    if kind == .date, parts.count == 3 {
      return ZoneDefinition(
        field: bound.pointer, read: .comb, parts: parts, cells: [2, 2, declared.last?.maxLength == 2 ? 2 : 4])
    }
    let several = kind == .text && declared[0].kind == .multiline && parts[0].height >= Self.multiline
    let read: ZoneDefinition.Read =
      parts.count > 1 ? .split : several || kind == .text && parts[0].height >= PlaceFinder().block ? .block : .line
    return ZoneDefinition(field: bound.pointer, read: read, parts: parts)
  }

  /// From this height up, in mm, a place that the PDF says takes several lines does so on paper.
  private static let multiline = 10.0
  /// How much larger the printed box may be than the declared field, and how much of the smaller they must share.
  private static let growth = 3.0, share = 0.6

  /// The printed parts that a declared field stands for, with their cells if they are combs; where nothing is printed the field itself.
  private func spot(_ field: PDFField) -> (parts: [Zone], cells: [Int]) {
    let zone = field.zone
    // A field over all parts of a date or postcode.
    if let whole = places.first(where: { $0.parts.count > 1 && $0.parts.allSatisfy { covers(zone, $0) } }) {
      return (whole.parts, whole.cells)
    }
    var best: (part: Zone, cells: [Int], shared: Double)?
    for place in places {
      for (index, part) in place.parts.enumerated() {
        let shared = part.intersection(zone)?.area ?? 0, (small, large) = (min(part.area, zone.area), max(part.area, zone.area))
        guard shared > Self.share * small, large < Self.growth * small, shared > best?.shared ?? 0 else { continue }
        best = (part, place.cells.isEmpty ? [] : [place.cells[index]], shared)
      }
    }
    return best.map { ([$0.part], $0.cells) } ?? ([zone], [])
  }

  private func covers(_ field: Zone, _ part: Zone) -> Bool {
    (field.inset(by: -1).intersection(part)?.area ?? 0) > 0.9 * part.area
  }
}
