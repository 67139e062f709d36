extension FormReader {
  /// The least width and height of a place, and the least width of a comb's cell, in mm.
  private static let least = 1.0

  /// Reads a zone of a page.
  ///
  /// - Parameter zones: the page's zones before it, over which it must not lie.
  func readZone(_ item: YAMLValue, page: PageLayout, beside zones: [ZoneDefinition]) -> ZoneDefinition? {
    let members = item.members(["field", "read", "at", "cells", "boxes"])
    guard let field = members["field"]?.string else {
      item.complain("the zone has no 'field'", "Name the field that it fills.")
      return nil
    }
    guard let kind = members["read"] else {
      item.complain(
        "zone '\(field)' has no 'read'",
        "Add one of: \(ZoneDefinition.Read.allCases.map(\.rawValue).joined(separator: ", ")).")
      return nil
    }
    guard let read = kind.choice(of: ZoneDefinition.Read.self) else { return nil }
    var zone = ZoneDefinition(field: field.hasPrefix("/") ? field : "/" + field, read: read, parts: [])
    if zone.field.dropFirst().split(separator: "/", omittingEmptySubsequences: false).contains("") {
      members["field"]?.complain("the field '\(field)' has a step without a name", "Write it as group/name.")
      return nil
    }
    checkMembers(members, read)
    if let at = members["at"] { zone.parts = (at.isListOfLists ? at.items : [at]).compactMap(readRectangle) }
    zone.cells = (members["cells"]?.items ?? []).compactMap(\.integer)
    for (name, at) in members["boxes"]?.entries ?? [] {
      if let name = name.string, let place = readRectangle(at) { zone.boxes.append(.init(name: name, zone: place)) }
    }
    if read == .ticks ? zone.boxes.isEmpty : zone.parts.isEmpty {
      item.complain(
        "zone '\(field)' has no place",
        read == .ticks ? "Add boxes: { name: [x, y, width, height] }." : "Add at: [x, y, width, height].")
      return nil
    }
    if read == .comb { checkComb(zone, at: item) }
    checkPlaces(zone, at: item, page: page, beside: zones)
    return zone
  }

  /// Complains about what the reader would not look at.
  private func checkMembers(_ members: [String: YAMLValue], _ read: ZoneDefinition.Read) {
    let unused = read == .ticks ? ["at", "cells"] : read == .comb ? ["boxes"] : ["cells", "boxes"]
    for key in unused {
      members[key]?.complain(
        "'\(key)' has no meaning for read: \(read.rawValue)",
        read == .ticks ? "Ticks have 'boxes' alone." : "Take it out, or change 'read'.")
    }
  }

  private func checkComb(_ zone: ZoneDefinition, at item: YAMLValue) {
    if zone.cells.count != zone.parts.count || zone.cells.contains(where: { $0 < 1 }) {
      item.complain(
        "the comb '\(zone.field)' has \(zone.parts.count) parts but \(zone.cells.count) counts of cells",
        "Give cells one count for each part, 1 or more.")
    } else if zip(zone.parts, zone.cells).contains(where: { $0.width < Self.least * Double($1) }) {
      item.complain("the comb '\(zone.field)' has cells narrower than 1 mm", "Count the cells of each part again.")
    }
  }

  private func checkPlaces(_ zone: ZoneDefinition, at item: YAMLValue, page: PageLayout, beside zones: [ZoneDefinition]) {
    let sheet = Zone(x: 0, y: 0, width: page.width, height: page.height)
    let places = zone.places
    if places.contains(where: { ($0.intersection(sheet)?.area ?? 0) < $0.area - 0.01 }) {
      item.complain(
        "zone '\(zone.field)' leaves the page", "The page is \(page.width.rounded()) × \(page.height.rounded()) mm.")
    }
    if places.indices.contains(where: { one in places[..<one].contains { $0.liesOver(places[one]) } }) {
      item.complain("two places of zone '\(zone.field)' lie over each other", "Move one.")
    }
    for other in zones where places.contains(where: { place in other.places.contains { $0.liesOver(place) } }) {
      item.complain("zone '\(zone.field)' lies over zone '\(other.field)'", "Move one: each place belongs to one field.")
    }
  }

  private func readRectangle(_ value: YAMLValue) -> Zone? {
    let items = value.items
    guard items.count == 4 else {
      if value.isList { value.complain("a place needs four numbers", "Write [x, y, width, height] in millimetres.") }
      return nil
    }
    let numbers = items.compactMap(\.number)
    guard numbers.count == 4 else { return nil }
    guard numbers[2] >= Self.least, numbers[3] >= Self.least else {
      value.complain("a place is at least 1 mm wide and high", "Write [x, y, width, height] in millimetres.")
      return nil
    }
    return Zone(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
  }
}

extension PageDefinition {
  /// Whether the other page's zones are read in the same way at the same places, so that what was read on one can stand for the other.
  ///
  /// - Parameter reach: how far a place may lie from its fellow, in mm.
  public func isLike(_ other: PageDefinition, within reach: Double) -> Bool {
    zones.count == other.zones.count
      && zip(zones, other.zones).allSatisfy { mine, theirs in
        mine.read == theirs.read && mine.cells == theirs.cells && mine.boxes.map(\.name) == theirs.boxes.map(\.name)
          && mine.places.count == theirs.places.count
          && zip(mine.places, theirs.places).allSatisfy { zip($0.numbers, $1.numbers).allSatisfy { abs($0 - $1) <= reach } }
      }
  }
}

extension ZoneDefinition {
  /// Its parts and boxes.
  fileprivate var places: [Zone] { parts + boxes.map(\.zone) }
}

extension Zone {
  /// Whether the two share more of the smaller one than two neighbours on a form do.
  fileprivate func liesOver(_ other: Zone) -> Bool {
    (intersection(other)?.area ?? 0) > 0.15 * min(area, other.area)
  }
}
