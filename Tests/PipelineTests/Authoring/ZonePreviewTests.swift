import Forms
import Imaging
import Pipeline
import Testing

private let zone = Zone(x: 20, y: 20, width: 30, height: 8)
private let page = PageDefinition(number: 1, zones: [ZoneDefinition(field: "/name", read: .line, parts: [zone])])

/// Grey values at 5 pixels a millimetre.
private func grey(_ drawing: Drawing) throws -> GreyPlane {
  try drawing.image().sampled(.identity, width: 300, height: 200)
}

@Test func `a preview shows the layout's print and frames every zone`() throws {
  let rule = PageLayout.Rule(zone: Zone(x: 2, y: 35, width: 50, height: 1), shade: 1)
  let layout = PageLayout(number: 1, width: 60, height: 40, rules: [rule])
  let plane = try grey(ZonePreview()(page, layout: layout, dpi: 127))
  #expect(plane[100, 177] == 0)
  #expect(plane[100, 120] < 200 && plane[249, 120] < 200)
  #expect((200..<255).contains(plane[230, 125]))
  #expect(plane[280, 120] == 255 && plane[20, 100] == 255)
}

@Test func `a preview over a scan brings the scan to the form's measure`() throws {
  // Twice as large as the form, and a dot at form millimetres 10, 30.
  var scan = GreyPlane(width: 600, height: 400)
  for y in 296..<304 { for x in 96..<104 { scan[x, y] = 0 } }
  let layout = PageLayout(number: 1, width: 60, height: 40)
  let form = FormDefinition(id: "x", edition: "1", title: "X", pages: [page], fields: [:], layout: FormLayout(pages: [layout]))
  let registered = RegisteredPage(
    image: try PageImage(scan, dpi: 254), form: form, page: page, layout: layout,
    transform: Projective(.scale(10)), residualMM: 0, index: 0)
  let plane = try grey(ZonePreview()(registered, dpi: 127))
  #expect(plane[50, 150] < 20)
  #expect(plane[100, 120] < 200)
}
