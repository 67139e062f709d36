/// A page's print, ready to be looked for: drawn from numbers at the four resolutions that the search steps through.
public struct PrintTemplate: Sendable {
  /// Pixels an inch of the finest step.
  public static let dpi = 75.0
  /// The page in pixels at `dpi`.
  public let width, height: Int
  /// The print at 6.25 and at 12.5 dpi.
  let coarse, middle: InkPlane
  /// At 37.5 and at 75 dpi.
  let wide, fine: [Patch]

  /// - Parameters:
  ///   - marks: rules and words in pixels at 75 dpi.
  ///   - width, height: the printed page in pixels at 75 dpi.
  public init(width: Int, height: Int, marks: [InkPlane.Mark]) {
    self.width = width
    self.height = height
    let plane = InkPlane(width: width, height: height, drawing: marks)
    let half = plane.reduced(by: 2)
    middle = plane.reduced(by: 6)
    coarse = middle.reduced(by: 2)
    wide = half.patches(columns: 5, rows: 7, size: 24, margin: 2)
    fine = plane.patches(columns: 6, rows: 9, size: 32, margin: 4)
  }
}
