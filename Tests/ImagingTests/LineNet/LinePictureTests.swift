import Testing

@testable import Imaging

@Suite struct LinePictureTests {
  private static func line(_ picture: GreyPlane, capital: Double? = nil) throws -> LinePicture {
    try #require(LinePicture(picture, capital: capital, rows: 32))
  }

  /// A rectangle of ink on paper.
  private static func bar(x: Int, y: Int, width: Int, height: Int, on size: (width: Int, height: Int), paper: UInt8 = 255)
    -> GreyPlane
  {
    var plane = GreyPlane(width: size.width, height: size.height, filled: paper)
    for row in y..<y + height { for column in x..<x + width { plane[column, row] = 0 } }
    return plane
  }

  /// The rows and columns that are more ink than paper somewhere.
  private static func extent(_ line: LinePicture) -> (rows: [Int], columns: [Int]) {
    let places = line.ink.indices.filter { line.ink[$0] > 127 }
    return (Set(places.map { $0 / line.width }).sorted(), Set(places.map { $0 % line.width }).sorted())
  }

  @Test func `a line looks the same at any size, place and grey`() throws {
    let model = try Self.line(try HandprintDrawing.oneO(height: 64))
    for (size, paper, ink) in [(24.0, 1.0, 0.0), (47, 0.8, 0.3), (128, 0.9, 0.1), (300, 1, 0)] {
      let other = try Self.line(try HandprintDrawing.oneO(height: size, paper: paper, ink: ink))
      #expect(abs(other.width - model.width) <= 1)
      // Compared a pixel's breadth apart: at small sizes the box is a whole pixel of the picture wider or narrower.
      let common = min(model.width, other.width)
      let differences = (0..<32 * common).map { place in
        abs(
          Int(model.ink[place / common * model.width + place % common])
            - Int(other.ink[place / common * other.width + place % common]))
      }
      #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 16)
    }
  }

  @Test func `paper is kept around the ink: 7 hundredths of its height above and below, a fifth at the sides`() throws {
    let line = try Self.line(Self.bar(x: 60, y: 30, width: 300, height: 100, on: (400, 200)))
    #expect(line.width == 95)
    let (rows, columns) = Self.extent(line)
    #expect(rows == Array(2..<30) && columns.first == 6 && columns.last == 88)
    // The same where the picture ends at the ink.
    let tight = try Self.line(Self.bar(x: 0, y: 0, width: 300, height: 100, on: (300, 300)))
    #expect(tight.width == 95 && Self.extent(tight) == (rows, columns))
  }

  @Test func `specks do not decide what is cropped`() throws {
    let plain = Self.bar(x: 60, y: 30, width: 20, height: 60, on: (400, 200))
    var specked = plain
    for (x, y) in [(2, 2), (3, 2), (390, 4), (391, 5), (200, 195)] { specked[x, y] = 0 }
    #expect(try Self.line(specked).ink == Self.line(plain).ink)
    // Three pixels in a row may be a full stop.
    for x in 380..<383 { specked[x, 60] = 0 }
    #expect(try Self.line(specked).width > Self.line(plain).width * 2)
  }

  @Test func `a lone dash stays a dash where the height of a capital is known`() throws {
    let dash = Self.bar(x: 50, y: 40, width: 24, height: 6, on: (200, 100))
    let (rows, _) = Self.extent(try Self.line(dash, capital: 50))
    #expect(rows == Array(14...17))
    #expect(Self.extent(try Self.line(dash)).rows.count > 24)
    let tall = Self.bar(x: 50, y: 40, width: 10, height: 45, on: (200, 100))
    #expect(try Self.line(tall, capital: 50).ink == Self.line(tall).ink)
  }

  @Test func `a long rule is no wider than the widest line, and still there`() throws {
    let line = try Self.line(Self.bar(x: 10, y: 50, width: 3000, height: 3, on: (3100, 100)))
    #expect(line.width == LinePicture.widest)
    #expect(Self.extent(line).columns.count > 1900)
  }

  @Test func `faint writing comes out as dark as any, and a shadow of it is not writing`() throws {
    var faint = Self.bar(x: 60, y: 30, width: 8, height: 60, on: (200, 120), paper: 220)
    for place in faint.pixels.indices where faint.pixels[place] == 0 { faint.pixels[place] = 180 }
    #expect(try Self.line(faint).ink.max() == 255)
    for place in faint.pixels.indices where faint.pixels[place] == 180 { faint.pixels[place] = 205 }
    #expect(LinePicture(faint, capital: nil, rows: 32) == nil)
  }
}
