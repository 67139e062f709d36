import Forms
import Foundation
import Imaging
@testable import Pipeline
import Testing

/// Boxes as forms print them, and what people do to them.
struct TickReaderTests {
  static let box = Zone(x: 20, y: 15, width: 4.8, height: 5.2)
  static let neighbour = Zone(x: 27.3, y: 15, width: 4.8, height: 5.2)

  /// What `box` shows on a sheet with both boxes on it, when somebody has drawn on it.
  static func state(
    of box: Zone = box, skew: Double = 0, dpi: Double = 300, _ draw: (TestSheet) -> Void
  ) throws -> FieldReading.BoxState {
    let sheet = try TestSheet(width: 60, skew: skew, dpi: dpi)
    for one in [Self.box, neighbour] { sheet.printBox(one) }
    draw(sheet)
    let others = [Self.box, neighbour].filter { $0 != box }
    return TickReader().read(box, others: others, on: try sheet.page(), contrast: 160).0
  }

  /// A point of `box`, whose sides are 1.
  static func point(_ x: Double, _ y: Double, in box: Zone = box) -> (x: Double, y: Double) {
    (box.x + x * box.width, box.y + y * box.height)
  }

  static func tick(_ box: Zone = box, reach: Double = 1.4) -> [(x: Double, y: Double)] {
    [point(0.1, 0.5, in: box), point(0.4, 0.95, in: box), point(reach, 1.45 - reach * 1.4, in: box)]
  }

  @Test(arguments: [150.0, 200, 300, 600], [-5, 0, 3.3])
  func `an empty box is blank at any resolution and skew`(dpi: Double, skew: Double) throws {
    #expect(try Self.state(skew: skew, dpi: dpi) { _ in } == .blank)
  }

  @Test func `a tick, a cross and a bar each mark a box`() throws {
    #expect(try Self.state { $0.pen(Self.tick()) } == .marked)
    #expect(
      try Self.state {
        $0.pen([Self.point(0.1, 0.1), Self.point(0.9, 0.9)])
        $0.pen([Self.point(0.9, 0.1), Self.point(0.1, 0.9)])
      } == .marked)
    #expect(try Self.state { $0.pen([Self.point(0.2, 0.5), Self.point(0.8, 0.5)]) } == .marked)
    #expect(try Self.state { $0.type("X", x: Self.box.x + 1, y: Self.box.maxY - 1) } == .marked)
  }

  @Test(arguments: [0.25, 0.35, 0.45, 0.5, 0.55, 0.6, 0.8])
  func `a light pencil's tick marks a box, though its frame is black`(shade: Double) throws {
    #expect(try Self.state { $0.pen(Self.tick(), width: 0.4, shade: shade) } == .marked)
  }

  @Test func `a tick at any of fifty places, lengths and slants is never blank`() throws {
    var random = SeededRandom(seed: 7)
    for number in 0..<50 {
      let (x, y) = Self.point(random.value(0.25...0.75), random.value(0.25...0.75))
      let angle = random.value(0...(2 * .pi)), opening = random.value(1.2...2.6)
      let short = random.value(0.8...1.8), long = random.value(1.8...5)
      let width = random.value(0.25...0.7), shade = random.value(0.5...1)
      func end(_ length: Double, _ angle: Double) -> (x: Double, y: Double) {
        (x + length * cos(angle), y + length * sin(angle))
      }
      let state = try Self.state {
        $0.pen([end(short, angle), (x, y), end(long, angle + opening)], width: width, shade: shade)
      }
      #expect(state != .blank, "tick \(number)")
    }
  }

  @Test(arguments: [-5.0, -2, 2, 5])
  func `a page askew shows the same ticks`(skew: Double) throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<8 {
      let isMarked = random.chance(0.5), reach = random.value(0.9...1.5)
      let state = try Self.state(skew: skew) { if isMarked { $0.pen(Self.tick(reach: reach)) } }
      #expect(state == (isMarked ? .marked : .blank))
    }
  }

  @Test func `a tick that runs far out marks its own box and not the one it runs into`() throws {
    // Its tail ends inside the neighbour's frame.
    let long = [Self.point(0.1, 0.5), Self.point(0.4, 0.95), Self.point(1.62, 0.05)]
    #expect(try Self.state { $0.pen(long) } == .marked)
    #expect(try Self.state(of: Self.neighbour) { $0.pen(long) } == .blank)
  }

  @Test func `two boxes marked each count, though one tick runs into the other box`() throws {
    let long = [Self.point(0.1, 0.5), Self.point(0.4, 0.95), Self.point(1.62, 0.05)]
    for box in [Self.box, Self.neighbour] {
      let state = try Self.state(of: box) {
        $0.pen(long)
        $0.pen([Self.point(0.2, 0.6, in: Self.neighbour), Self.point(0.8, 0.9, in: Self.neighbour)])
      }
      #expect(state == .marked)
    }
  }

  @Test(arguments: [3.0, 4, 4.8, 6], [0.6, 0.8, 0.95])
  func `a box filled in solid is withdrawn, not marked`(side: Double, shade: Double) throws {
    let sheet = try TestSheet(width: 60)
    let box = Zone(x: 20, y: 15, width: side, height: side)
    sheet.printBox(box)
    sheet.paper.fill(x: box.x - 0.1, y: box.y - 0.1, width: side + 0.2, height: side + 0.2, .shade(shade))
    #expect(TickReader().read(box, others: [], on: try sheet.page(), contrast: 160).0 == .cancelled)
  }

  @Test func `a box that the form prints in a tint is blank, and a white one on a tinted page filled in is withdrawn`() throws {
    let tint = Zone(x: 20, y: 15, width: 4.8, height: 4.8), sheet = try TestSheet(width: 60)
    sheet.printBox(tint)
    sheet.paper.fill(x: tint.x, y: tint.y, width: tint.width, height: tint.height, .shade(0.35))
    sheet.layout.panels.append(.init(zone: tint, shade: 0.35))
    #expect(TickReader().read(tint, others: [], on: try sheet.page(), contrast: 160).0 == .blank)
    // White boxes on a tinted page are the same as on white paper.
    sheet.layout.panels = [
      .init(zone: Zone(x: 0, y: 0, width: 60, height: 40), shade: 0.13), .init(zone: tint, shade: 0),
    ]
    sheet.paper.fill(x: tint.x, y: tint.y, width: tint.width, height: tint.height, .shade(0.9))
    #expect(TickReader().read(tint, others: [], on: try sheet.page(), contrast: 160).0 == .cancelled)
  }

  @Test func `a punch hole or a blot through a box leaves it unclear`() throws {
    #expect(
      try Self.state { $0.paper.disc(x: Self.box.x - 1, y: Self.box.midY, radius: 2.8, .shade(0.95)) } == .unclear)
    #expect(
      try Self.state { $0.paper.disc(x: Self.box.midX, y: Self.box.maxY + 0.5, radius: 2.2, .shade(0.9)) } == .unclear)
  }

  @Test(arguments: [0.5, 0.8, 0.9, 1])
  func `a cross of any pen marks a box, however thick its crossing is`(width: Double) throws {
    for reach in [-0.2, 0, 0.1] {
      #expect(
        try Self.state {
          $0.pen([Self.point(reach, reach), Self.point(1 - reach, 1 - reach)], width: width)
          $0.pen([Self.point(1 - reach, reach), Self.point(reach, 1 - reach)], width: width)
        } == .marked)
    }
  }

  @Test func `a tick beside a punch hole that leaves it in sight marks the box`() throws {
    func hole(_ sheet: TestSheet) { sheet.paper.disc(x: Self.box.x - 2.6, y: Self.box.y, radius: 2.8, .shade(0.95)) }
    #expect(try Self.state { hole($0) } == .unclear)
    #expect(
      try Self.state {
        hole($0)
        $0.pen([Self.point(0.4, 0.5), Self.point(0.6, 0.9), Self.point(1.3, -0.3)])
      } == .marked)
  }

  @Test func `ragged remains of a frame are looked at, never taken for a mark`() throws {
    #expect(
      try Self.state { sheet in
        sheet.pen([Self.point(0.09, 0.2), Self.point(0.09, 0.6)], width: 0.25)
      } != .marked)
  }

  @Test func `a speck of dust leaves a box blank, and a shower of them unclear`() throws {
    func speck(_ x: Double, _ y: Double, _ sheet: TestSheet) {
      sheet.paper.disc(x: Self.point(x, y).x, y: Self.point(x, y).y, radius: 0.14, .black)
    }
    #expect(try Self.state { speck(0.4, 0.6, $0) } == .blank)
    #expect(
      try Self.state { sheet in
        for x in [0.2, 0.4, 0.6, 0.8] { for y in [0.2, 0.5, 0.8] { speck(x, y, sheet) } }
      } == .unclear)
  }

  @Test func `a blot or a stroke beside a box whose inside is white is looked at, never taken for a mark`() throws {
    #expect(
      try Self.state { sheet in
        sheet.pen([Self.point(-0.1, 0.1), Self.point(-0.1, 0.9)], width: 0.5)
      } != .marked)
    #expect(
      try Self.state { sheet in
        sheet.pen([Self.point(0.2, 1.1), Self.point(0.9, 1.1)], width: 0.6)
      } != .marked)
  }

  @Test(arguments: [0.25, 0.4, 0.6])
  func `a fold through a box is looked at, never taken for a mark`(width: Double) throws {
    for turned in [false, true] {
      let state = try Self.state { sheet in
        // It fades where it crosses the box, as folds do, so that it is no streak from rim to rim.
        func fold(_ from: Double, _ to: Double) {
          let level = Self.box.midY + 0.6
          let points =
            turned
            ? [(Self.box.midX, from + level - 20), (Self.box.midX, to + level - 20)] : [(from, level), (to, level + 0.1)]
          sheet.pen(points.map { (x: $0.0, y: $0.1) }, width: width)
        }
        fold(10, 20.2)
        for dash in stride(from: 20.4, to: 24.4, by: 0.8) { fold(dash, dash + 0.6) }
      }
      #expect(state != .marked)
    }
  }

  @Test func `a bar within a box, or a little beyond it, marks it`() throws {
    for reach in [0, 0.6] {
      let points = [(x: Self.box.x + 0.3 - reach, y: Self.box.midY), (x: Self.box.maxX - 0.3 + reach, y: Self.box.midY)]
      #expect(try Self.state { $0.pen(points) } == .marked)
    }
  }

  @Test(arguments: [(0.1, 0, 1.1), (0.9, 0.1, 1.2), (0.5, 0.9, 1.1)])
  func `a blot that reaches into a box is looked at, never taken for a mark`(x: Double, y: Double, radius: Double) throws {
    let at = Self.point(x, y)
    #expect(try Self.state { $0.paper.disc(x: at.x, y: at.y, radius: radius, .shade(0.9)) } != .marked)
  }
}
