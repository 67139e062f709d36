public import Forms
public import Imaging

/// Writes down the printed geometry of a blank page in millimetres.
public struct LayoutExtractor {
  public init() {}

  /// - Parameters:
  ///   - blank: a clean page, rendered at 300 dpi without form widgets.
  ///   - number: the form page's number.
  /// - Returns: the layout, and the text of the page's barcode if there is one.
  public func callAsFunction(_ blank: PageImage, number: Int) throws -> (PageLayout, barcode: String?) {
    let mm = 25.4 / blank.dpi
    func zone(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> Zone {
      Zone(x: Double(x) * mm, y: Double(y) * mm, width: Double(width) * mm, height: Double(height) * mm)
    }
    let marks = try blank.printedMarks()
    let code = BarcodeReader().read(blank.plane).first
    var layout = PageLayout(
      number: number, width: Double(blank.width) * mm, height: Double(blank.height) * mm,
      rules: marks.rules.map { .init(zone: zone($0.x, $0.y, $0.width, $0.height), shade: $0.shade) },
      panels: marks.panels.map { .init(zone: zone($0.x, $0.y, $0.width, $0.height), shade: $0.shade) },
      words: marks.words.map {
        .init(zone: zone($0.x, $0.y, $0.width, $0.height), shade: $0.shade, density: $0.density)
      })
    if let code {
      let seen = zone(code.x, code.y, code.width, code.height).inset(by: -1)
      let bars = layout.rules.map(\.zone).filter { $0.intersection(seen) != nil && $0.width < 6 && $0.height < 6 }
      let pieces = layout.words.map(\.zone).filter { $0.intersection(seen) != nil }
      let place = (bars + pieces).reduce(seen) { $0.union($1) }
      layout.barcodes = [place]
      layout.rules.removeAll { $0.zone.intersection(place) != nil }
      layout.words.removeAll { $0.zone.intersection(place) != nil }
    }
    return (layout, code?.text)
  }
}
