/// Pixels an inch of a page, across and down.
struct Resolution: Hashable, Sendable {
  var x, y: Double
  /// Whether the file does not say, or says what no page of paper can be.
  var assumed: Bool

  /// The sides in mm that a page of paper may have.
  static let plausibleSide = 100.0...450.0

  /// The resolution that the file states, if it makes a plausible page; else that of A4 or US letter, whichever the page's
  /// shape is nearer to.
  ///
  /// - Parameters:
  ///   - x: as stated, or nil or 0 for unknown; one axis stands for both.
  init(width: Int, height: Int, statedX x: Double?, statedY y: Double?) {
    let known = [x, y].map { $0 ?? 0 }.map { $0.isFinite && $0 > 0 ? $0 : 0 }
    let x = known[0] > 0 ? known[0] : known[1], y = known[1] > 0 ? known[1] : known[0]
    if x > 0, Self.plausibleSide ~= Double(width) / x * 25.4, Self.plausibleSide ~= Double(height) / y * 25.4 {
      self.init(x: x, y: y, assumed: false)
      return
    }
    let long = Double(max(width, height)), short = Double(min(width, height))
    let papers = [(long: 297.0, short: 210.0), (long: 279.4, short: 215.9)]
    let paper = papers.min { abs(long / short - $0.long / $0.short) < abs(long / short - $1.long / $1.short) }!
    let dpi = long / paper.long * 25.4
    self.init(x: dpi, y: dpi, assumed: true)
  }

  init(x: Double, y: Double, assumed: Bool) {
    self.x = x
    self.y = y
    self.assumed = assumed
  }

  /// What the page is handed on with: above 330 dpi reduced to 300, and the same both ways.
  var target: Double? {
    let uneven = abs(x / y - 1) > 0.02
    guard max(x, y) > 330 || uneven else { return nil }
    return min(300, max(x, y))
  }
}
