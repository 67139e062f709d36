/// A line as the network wants it: cropped to its ink, a fixed number of rows, 0 paper and 255 ink.
struct LinePicture {
  let rows, width: Int
  let ink: [UInt8]

  /// What would come out wider keeps more paper above and below instead: a rule of a pixel's height is a dash, not a kilometre.
  static let widest = 2048
  private static let narrowest = 8
  /// Paper that is kept above and below, and at either side, as a share of the height.
  private static let margin = 0.07, side = 0.2
  /// What is lower than this many capitals, such as a lone dash, is not blown up to the full height.
  private static let lowest = 0.8

  init(rows: Int, width: Int, ink: [UInt8]) {
    precondition(ink.count == rows * width, "a line needs rows × width pixels")
    self.rows = rows
    self.width = width
    self.ink = ink
  }

  /// - Parameters:
  ///   - capital: the height of a capital in pixels of `picture`, where it is known.
  ///   - rows: to scale to.
  /// - Returns: nil where there is no ink, or more ink than paper.
  init?(_ picture: GreyPlane, capital: Double?, rows: Int) {
    let paper = Paper(picture)
    let mask = InkMask(picture, darkerThan: paper.level(least: Self.leastContrast))
    guard mask.count * 2 <= mask.bits.count, let box = mask.box(leastSide: 3) else { return nil }
    let least = Self.lowest * (capital ?? 0), tall = max(Double(box.height), least)
    let wide = Double(box.width) + 2 * Self.side * tall
    let high = max(tall * (1 + 2 * Self.margin), wide * Double(rows) / Double(Self.widest))
    let width = max(Self.narrowest, Int((wide * Double(rows) / high).rounded()))
    let darkness = picture.darkness(
      than: paper.tone,
      across: (0..<width).map { Taps($0, of: width, over: wide, from: Double(box.x) - Self.side * tall) },
      down: (0..<rows).map { Taps($0, of: rows, over: high, from: Double(box.y) + (Double(box.height) - high) / 2) })
    self.init(rows: rows, width: width, ink: Self.stretched(darkness))
  }

  /// Grey levels between paper and what counts as ink at all.
  private static let leastContrast = 24

  /// Paper (the median) to 0 and the darkest ink (the 99th percentile) to 255; as it is where the two hardly differ.
  private static func stretched(_ ink: [UInt8]) -> [UInt8] {
    let sorted = ink.sorted()
    var paper = Int(sorted[sorted.count / 2]), dark = Int(sorted[sorted.count * 99 / 100])
    if dark - paper < leastContrast { (paper, dark) = (0, 255) }
    return ink.map { UInt8(max(0, min(255, (Int($0) - paper) * 255 / (dark - paper)))) }
  }
}

extension InkMask {
  /// What lies between the outermost pieces of ink, in pixels; pieces that are narrower and lower than `leastSide` are specks.
  fileprivate func box(leastSide: Int) -> (x: Int, y: Int, width: Int, height: Int)? {
    let pieces = components().filter { $0.width >= leastSide || $0.height >= leastSide }
    guard let x = pieces.map(\.x).min(), let y = pieces.map(\.y).min(), let maxX = pieces.map(\.maxX).max(),
      let maxY = pieces.map(\.maxY).max()
    else { return nil }
    return (x, y, maxX - x, maxY - y)
  }
}
