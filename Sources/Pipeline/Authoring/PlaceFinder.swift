public import Forms
import Imaging

/// A place to write, tick or sign as found on a blank, before it has a name.
public struct Place: Hashable, Sendable {
  public var read: ZoneDefinition.Read
  /// In reading order; of `ticks`, the boxes.
  public var parts: [Zone]
  /// Cells in each part, for `comb`.
  public var cells: [Int]

  public init(read: ZoneDefinition.Read, parts: [Zone], cells: [Int] = []) {
    self.read = read
    self.parts = parts
    self.cells = cells
  }

  public var bounds: Zone { parts.union }
  /// Day, month and year.
  public var isDate: Bool { read == .comb && (cells == [2, 2, 4] || cells == [2, 2, 2]) }
}

/// Finds the places to fill in among a blank page's boxes: combs, dates, tick boxes, split boxes, lines and blocks.
///
/// Works on geometry alone; sizes in millimetres.
public struct PlaceFinder: Sendable {
  /// Sides of a tick box.
  public var tick = 3.0...7.0
  /// Widths of a comb's cell.
  public var cell = 3.0...9.0
  /// What may lie between two cells of one comb: a rule.
  public var rule = 0.9
  /// What may lie between day, month and year.
  public var betweenParts = 7.0
  /// The least place for a line of writing.
  public var leastWidth = 8.0, leastHeight = 4.0
  /// From this height up a place takes several lines.
  public var block = 10.5

  public init() {}

  /// The places in the order in which a person reads them.
  public func callAsFunction(_ page: BlankPage) -> [Place] {
    let printed = page.boxes.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    let unprinted = page.fields.filter { field in
      field.isFilledIn && !printed.contains { ($0.intersection(field.zone)?.area ?? 0) > 0.5 * min($0.area, field.zone.area) }
    }
    let boxes = printed + unprinted.map(\.zone), marks = Set(unprinted.filter(\.isMark).map(\.zone))
    let empty = boxes.filter { box in !page.ink.contains { box.holds($0) } && !boxes.contains { $0 != box && box.holds($0) } }
    var rest = empty
    var places = dates(combs(&rest), &rest)
    places += pairs(&rest)
    places += rest.filter { marks.contains($0) || isTick($0) }
      .map { Place(read: .ticks, parts: [$0]) }
    let taken = Set(places.flatMap(\.parts)).union(combCells(empty))
    places += boxes.filter { !taken.contains($0) }.compactMap { box in
      isLabel(box, boxes, page.ink) ? nil : writable(box, boxes, page).map(text)
    }
    places += lines(page, boxes).map(text)
    return places.inFormOrder
  }

  /// Whether a box has a tick box's size.
  func isTick(_ box: Zone) -> Bool { tick ~= box.width && tick ~= box.height && abs(box.width - box.height) < 0.6 }

  private func text(_ zone: Zone) -> Place { Place(read: zone.height < block ? .line : .block, parts: [zone]) }

  /// Runs of equal boxes side by side, a rule apart; takes them out of `boxes`.
  private func combs(_ boxes: inout [Zone]) -> [Place] {
    let runs = runs(boxes)
    let cells = Set(runs.joined())
    boxes.removeAll(where: cells.contains)
    return runs.map { run in
      Place(read: .comb, parts: [run.union], cells: [run.count])
    }
  }

  private func combCells(_ boxes: [Zone]) -> Set<Zone> { Set(runs(boxes).joined()) }

  private func runs(_ boxes: [Zone]) -> [[Zone]] {
    var runs: [[Zone]] = []
    for box in boxes.sorted(by: { $0.x < $1.x }) where cell ~= box.width && box.height < 12 {
      let index = runs.firstIndex { run in
        run.last!.isLevel(with: box) && (0...rule) ~= box.x - run.last!.maxX && abs(run.last!.width - box.width) < 0.7
      }
      if let index { runs[index].append(box) } else { runs.append([box]) }
    }
    return runs.filter { $0.count > 1 }
  }

  /// Joins day, month and year, printed as combs or as three plain boxes of which the last is twice as wide.
  private func dates(_ combs: [Place], _ boxes: inout [Zone]) -> [Place] {
    let plain = boxes.filter { $0.height < 9 && (8.0...32.0) ~= $0.width }.map { Place(read: .line, parts: [$0]) }
    var found: [Place] = [], used: Set<Place> = []
    let parts = (combs + plain).inReadingOrder(by: \.bounds)
    for day in parts where !used.contains(day) {
      guard let month = next(to: day.bounds, in: parts), let year = next(to: month.bounds, in: parts) else { continue }
      let three = [day, month, year]
      let cells = three.flatMap(\.cells)
      let width = day.bounds.width
      let isDate =
        cells.isEmpty
        ? abs(month.bounds.width - width) < 1.2 && width < 16 && abs(year.bounds.width / width - 2) < 0.3
        : cells == [2, 2, 4] || cells == [2, 2, 2] && three.allSatisfy { $0.read == .comb }
      guard isDate else { continue }
      used.formUnion(three)
      found.append(Place(read: .comb, parts: three.map(\.bounds), cells: cells.isEmpty ? [2, 2, 4] : cells))
    }
    let taken = Set(found.flatMap(\.parts))
    boxes.removeAll(where: taken.contains)
    return found + combs.filter { !used.contains($0) }
  }

  private func next(to zone: Zone, in parts: [Place]) -> Place? {
    parts.first { $0.bounds.isLevel(with: zone) && (0.3...betweenParts) ~= $0.bounds.x - zone.maxX }
  }

  /// Two low boxes of one width beside each other: a postcode in two parts.
  private func pairs(_ boxes: inout [Zone]) -> [Place] {
    var found: [Place] = []
    for first in boxes where first.height < 9 && (14.0...30.0) ~= first.width {
      let second = boxes.first {
        $0.isLevel(with: first) && (1...6.0) ~= $0.x - first.maxX && abs($0.width - first.width) < 0.7
      }
      if let second { found.append(Place(read: .split, parts: [first, second])) }
    }
    let taken = Set(found.flatMap(\.parts))
    boxes.removeAll(where: taken.contains)
    return found
  }

  /// A box with words that another box follows at once is that box's label.
  private func isLabel(_ box: Zone, _ boxes: [Zone], _ ink: [Zone]) -> Bool {
    ink.contains { box.holds($0) }
      && boxes.contains { (0...2 * rule) ~= $0.x - box.maxX && (box.y...box.maxY) ~= $0.midY && $0.height < 2 * box.height }
  }

  /// The part of a box that is free for writing: without its printed words and the boxes in it; nil if little is left.
  private func writable(_ box: Zone, _ boxes: [Zone], _ page: BlankPage) -> Zone? {
    let inside = boxes.filter { $0 != box && box.holds($0) }.map { $0.inset(by: -0.4) } + page.ink.filter { box.holds($0) }
    guard inside.count < 25 else { return declared(box, page) }
    var free = box
    for thing in inside {
      guard let shared = free.intersection(thing), shared.width > 0.1, shared.height > 0.1 else { continue }
      let cuts = [
        Zone(x: thing.maxX, y: free.y, width: free.maxX - thing.maxX, height: free.height),
        Zone(x: free.x, y: free.y, width: thing.x - free.x, height: free.height),
        Zone(x: free.x, y: thing.maxY, width: free.width, height: free.maxY - thing.maxY),
        Zone(x: free.x, y: free.y, width: free.width, height: thing.y - free.y),
      ]
      free = cuts.max { $0.area < $1.area }!
    }
    let enough = free.width >= leastWidth && free.height >= leastHeight && free.area > 0.35 * box.area
    if enough, free.area < 0.4 * page.layout.width * page.layout.height { return free }
    return declared(box, page).map { free.area > 0.35 * box.area ? free : $0 }
  }

  /// The field that the PDF declares for a box, which makes it a place whatever its size.
  private func declared(_ box: Zone, _ page: BlankPage) -> Zone? {
    page.fields.first { field in
      field.isFilledIn && !field.isMark && (field.zone.intersection(box)?.area ?? 0) > 0.6 * max(field.zone.area, box.area)
    }?.zone
  }

  /// Space above a rule that stands alone in a line of words.
  private func lines(_ page: BlankPage, _ boxes: [Zone]) -> [Zone] {
    page.layout.rules.filter(\.isHorizontal).map(\.zone).compactMap { rule in
      let space = Zone(x: rule.x, y: rule.y - 5.5, width: rule.width, height: 5.5)
      guard rule.width > 25, space.y > 0, !boxes.contains(where: { $0.isSide(rule) }),
        !page.ink.contains(where: { $0.intersection(space.inset(by: 0.3)) != nil })
      else { return nil }
      let beside = page.ink.contains { word in
        (rule.y - 5...rule.y + 1) ~= word.midY
          && ((0...6) ~= rule.x - word.maxX || (0...6) ~= word.x - rule.maxX)
      }
      return beside ? space : nil
    }
  }
}

extension BlankPage {
  /// Extents of printed words.
  fileprivate var ink: [Zone] { layout.words.map(\.zone) }
}

extension PDFField {
  /// Whether a person fills it in.
  var isFilledIn: Bool { kind != .pushButton && !isReadOnly }
  /// Whether it is ticked, not written into.
  var isMark: Bool { kind == .checkBox || kind == .radioButton }
  var zone: Zone { Zone(x: x, y: y, width: width, height: height) }
}

extension Zone {
  /// Whether `other` lies within, for nine tenths of its area.
  func holds(_ other: Zone) -> Bool { other.area < area && (intersection(other)?.area ?? 0) > 0.9 * other.area }
  /// Whether a rule is one of the zone's sides, or crosses one.
  func isSide(_ rule: Zone) -> Bool { inset(by: -1).intersection(rule) != nil && !inset(by: 1).holds(rule) }
  /// Whether both stand on one line and are equally high.
  func isLevel(with other: Zone) -> Bool { abs(y - other.y) < 0.7 && abs(maxY - other.maxY) < 0.7 }
}
