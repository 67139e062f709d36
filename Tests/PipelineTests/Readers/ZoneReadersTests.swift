import Forms
import Imaging
import Testing

@testable import Pipeline

/// Whole sheets, drawn with real type and read with the real engines.
struct ZoneReadersTests {
  static let line = Zone(x: 10, y: 8, width: 70, height: 7)
  static let comb = [(10.0, 2), (24, 2), (38, 4)].map { Zone(x: $0.0, y: 8, width: Double($0.1) * 5, height: 7) }

  let readers: ZoneReaders

  init() throws { readers = try ZoneReaders(networks: LineNetworks(definitions: HandprintReaderTests.definitions)) }

  /// What stands in a field of one line.
  private func read(
    _ text: String, _ kind: FieldDefinition.Kind, font: String = "Liberation Sans", skew: Double = 0, at size: Double = 3.9
  ) throws -> FieldReading {
    let sheet = try TestSheet(skew: skew)
    sheet.add(ZoneDefinition(field: "/field", read: .line, parts: [Self.line]), kind)
    sheet.type(text, x: 13, y: 13, size: size, font: font)
    return try #require(try readers.read(sheet.page()).first)
  }

  @Test(arguments: [
    ("Margaret Holloway", FieldDefinition.Kind.text, "Margaret Holloway"), ("£1,245.50", .money, "1245.50"),
    ("355", .money, "355"), ("m.holloway@example.org", .email, "m.holloway@example.org"),
    ("01482 555 0199", .phone, "01482 555 0199"), ("HU15 2PW", .postcode, "HU15 2PW"), ("14/03/2025", .date, "2025-03-14"),
    ("LS-2207/19", .reference, "LS-2207/19"),
  ])
  func `a typed value is read right, or a person looks`(text: String, kind: FieldDefinition.Kind, value: String) throws {
    var right = 0
    for font in ["Liberation Sans", "Liberation Serif", "Liberation Mono", "DejaVu Sans"] {
      for skew in [0, 1.5] {
        let reading = try read(text, kind, font: font, skew: skew)
        #expect(reading.state == .read && reading.text != nil)
        #expect(reading.value == .text(value) || reading.review, "\(font) at \(skew)°: \(String(describing: reading.value))")
        if reading.value == .text(value) { right += 1 }
      }
    }
    #expect(right >= 6)
  }

  @Test(
    arguments: Hand.typed,
    [
      "Zoë Amelia", "ZOË EVANS", "Siân O'Connor", "Ian Williams", "Mei Ian", "Hughes-Zhang Legal LLP", "Mr. J. Finn",
    ])
  func `accents, stops, hyphens and capitals of names are read right, or a person looks`(font: String, text: String) throws {
    let reading = try read(text, .text, font: font)
    #expect(reading.value == .text(text) || reading.review)
  }

  @Test func `what looks the same is offered`() throws {
    let readings = try Hand.typed.map { try read("Mei Ian", .text, font: $0) }.filter { $0.value == .text("Mei lan") }
    #expect(!readings.isEmpty && readings.allSatisfy { $0.alternatives.map(\.value).contains("Mei Ian") })
  }

  @Test(arguments: [
    ("HU15 2CI", FieldDefinition.Kind.postcode), ("31/02/2024", .date), ("12345.6", .money), ("0148", .phone),
    ("holloway at example", .email), ("Friday", .date),
  ])
  func `a value that its type does not allow is for a person, with the reason`(text: String, kind: FieldDefinition.Kind) throws
  {
    let reading = try read(text, kind)
    #expect(reading.review)
    #expect(!reading.reasons.isEmpty)
    #expect(reading.confidence < readers.target)
  }

  @Test func `a date over a comb comes as the day it is`() throws {
    let reading = try readDate("14032025")
    #expect(reading.state == .read && reading.text == "14/03/2025" && reading.value == .text("2025-03-14"))
  }

  @Test func `a day that the calendar lacks stays as written and is for a person`() throws {
    let reading = try readDate("31022024")
    #expect(reading.review && reading.reasons.contains("it is no date"))
    #expect(reading.value == .text("31/02/2024"))
  }

  @Test(arguments: ["1403 025", "140320 5", "    2025", "14      "])
  func `a date that is not whole is for a person`(text: String) throws {
    #expect(try readDate(text).review)
  }

  @Test(arguments: [(" 4032025", "2025-03-04"), ("14 32025", "2025-03-14"), ("4 032025", "2025-03-04")])
  func `a day or month of one digit is offered, since a label or a fold may hide the other`(text: String, value: String) throws
  {
    let reading = try readDate(text)
    #expect(reading.value == .text(value))
    #expect(reading.review && reading.reasons.contains("a cell is left empty"))
  }

  @Test func `digits that touch are for a person, or read right`() throws {
    for shift in [1.2, 1.4, 1.6, 1.8] {
      let reading = try readDate("14032025") { $0 == 5 ? shift : $0 == 6 ? -shift : 0 }
      #expect(reading.review || reading.value == .text("2025-03-14"), "\(shift) mm")
    }
  }

  /// Types one digit into each cell of day, month and year.
  private func readDate(_ digits: String, shift: (Int) -> Double = { _ in 0 }) throws -> FieldReading {
    let sheet = try TestSheet()
    sheet.add(ZoneDefinition(field: "/date", read: .comb, parts: Self.comb, cells: [2, 2, 4]), .date)
    let cells = Self.comb.flatMap { part in stride(from: part.x + 1.4, to: part.maxX, by: 5) }
    for (cell, digit) in digits.enumerated() { sheet.type(String(digit), x: cells[cell] + shift(cell), y: 13.2, size: 4.2) }
    return try #require(try readers.read(sheet.page()).first)
  }

  @Test func `a postcode over two boxes is one value`() throws {
    let sheet = try TestSheet()
    let parts = [Zone(x: 10, y: 8, width: 20, height: 7), Zone(x: 33, y: 8, width: 20, height: 7)]
    sheet.add(ZoneDefinition(field: "/postcode", read: .split, parts: parts), .postcode)
    for (text, part) in zip(["LS14", "6RH"], parts) { sheet.type(text, x: part.x + 4, y: 13) }
    let reading = try #require(try readers.read(sheet.page()).first)
    #expect(reading.value == .text("LS14 6RH"))
  }

  @Test(arguments: [ZoneDefinition.Read.split, .block])
  func `other readings are of the whole field, not of one of its boxes or lines`(how: ZoneDefinition.Read) throws {
    var offered = 0
    for font in Hand.typed {
      let sheet = try TestSheet(), rows = [13.0, how == .block ? 20 : 13]
      let parts =
        how == .block
        ? [Zone(x: 10, y: 8, width: 80, height: 16)] : [10.0, 50].map { Zone(x: $0, y: 8, width: 36, height: 7) }
      sheet.add(ZoneDefinition(field: "/names", read: how, parts: parts))
      for (place, text) in ["Mei Ian", "Dale Holloway"].enumerated() {
        sheet.type(text, x: how == .block || place == 0 ? 13 : 53, y: rows[place], font: font)
      }
      let reading = try #require(try readers.read(sheet.page()).first), alternatives = reading.alternatives.map(\.value)
      offered += alternatives.count { $0.contains("Mei") }
      #expect(alternatives.allSatisfy { $0.contains(/[MN]e.*[\n ]Da/.dotMatchesNewlines()) }, "\(font): \(alternatives)")
    }
    #expect(offered > 0)
  }

  @Test func `a block keeps its lines`() throws {
    let sheet = try TestSheet()
    sheet.add(ZoneDefinition(field: "/address", read: .block, parts: [Zone(x: 10, y: 8, width: 70, height: 24)]))
    let lines = ["14 Spring Gate", "Hessle", "Kingston upon Hull"]
    for (row, line) in lines.enumerated() { sheet.type(line, x: 13, y: 14 + Double(row) * 6) }
    #expect(try readers.read(sheet.page()).first?.value == .text(lines.joined(separator: "\n")))
  }

  @Test func `an empty zone is blank and passes, and holds its place on form and scan`() throws {
    let sheet = try TestSheet(), kinds: [FieldDefinition.Kind] = [.text, .date, .money]
    for (row, kind) in kinds.enumerated() {
      let zone = Zone(x: 10, y: 5 + Double(row) * 11, width: 70, height: 7)
      sheet.add(ZoneDefinition(field: "/\(row)", read: .line, parts: [zone]), kind)
    }
    let page = try sheet.page()
    for (row, reading) in readers.read(page).enumerated() {
      #expect(reading.state == .blank && reading.value == nil && reading.text == nil && !reading.review)
      // No engine was asked: there is no evidence of a reading.
      #expect(reading.evidence == nil && reading.confidence > 0.99)
      #expect(reading.zone == page.page.zones[row].bounds && reading.box == page.box(page.page.zones[row].bounds))
    }
  }

  @Test func `a lone letter is for a person`() throws {
    #expect(try read("B", .text).review)
  }

  @Test func `a scribble that is no text is unclear and has no value`() throws {
    let sheet = try TestSheet()
    sheet.add(ZoneDefinition(field: "/name", read: .line, parts: [Self.line]))
    sheet.pen([(20, 11), (60, 11.4)], width: 0.6)
    let reading = try #require(try readers.read(sheet.page()).first)
    #expect(reading.review && reading.state != .blank)
    if reading.state == .unclear { #expect(reading.value == nil && reading.confidence == 0) }
  }

  @Test func `one box marked of several is the choice, none is blank, two are for a person`() throws {
    let boxes = ["yes", "no", "unknown"].enumerated().map {
      ZoneDefinition.Box(name: $1, zone: Zone(x: 15 + 15 * Double($0), y: 12, width: 4.8, height: 5.2))
    }
    func choose(_ marked: String...) throws -> FieldReading {
      let sheet = try TestSheet()
      sheet.add(ZoneDefinition(field: "/choice", read: .ticks, parts: [], boxes: boxes), .choice)
      for box in boxes where marked.contains(box.name) { sheet.pen(TickReaderTests.tick(box.zone)) }
      return try #require(try readers.read(sheet.page()).first)
    }
    let none = try choose(), one = try choose("no"), two = try choose("yes", "unknown")
    #expect(none.state == .blank && none.value == nil && !none.review)
    #expect(one.state == .read && one.value == .text("no") && !one.review && one.confidence > readers.target)
    #expect(one.boxes?["no"]?.state == .marked && one.boxes?["yes"]?.state == .blank)
    #expect(two.state == .unclear && two.value == nil && two.review && two.reasons == ["more than one box is marked"])
    #expect(two.boxes?["yes"]?.review == true && two.boxes?["no"]?.review == nil)
  }

  @Test func `a lone box is a yes or a no`() throws {
    func flag(_ isMarked: Bool) throws -> FieldValue? {
      let sheet = try TestSheet(), box = ZoneDefinition.Box(name: "agreed", zone: TickReaderTests.box)
      sheet.add(ZoneDefinition(field: "/agreed", read: .ticks, parts: [], boxes: [box]), .flag)
      if isMarked { sheet.pen(TickReaderTests.tick()) }
      return try readers.read(sheet.page()).first?.value
    }
    #expect(try flag(true) == .flag(true))
    #expect(try flag(false) == .flag(false))
  }

  @Test func `a signature is there or not, and a slip of the pen is for a person`() throws {
    func sign(_ points: [(x: Double, y: Double)]) throws -> FieldReading {
      let sheet = try TestSheet()
      sheet.add(
        ZoneDefinition(field: "/signature", read: .signature, parts: [Zone(x: 10, y: 8, width: 70, height: 20)]), .signature)
      if !points.isEmpty { sheet.pen(points) }
      return try #require(try readers.read(sheet.page()).first)
    }
    let none = try sign([]), slip = try sign([(30, 18), (35, 19)])
    let zigzag = (0...24).map { step -> (x: Double, y: Double) in (20 + Double(step) * 1.6, step % 2 == 0 ? 15 : 21) }
    let name = try sign(zigzag)
    #expect(none.state == .blank && none.value == .flag(false) && !none.review)
    #expect(slip.state == .unclear && slip.review)
    #expect(name.state == .read && name.value == .flag(true) && !name.review)
  }
}
