import Forms
import Foundation
import Imaging

/// The specks in a zone that nobody wrote in: dust, or what a scanner's threshold left of small or faint writing.
struct Specks {
  /// How many there are, and on how many square pixels.
  let count: Int, area: Double
  /// Whether most stand in a row no higher than small writing, more of them than dust does by chance: each has that chance anew to fall
  /// into the row of the first.
  let isRow: Bool

  /// How far from the zone's frame specks count, whose own remains lie about it, and how high a row is, in mm.
  private static let rim = 0.6, row = 1.2
  /// What is less likely than this is no chance: once in ten thousand zones, for a row once in a hundred.
  private static let chance = 0.0001, chanceOfRow = 0.01

  init(_ ink: ZoneInk) {
    let first = (ZoneInk.margin + Self.rim) * ZoneInk.perMM
    let width = max(1, (ink.zone.width - 2 * Self.rim) * ZoneInk.perMM)
    let height = max(1, (ink.zone.height - 2 * Self.rim) * ZoneInk.perMM)
    let places = ink.unprinted.filter {
      $0.area >= 2 && $0.midX > first && $0.midX < first + width && $0.midY > first && $0.midY < first + height
    }.map(\.midY).sorted()
    count = places.count
    area = width * height
    let row = Self.row * ZoneInk.perMM
    let most = places.map { top in places.count { $0 >= top && $0 <= top + row } }.max() ?? 0
    isRow = most >= 3 && most * 4 >= count * 3 && pow(min(1, row / height), Double(most - 1)) < 0.02
  }

  /// Whether they are more than the dust of the page's other empty zones makes by chance (Poisson), or stand in a row and are more than
  /// usual.
  func areMany(among page: [Specks]) -> Bool {
    areMany(beside: page.reduce((-count, -area)) { ($0.0 + $1.count, $0.1 + $1.area) })
  }

  /// The same by the dust of other places.
  func areMany(beside others: [Specks]) -> Bool { areMany(beside: others.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.area) }) }

  private func areMany(beside rest: (count: Int, area: Double)) -> Bool {
    // A page that has little else empty does not tell how much dust is usual.
    guard count > 2, rest.area > 4 * area else { return false }
    let due = Double(rest.count + 1) * area / rest.area
    var term = exp(-due), more = 0.0
    for number in 1...(count + 40) {
      term *= due / Double(number)
      if number >= count { more += term }
    }
    return more < (isRow ? Self.chanceOfRow : Self.chance)
  }
}
