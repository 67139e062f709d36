import Forms

extension [Place] {
  /// As a person reads a form: line by line, but columns of their own one after the other.
  ///
  /// Two columns are of their own if the right one has the left one's places over again (two people side by side) or if their
  /// lines do not meet. Boxes that go on in the same lines right of a gap are no column.
  var inFormOrder: [Place] {
    let bands = bands
    var order: [Place] = [], start = 0
    while start < bands.count {
      let run = bands[start...].runs.first { Array($0.joined()).columns != nil }
      if let run, let columns = Array(run.joined()).columns {
        order += columns.flatMap(\.inFormOrder)
        start += run.count
      } else {
        order += bands[start].inReadingOrder(by: \.bounds)
        start += 1
      }
    }
    return order
  }

  /// The places cut where a horizontal line crosses none, from the top.
  private var bands: [[Place]] {
    var bands: [[Place]] = [], bottom = -Double.infinity
    for place in sorted(by: { $0.bounds.y < $1.bounds.y }) {
      if place.bounds.y < bottom - 0.5 { bands[bands.count - 1].append(place) } else { bands.append([place]) }
      bottom = Swift.max(bottom, place.bounds.maxY)
    }
    return bands
  }

  /// Columns of their own, block after block from the top; nil if there are none.
  private var columns: [[Place]]? {
    var edge = -Double.infinity
    for place in sorted(by: { $0.bounds.x < $1.bounds.x }) {
      defer { edge = Swift.max(edge, place.bounds.maxX) }
      guard edge.isFinite, place.bounds.x - edge >= 2 else { continue }
      let cut = place.bounds.x - 1
      let left = filter { $0.bounds.x < cut }, right = filter { $0.bounds.x > cut }
      if left.isTwin(of: right) {
        let tops = left.texts.repeats
        return tops.indices.flatMap { index in
          let end = index + 1 < tops.count ? tops[index + 1] : .infinity
          let part = { (side: [Place]) in
            side.filter { ($0.bounds.y >= tops[index] - 1 || index == 0) && $0.bounds.y < end - 1 }
          }
          return [part(left), part(right)]
        }
      }
      if left.isApart(from: right) { return [left, right] }
    }
    return nil
  }

  private var texts: [Place] { filter { $0.read != .ticks }.inReadingOrder(by: \.bounds) }

  /// Whether at least two lines of the one stand in the other again, shifted sideways.
  private func isTwin(of right: [Place]) -> Bool {
    let mine = texts, theirs = right.texts
    guard mine.count > 1, theirs.count > 1 else { return false }
    let shift = theirs[0].bounds.x - mine[0].bounds.x
    let met = mine.filter { place in theirs.contains { place.isLike($0, x: shift, y: 0) } }
    let lines = Set(met.map { Int($0.bounds.y / 3) })
    return lines.count > 1 && Double(met.count) >= 0.8 * Double(Swift.min(mine.count, theirs.count))
  }

  /// Whether the lines of the two do not meet, though they stand at one height.
  private func isApart(from right: [Place]) -> Bool {
    guard count > 1, right.count > 1, texts.count > 0, right.texts.count > 0 else { return false }
    func met(_ one: [Place], _ other: [Place]) -> Double {
      let level = one.count { place in other.contains { $0.bounds.isBeside(place.bounds) } }
      return Double(level) / Double(one.count)
    }
    let mine = map(\.bounds).union, theirs = right.map(\.bounds).union
    let shared = Swift.min(mine.maxY, theirs.maxY) - Swift.max(mine.y, theirs.y)
    return met(self, right) < 0.55 && met(right, self) < 0.34 && shared > 0.5 * Swift.min(mine.height, theirs.height)
  }

  /// Where the same run of places begins over again, further down; the first top alone if it does not.
  private var repeats: [Double] {
    for times in [4, 3, 2] where count % times == 0 && count / times > 1 {
      let length = count / times
      if (1..<length).allSatisfy({
        self[0].isLike(self[$0], x: self[$0].bounds.x - self[0].bounds.x, y: self[$0].bounds.y - self[0].bounds.y)
      }) {
        continue
      }
      let isRepeated = (length..<count).allSatisfy { index in
        let step = self[length].bounds.y - self[0].bounds.y
        return self[index - length].isLike(self[index], x: 0, y: step)
      }
      if isRepeated { return (0..<times).map { self[$0 * length].bounds.y } }
    }
    return [self[0].bounds.y]
  }
}

extension Place {
  /// Whether another is this one shifted, within 1 mm.
  fileprivate func isLike(_ other: Place, x: Double, y: Double) -> Bool {
    read == other.read && cells == other.cells && parts.count == other.parts.count
      && zip(parts, other.parts).allSatisfy { mine, theirs in
        abs(theirs.x - mine.x - x) < 1 && abs(theirs.y - mine.y - y) < 1 && abs(theirs.width - mine.width) < 1
          && abs(theirs.height - mine.height) < 1
      }
  }
}

extension Zone {
  /// Whether both begin on one line.
  fileprivate func isBeside(_ other: Zone) -> Bool {
    abs(y - other.y) < 2 || abs(midY - other.midY) < 2 && abs(height - other.height) < 3
  }
}

extension ArraySlice<[Place]> {
  /// The most millimetres between two bands of one run, and before a last band that has places on one side only.
  private static var gap: Double { 20 }
  private static var lastGap: Double { 9 }

  /// The runs of bands from the first on, the longest first.
  fileprivate var runs: [ArraySlice<[Place]>] {
    var ends: [Int] = [], bottom = -Double.infinity
    for index in indices {
      let bounds = self[index].map(\.bounds).union, gap = bounds.y - bottom
      if bottom.isFinite, gap > Self.gap { break }
      let isOneSided = self[index].map(\.bounds.maxX).max()! < self[startIndex...index].joined().map(\.bounds).union.midX
      if !(isOneSided && gap > Self.lastGap) { ends.append(index) }
      bottom = Swift.max(bottom, bounds.maxY)
    }
    return ends.reversed().map { self[startIndex...$0] }
  }
}
