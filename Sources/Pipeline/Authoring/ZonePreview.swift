public import Forms
public import Imaging

/// Draws a form page's zones with their fields and readers, so that a person can see whether they lie right.
public struct ZonePreview: Sendable {
  public init() {}

  /// The zones over the form page as its layout's numbers have it.
  ///
  /// - Parameter dpi: of the picture made.
  public func callAsFunction(_ page: PageDefinition, layout: PageLayout, dpi: Double = 150) throws -> Drawing {
    let perMM = dpi / 25.4
    let drawing = try Drawing(
      width: Int((layout.width * perMM).rounded()), height: Int((layout.height * perMM).rounded()), dpi: dpi)
    var random = SeededRandom(seed: UInt64(page.number))
    Facsimile(page: page, layout: layout).draw(on: drawing, random: &random)
    draw(page.zones, on: drawing)
    return drawing
  }

  /// The zones over a scan or a blank, brought upright and to the form's measure by the map that registration found.
  public func callAsFunction(_ page: RegisteredPage, dpi: Double = 150) throws -> Drawing {
    let whole = Zone(x: 0, y: 0, width: page.layout.width, height: page.layout.height)
    let drawing = try Drawing(over: PageImage(page.crop(whole, dpi: dpi), dpi: dpi))
    draw(page.page.zones, on: drawing)
    return drawing
  }

  private func draw(_ zones: [ZoneDefinition], on drawing: Drawing) {
    for zone in zones {
      let colour = zone.read.colour
      for part in zone.parts { drawing.mark(part, colour) }
      for (part, count) in zip(zone.parts, zone.cells) {
        for cell in 1..<max(count, 1) {
          let x = part.x + part.width * Double(cell) / Double(count)
          drawing.fill(Zone(x: x - 0.05, y: part.y, width: 0.1, height: part.height), colour)
        }
      }
      for box in zone.boxes {
        drawing.mark(box.zone, colour)
        drawing.label(box.name, x: box.zone.maxX + 0.5, y: box.zone.maxY, size: 1.8, colour)
      }
      let name = "\(zone.field.dropFirst()) · \(zone.read.rawValue)"
      drawing.label(name, x: zone.bounds.x, y: zone.bounds.y - 0.4, size: 1.9, colour)
    }
  }
}

extension ZoneDefinition.Read {
  fileprivate var colour: Drawing.Colour {
    switch self {
    case .line: .init(0, 0.3, 0.9)
    case .block: .init(0, 0.55, 0.55)
    case .comb: .init(0.6, 0, 0.75)
    case .split: .init(0.85, 0.45, 0)
    case .ticks: .init(0.85, 0, 0)
    case .signature: .init(0, 0.5, 0)
    }
  }
}

extension Drawing {
  fileprivate func fill(_ zone: Zone, _ colour: Colour, opacity: Double = 1) {
    fill(x: zone.x, y: zone.y, width: zone.width, height: zone.height, colour, opacity: opacity)
  }

  fileprivate func mark(_ zone: Zone, _ colour: Colour) {
    fill(zone, colour, opacity: 0.12)
    frame(x: zone.x, y: zone.y, width: zone.width, height: zone.height, colour, line: 0.2)
  }

  /// Words on a light ground, to be read over print.
  fileprivate func label(_ text: String, x: Double, y: Double, size: Double, _ colour: Colour) {
    let ground = Zone(x: x, y: y - 0.8 * size, width: width(of: text, size: size), height: size)
    fill(ground, .paper, opacity: 0.8)
    self.text(text, x: x, y: y, size: size, colour)
  }
}
