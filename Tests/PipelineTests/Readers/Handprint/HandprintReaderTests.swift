import Forms
import Foundation
import Imaging
import Testing

@testable import Pipeline

/// Sheets written on by hand, read with the network that ships.
struct HandprintReaderTests {
  static let definitions = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "../../../../Pipelines"
  )
  .standardizedFileURL

  let readers: ZoneReaders

  init() throws { readers = try ZoneReaders(networks: LineNetworks(definitions: Self.definitions)) }

  private func read(_ text: String, _ kind: FieldDefinition.Kind, size: Double = 3.6, seed: UInt64 = 1) throws -> FieldReading {
    let sheet = try TestSheet()
    sheet.add(ZoneDefinition(field: "/field", read: .line, parts: [ZoneReadersTests.line]), kind)
    var random = SeededRandom(seed: seed)
    DrawnHand.hand.draw(text, x: 13, base: 13.4, size: size, pen: 0.45, .shade(0.9), on: sheet.paper, &random)
    return try #require(try readers.read(sheet.page()).first)
  }

  @Test(arguments: [
    ("MILTON STREET", FieldDefinition.Kind.text, "MILTON STREET"), ("23 HIRST ROAD", .text, "23 HIRST ROAD"),
    ("14/03/1962", .date, "1962-03-14"), ("LS19 2NE", .postcode, "LS19 2NE"), ("01482 555019", .phone, "01482555019"),
    ("355.00", .money, "355.00"),
  ])
  func `what is written by hand is mostly read right, and a person looks where it is not`(
    text: String, kind: FieldDefinition.Kind, value: String
  ) throws {
    let readings = try (1...6).map { try read(text, kind, size: 3 + Double($0) / 6, seed: UInt64($0)) }
    let right = readings.filter { reading in
      guard case .text(let read) = reading.value else { return false }
      return (kind == .phone ? read.filter(\.isNumber) : read.uppercased()) == value
    }
    #expect(right.count >= 4, "\(readings.map { String(describing: $0.value) })")
    let silent = readings.filter { !right.contains($0) && !$0.review }
    #expect(silent.isEmpty, "\(silent.map { ($0.text, $0.confidence, $0.evidence) })")
  }

  /// Draws one digit into each cell of day, month and year.
  private func readDate(_ digits: String, seed: UInt64 = 1) throws -> FieldReading {
    let sheet = try TestSheet()
    sheet.add(ZoneDefinition(field: "/date", read: .comb, parts: ZoneReadersTests.comb, cells: [2, 2, 4]), .date)
    let cells = ZoneReadersTests.comb.flatMap { part in stride(from: part.x + 1.2, to: part.maxX, by: 5) }
    var random = SeededRandom(seed: seed)
    for (cell, digit) in digits.enumerated() {
      let drop = 0.4 * random.bell()
      DrawnHand.hand.draw(
        String(digit), x: cells[cell] + random.value(0...0.9), base: 13.4 + drop, size: 3.6, pen: 0.45, .shade(0.9),
        on: sheet.paper,
        &random)
    }
    return try #require(try readers.read(sheet.page()).first)
  }

  @Test(arguments: ["07031962", "29022024", "31121958", "14082019", "25061947"])
  func `a date drawn into cells is the day it is, or a person looks`(digits: String) throws {
    let day = "\(digits.suffix(4))-\(digits.dropFirst(2).prefix(2))-\(digits.prefix(2))"
    let readings = try (1...4).map { try readDate(digits, seed: UInt64($0)) }
    #expect(readings.count { $0.value == .text(day) } >= 3, "\(readings.map { String(describing: $0.value) })")
    #expect(readings.allSatisfy { $0.value == .text(day) || $0.review })
  }

  @Test func `a day that the calendar lacks is no date, and a person looks`() throws {
    #expect(try readDate("31022019").review)
  }

  @Test func `alternatives have probabilities, the likeliest first`() throws {
    let readings = try (1...8).map { try read("O0 I1S5 IIL", .text, size: 3, seed: UInt64($0)) }.filter(\.review)
    let alternatives = try #require(readings.first { $0.alternatives.count > 1 }).alternatives.map(\.confidence)
    #expect(alternatives == alternatives.sorted(by: >) && alternatives[0] > 0)
  }

  @Test func `what is typed stays as it was read`() throws {
    let plain = try ZoneReaders()
    for text in ["Margaret Holloway", "Flat 3, Mill House", "Dr A. N. Okafor"] {
      let sheet = try TestSheet()
      sheet.add(ZoneDefinition(field: "/field", read: .line, parts: [ZoneReadersTests.line]), .text)
      sheet.type(text, x: 13, y: 13)
      let page = try sheet.page()
      let (before, after) = (try #require(plain.read(page).first), try #require(readers.read(page).first))
      #expect(after.value == before.value && (!after.review || before.review))
    }
  }

  @Test func `definitions without the folder do without the reader, and damaged ones say so`() throws {
    let folder = try TestFolder()
    #expect(try HandprintReader(definitions: folder.url) == nil)
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("handprint"), withIntermediateDirectories: true)
    try Data("no weights".utf8).write(to: folder.url.appendingPathComponent("handprint/line.weights"))
    let problem = try #require(throws: Problem.self) { try HandprintReader(definitions: folder.url) }
    #expect(problem.place.hasSuffix("handprint/line.weights") && problem.remedy != nil)
  }
}
