import Forms
import Imaging
@testable import Pipeline
import Testing

/// Lines of a block of writing.
struct TextLinesTests {
  static let zone = Zone(x: 10, y: 5, width: 70, height: 30)

  static func lines(_ texts: [String], pitch: Double = 6, skew: Double = 0, font: String = "Liberation Sans") throws
    -> [[Component]]
  {
    let sheet = try TestSheet(skew: skew)
    for (row, text) in texts.enumerated() { sheet.type(text, x: 14, y: 11 + Double(row) * pitch, size: 4, font: font) }
    return try sheet.ink(zone).lines()
  }

  @Test func `no writing has no lines`() throws {
    #expect(try Self.lines([]).isEmpty)
  }

  @Test(arguments: [-5.0, 0, 5])
  func `two lines come from top to bottom, each from left to right, with the dots of its letters`(skew: Double) throws {
    let lines = try Self.lines(["mini", "kilims"], skew: skew)
    try #require(lines.count == 2)
    // m, two stems with dots, n; k, three stems with two dots, m, s.
    #expect(lines.map(\.count) == [6, 8])
    for line in lines { #expect(line.map(\.x) == line.map(\.x).sorted()) }
  }

  @Test func `as many lines come as were typed, at any usual spacing`() throws {
    for pitch in [4.4, 5, 6, 7.5] {
      let lines = try Self.lines(["14 Spring Gate", "quayside, Ely", "Lynmouth"], pitch: pitch)
      #expect(lines.count == 3, "\(pitch) mm apart")
    }
  }

  @Test func `a long descender does not tie two lines together`() throws {
    let sheet = try TestSheet()
    for (text, y) in [("moon", 11.0), ("noon", 17)] { sheet.type(text, x: 14, y: y, size: 4) }
    // A tail from the first line into the second.
    sheet.pen([(30, 9), (30, 14)], width: 0.4)
    let lines = try sheet.ink(Self.zone).lines()
    #expect(lines.count == 2)
    #expect(lines.map { $0.filter(ZoneInk.isWriting).count }.sorted() == [4, 5])
  }

  @Test func `dust far from any line is of no line`() throws {
    let sheet = try TestSheet()
    sheet.type("moon", x: 14, y: 11, size: 4)
    sheet.paper.disc(x: 60, y: 30, radius: 0.3, .black)
    #expect(try sheet.ink(Self.zone).lines().map(\.count) == [4])
  }
}
