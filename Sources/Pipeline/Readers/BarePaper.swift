import Forms

/// The page's paper where the form prints nothing and nobody writes: what lies there is dust.
enum BarePaper {
  /// The size of the places looked at, how far they keep from print and writing and from the sheet's edge, in mm, and how many there are
  /// at most.
  private static let size = (width: 12.0, height: 6.0), distance = 2.0, edge = 10.0, most = 24

  /// The specks of places all over the page, but for the fullest quarter of them, where a streak or a label may lie.
  static func specks(of page: RegisteredPage, contrast: Int) -> [Specks] {
    let places = places(of: page)
    let step = max(1, places.count / most)
    let all = stride(from: 0, to: places.count, by: step).map { Specks(ZoneInk(places[$0], on: page, contrast: contrast)) }
    return Array(all.sorted { $0.count < $1.count }.prefix(all.count * 3 / 4))
  }

  private static func places(of page: RegisteredPage) -> [Zone] {
    let layout = page.layout
    let panels = layout.panels.map(\.zone)
    let taken =
      (layout.words.map(\.zone) + layout.rules.map(\.zone) + layout.barcodes
      + page.page.zones.flatMap { $0.parts + $0.boxes.map(\.zone) }).map { $0.inset(by: -distance) }
    var places: [Zone] = []
    for y in stride(from: edge, to: layout.height - edge - size.height, by: size.height) {
      for x in stride(from: edge, to: layout.width - edge - size.width, by: size.width) {
        let place = Zone(x: x, y: y, width: size.width, height: size.height), around = place.inset(by: -distance)
        // A panel's edge shows as ink.
        let isOnEdge = panels.contains { panel in
          guard let shared = panel.intersection(around) else { return false }
          return shared.area < around.area * 0.999
        }
        if !isOnEdge, !taken.contains(where: { $0.intersection(place) != nil }) { places.append(place) }
      }
    }
    return places
  }
}
