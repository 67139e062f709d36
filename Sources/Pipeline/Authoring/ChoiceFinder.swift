import Forms
import Imaging

/// Puts tick boxes together of which one is chosen.
struct ChoiceFinder {
  let blank: BlankPage
  let label: LabelFinder
  private let guess = FieldGuess()

  init(_ blank: BlankPage, _ label: LabelFinder) {
    self.blank = blank
    self.label = label
  }

  /// The places, tick boxes of one choice together. They are one choice if they are one field of the PDF, if the PDF's names
  /// ask one question of them, or if they stand on one line with answers beside them.
  func groups(_ places: [Place]) -> [[Place]] {
    let ticks = places.filter { $0.read == .ticks }
    var groups: [[Place]] = []
    for place in places {
      let last = groups.last
      if place.read == .ticks, let index = groups.firstIndex(where: { isOneField($0[0], place) || isOneQuestion($0[0], place) })
      {
        groups[index].append(place)
      } else if place.read == .ticks, let last, last[0].read == .ticks, isOnLine(last.last!, place), !isInGrid(place, ticks),
        !isInGrid(last[0], ticks), areAnswers(last + [place])
      {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
    }
    return groups
  }

  /// The question that the PDF's name of a box asks, such as `Have you got a job?` of `Have you got a job? Yes`.
  func question(_ place: Place) -> String? {
    guard let name = blank.field(in: place.bounds)?.name, let end = name.lastIndex(of: "?") else { return nil }
    return String(name[...end])
  }

  private func isOneField(_ one: Place, _ other: Place) -> Bool {
    guard one.read == .ticks, let first = blank.field(in: one.bounds), let second = blank.field(in: other.bounds) else {
      return false
    }
    return first.isMark && !first.name.isEmpty && first.name == second.name
  }

  private func isOneQuestion(_ one: Place, _ other: Place) -> Bool {
    guard one.read == .ticks, let question = question(one) else { return false }
    return question == self.question(other)
  }

  private func isOnLine(_ one: Place, _ next: Place) -> Bool {
    abs(one.bounds.midY - next.bounds.midY) < 1 && (0...60) ~= next.bounds.x - one.bounds.maxX
  }

  /// Whether another row of boxes stands right above or below in the same columns: a list, not a choice.
  private func isInGrid(_ place: Place, _ ticks: [Place]) -> Bool {
    ticks.contains { other in
      abs(other.bounds.x - place.bounds.x) < 1 && (1...9) ~= abs(other.bounds.y - place.bounds.y)
    }
  }

  private func areAnswers(_ places: [Place]) -> Bool {
    let labels = places.map { label.right(of: $0.bounds).map(LabelFinder.capped) ?? "" }
    if guess.areAnswers(labels) { return true }
    guard labels.allSatisfy({ (1...24) ~= $0.count }) else { return false }
    let names = places.map { Set(guess.tellingWords(blank.field(in: $0.bounds)?.name ?? "")) }
    return !names.dropFirst().reduce(names[0]) { $0.intersection($1) }.isEmpty
  }
}

extension BlankPage {
  /// The declared field that covers a place best, if it covers half of the smaller.
  func field(in zone: Zone) -> PDFField? {
    let best = fields.max { shared($0, zone) < shared($1, zone) }
    return best.flatMap { shared($0, zone) > 0.5 * min($0.zone.area, zone.area) ? $0 : nil }
  }

  private func shared(_ field: PDFField, _ zone: Zone) -> Double { field.zone.intersection(zone)?.area ?? 0 }
}
