import Synchronization

/// A page's print, ready to be looked for: drawn from numbers at the resolutions that the search steps through.
///
/// What the first steps need of every known page is small and drawn at once; what the last steps need of the few pages that could be
/// it is drawn when first asked for, and kept.
public final class PrintTemplate: Sendable {
  /// Pixels an inch of the finest step.
  public static let dpi = 75.0
  /// The page in pixels at `dpi`.
  public let width, height: Int
  /// The print at 3.1, at 6.25 and at 12.5 dpi.
  let faint, coarse, middle: PrintSketch
  private let marks, openings: [InkPlane.Mark]
  private let kept = Mutex<Patches?>(nil)

  /// Squares of the print to look for at 37.5 and at 75 dpi.
  struct Patches: Sendable {
    let wide, fine: [Patch]
  }

  /// - Parameters:
  ///   - marks: rules and words in pixels at 75 dpi.
  ///   - open: where people write, in the same pixels.
  ///   - width, height: the printed page in pixels at 75 dpi.
  public init(width: Int, height: Int, marks: [InkPlane.Mark], open: [InkPlane.Mark] = []) {
    self.width = width
    self.height = height
    self.marks = marks
    openings = open
    let print = InkPlane(width: width / 6, height: height / 6, drawing: marks.map { $0.scaled(by: 1.0 / 6) })
    let open = InkPlane(width: width / 6, height: height / 6, drawing: open.map { $0.scaled(by: 1.0 / 6) })
    middle = PrintSketch(print, open: open)
    coarse = PrintSketch(print.reduced(by: 2), open: open.reduced(by: 2))
    faint = PrintSketch(print.reduced(by: 4), open: open.reduced(by: 4))
  }

  /// Where people write, at 12.5 dpi; drawn anew each time, for few pages ask.
  var open: InkPlane {
    InkPlane(width: width / 6, height: height / 6, drawing: openings.map { $0.scaled(by: 1.0 / 6) })
  }

  /// The squares of a grid's cells. Where the print stands in a few of them alone, these are taken apart, so that there is enough to go by.
  private static func patches(_ plane: InkPlane, columns: Int, rows: Int, size: Int, margin: Int) -> [Patch] {
    let patches = plane.patches(columns: columns, rows: rows, size: size, margin: margin)
    guard patches.count < columns * rows / 2 else { return patches }
    return plane.patches(columns: 2 * columns, rows: 2 * rows, size: size, margin: margin)
  }

  /// The squares; drawn on the first call.
  var patches: Patches {
    kept.withLock { kept in
      if let kept { return kept }
      let plane = InkPlane(width: width, height: height, drawing: marks)
      let drawn = Patches(
        wide: Self.patches(plane.reduced(by: 2), columns: 5, rows: 7, size: 24, margin: 2),
        fine: Self.patches(plane, columns: 6, rows: 9, size: 32, margin: 4))
      kept = drawn
      return drawn
    }
  }
}

extension InkPlane.Mark {
  fileprivate func scaled(by factor: Double) -> InkPlane.Mark {
    .init(x: x * factor, y: y * factor, width: width * factor, height: height * factor, weight: weight)
  }
}
