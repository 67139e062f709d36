/// The printed geometry of a form's pages as numbers, in millimetres from the top left of the printed page.
///
/// Written to `layout.json` by `formscan draft`. It serves to identify and register pages and to take the form's own ink
/// away. It holds no picture and no running text. A shade is the print's darkness, 0 (paper) … 1 (black): what is light drops
/// out of a bitonal scan.
public struct FormLayout: Codable, Sendable {
  public var pages: [PageLayout]
  public init(pages: [PageLayout]) { self.pages = pages }
  public func page(_ number: Int) -> PageLayout? { pages.first { $0.number == number } }
}

/// One page's printed geometry, in millimetres.
public struct PageLayout: Codable, Sendable {
  public var number: Int
  public var width, height: Double
  /// Straight rules, horizontal or vertical, box sides included.
  public var rules: [Rule]
  /// Filled panels.
  public var panels: [Panel]
  /// Ink extents of printed words and of pieces of pictures.
  public var words: [Word]
  /// Where a barcode is printed.
  public var barcodes: [Zone]

  public init(
    number: Int, width: Double, height: Double, rules: [Rule] = [], panels: [Panel] = [],
    words: [Word] = [], barcodes: [Zone] = []
  ) {
    self.number = number
    self.width = width
    self.height = height
    self.rules = rules
    self.panels = panels
    self.words = words
    self.barcodes = barcodes
  }

  /// A printed line as the rectangle of its ink; written `[x, y, width, height, shade]`.
  public struct Rule: Hashable, Sendable {
    public var zone: Zone
    public var shade: Double
    public init(zone: Zone, shade: Double) {
      self.zone = zone
      self.shade = shade
    }
    public var isHorizontal: Bool { zone.width >= zone.height }
  }

  /// A filled area; written `[x, y, width, height, shade]`.
  public struct Panel: Hashable, Sendable {
    public var zone: Zone
    public var shade: Double
    public init(zone: Zone, shade: Double) {
      self.zone = zone
      self.shade = shade
    }
  }

  /// The tight ink extent of a printed word; written `[x, y, width, height, shade, density]`.
  public struct Word: Hashable, Sendable {
    public var zone: Zone
    public var shade: Double
    /// The share of the extent that is ink, 0…1.
    public var density: Double
    public init(zone: Zone, shade: Double, density: Double) {
      self.zone = zone
      self.shade = shade
      self.density = density
    }
  }
}

extension PageLayout.Rule: Codable {
  public init(from decoder: any Decoder) throws {
    let row = try Row(from: decoder, count: 5)
    self.init(zone: row.zone, shade: row.values[4])
  }
  public func encode(to encoder: any Encoder) throws {
    try Row(zone: zone, rest: [shade]).encode(to: encoder)
  }
}

extension PageLayout.Panel: Codable {
  public init(from decoder: any Decoder) throws {
    let row = try Row(from: decoder, count: 5)
    self.init(zone: row.zone, shade: row.values[4])
  }
  public func encode(to encoder: any Encoder) throws {
    try Row(zone: zone, rest: [shade]).encode(to: encoder)
  }
}

extension PageLayout.Word: Codable {
  public init(from decoder: any Decoder) throws {
    let row = try Row(from: decoder, count: 6)
    self.init(zone: row.zone, shade: row.values[4], density: row.values[5])
  }
  public func encode(to encoder: any Encoder) throws {
    try Row(zone: zone, rest: [shade, density]).encode(to: encoder)
  }
}

/// A flat array of numbers whose first four are a zone: compact in JSON and readable in a diff.
private struct Row {
  var values: [Double]
  var zone: Zone { Zone(x: values[0], y: values[1], width: values[2], height: values[3]) }

  init(zone: Zone, rest: [Double]) {
    values = [zone.x, zone.y, zone.width, zone.height] + rest
  }

  init(from decoder: any Decoder, count: Int) throws {
    values = try decoder.singleValueContainer().decode([Double].self)
    guard values.count == count else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "needs \(count) numbers"))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for value in values { try list.encode((value * 100).rounded() / 100) }
  }
}
