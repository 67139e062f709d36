import Forms
import Imaging
@testable import Pipeline

/// A small sheet that a test prints, has somebody write on and scans: paper, print and writing are drawn, in millimetres.
final class TestSheet {
  /// Width and height.
  let size: (width: Double, height: Double)
  /// What readers are told of the print.
  var layout: PageLayout
  let paper: Drawing
  private let map: Affine
  private var zones: [ZoneDefinition] = []
  private var fields: [String: FieldDefinition] = [:]

  /// - Parameter skew: degrees clockwise by which the sheet lies askew on the scanner.
  init(width: Double = 90, height: Double = 40, skew: Double = 0, dpi: Double = 300) throws {
    size = (width, height)
    layout = PageLayout(number: 1, width: width, height: height)
    let edge = 4.0
    map = Affine.translation(-width / 2, -height / 2).then(.rotation(degrees: skew))
      .then(.translation(width / 2 + edge, height / 2 + edge)).then(.scale(dpi / 25.4))
    paper = try Drawing(
      width: Int((width + 2 * edge) * dpi / 25.4), height: Int((height + 2 * edge) * dpi / 25.4), dpi: dpi)
    paper.transform = map
  }

  // MARK: The form

  /// Prints a frame that the form is known to have.
  func printBox(_ zone: Zone, line: Double = 0.3) {
    paper.frame(x: zone.x, y: zone.y, width: zone.width, height: zone.height, .black, line: line)
    let half = line / 2
    for y in [zone.y, zone.maxY] { know(Zone(x: zone.x - half, y: y - half, width: zone.width + line, height: line)) }
    for x in [zone.x, zone.maxX] { know(Zone(x: x - half, y: zone.y - half, width: line, height: zone.height + line)) }
  }

  private func know(_ rule: Zone) { layout.rules.append(.init(zone: rule, shade: 1)) }

  /// Prints a word that the form is known to have.
  func printWord(_ word: String, x: Double, y: Double, size: Double = 3.5) {
    let font = "Liberation Sans"
    paper.text(word, x: x, y: y, size: size, font: font)
    let extent = Zone(x: x, y: y - 0.75 * size, width: paper.width(of: word, size: size, font: font), height: 0.97 * size)
    layout.words.append(.init(zone: extent, shade: 1, density: 0.3))
  }

  /// Gives the form a field and prints the frames that its value stands in.
  func add(_ zone: ZoneDefinition, _ kind: FieldDefinition.Kind = .text, framed: Bool = true) {
    zones.append(zone)
    fields[zone.field] = FieldDefinition(label: zone.field, kind: kind, of: zone.boxes.map(\.name))
    if framed { for part in zone.parts + zone.boxes.map(\.zone) { printBox(part) } }
  }

  // MARK: What somebody put on it

  /// Types `text` on the base line `y`.
  func type(_ text: String, x: Double, y: Double, size: Double = 3.9, font: String = "Liberation Sans", shade: Double = 1) {
    paper.text(text, x: x, y: y, size: size, .shade(shade), font: font)
  }

  /// Draws with a pen.
  func pen(_ points: [(x: Double, y: Double)], width: Double = 0.5, shade: Double = 0.9) {
    paper.stroke(points, width: width, .shade(shade))
  }

  // MARK: The scan

  func form() -> FormDefinition {
    FormDefinition(
      id: "sheet", edition: "1", title: "Sheet", pages: [PageDefinition(number: 1, zones: zones)], fields: fields,
      layout: FormLayout(pages: [layout]))
  }

  /// The sheet as its scan is registered.
  func page() throws -> RegisteredPage {
    let form = form()
    return RegisteredPage(
      image: try paper.image(), form: form, page: form.pages[0], layout: layout, transform: Projective(map), residualMM: 0.05,
      index: 0)
  }

  /// What a zone of it holds.
  func ink(_ zone: Zone) throws -> ZoneInk { ZoneInk(zone, on: try page(), contrast: 160) }
}
