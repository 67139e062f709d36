import Forms
import Imaging

/// One document of a file: what is written into which form, and by whom.
struct Filling {
  let form: FormDefinition
  let content: SpecimenContent
  let hand: Hand
  /// The document that it belongs to.
  let link: Int?

  /// Draws a page of the form, filled in.
  func draw(_ number: Int, on paper: Drawing, dropOut: Double, random: inout SeededRandom) {
    guard let page = form.page(number), let layout = form.layout.page(number) else { return }
    // The print is the same whoever fills it in: it has a seed of its own.
    var print = SeededRandom(
      seed: UInt64(page.sameAs ?? number) &* 977 &+ UInt64(form.id.utf8.reduce(0) { $0 &* 31 &+ Int($1) }))
    Facsimile(page: page, layout: layout, dropOut: dropOut).draw(on: paper, random: &print)
    for zone in page.zones { fill(zone, on: paper, random: &random) }
  }

  private func fill(_ zone: ZoneDefinition, on paper: Drawing, random: inout SeededRandom) {
    switch content.entries[zone.field] {
    case nil: break
    case .signature: hand.sign(zone.bounds, on: paper, random: &random)
    case .ticks(let marked, let cancelled):
      for box in zone.boxes {
        if marked.contains(box.name) { hand.tick(box.zone, on: paper, random: &random) }
        if cancelled.contains(box.name) { hand.cancel(box.zone, on: paper) }
      }
    case .text(let text):
      let written = hand.written(text)
      switch zone.read {
      case .comb:
        hand.write(written.filter { !$0.isWhitespace }, parts: zone.parts, cells: zone.cells, on: paper, random: &random)
      case .split:
        for (part, word) in zip(zone.parts, written.split(separator: " ")) {
          hand.write([String(word)], in: part, on: paper, random: &random)
        }
      default: hand.write(written.split(separator: "\n").map(String.init), in: zone.parts[0], on: paper, random: &random)
      }
    }
  }
}
