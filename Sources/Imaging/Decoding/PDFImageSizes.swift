/// The sizes in pixels of the pictures in a PDF, by a search through its bytes.
///
/// Poppler tells where a picture lies on its page, but not how many pixels it has without decoding it. The dictionary of a
/// picture always stands plain in the file, so a search finds it. What it finds is a hint alone: by a wrong one a page is
/// rendered at another resolution than its picture's, and nothing worse.
struct PDFImageSizes {
  struct Size: Hashable {
    var width, height: Int
  }
  private(set) var sizes: Set<Size> = []

  /// Longest dictionary that is looked at, in bytes, and most of them.
  private static let window = 2048, most = 20_000

  init(_ file: MappedFile) {
    var place = 0, seen = 0
    while seen < Self.most, let hit = file.find("/Width", in: place..<file.count) {
      place = hit + 6
      seen += 1
      guard let width = Self.number(file, after: place) else { continue }
      let from = file.lastFind("obj", in: max(0, hit - Self.window)..<hit) ?? hit
      let until = file.find("stream", in: hit..<hit + Self.window) ?? hit + Self.window
      guard let key = file.find("/Height", in: from..<until), let height = Self.number(file, after: key + 7) else { continue }
      sizes.insert(Size(width: width, height: height))
    }
  }

  /// The whole number that stands behind `place`, of seven digits at most.
  private static func number(_ file: MappedFile, after place: Int) -> Int? {
    var place = place, value: Int?
    while place < file.count, [0x20, 0x0a, 0x0d, 0x09].contains(file[place]) { place += 1 }
    while place < file.count, (0x30...0x39).contains(file[place]), (value ?? 0) < 1_000_000 {
      value = (value ?? 0) * 10 + Int(file[place] - 0x30)
      place += 1
    }
    return value
  }

  /// The size of the picture that fills a page of `width` × `height` points, if one has its shape.
  ///
  /// Of several resolutions the highest, so that nothing is lost; among nearly equal ones the one whose shape fits best.
  func filling(width: Double, height: Double) -> Size? {
    let fits = sizes.flatMap { [Fit($0.width, $0.height, width, height), Fit($0.height, $0.width, width, height)] }
      .filter { $0.distortion < 0.01 && min($0.size.width, $0.size.height) >= 500 }
    guard let finest = fits.map({ $0.scale }).max() else { return nil }
    return fits.filter { $0.scale > finest * 0.97 }.min { $0.rank < $1.rank }?.size
  }

  /// How a picture's size suits a page's.
  private struct Fit {
    var size: Size
    /// Pixels a point.
    var scale: Double
    /// How much more it would be stretched one way than the other; 0 for not.
    var distortion: Double

    init(_ across: Int, _ down: Int, _ width: Double, _ height: Double) {
      size = Size(width: across, height: down)
      scale = Double(across) / width
      distortion = abs(scale / (Double(down) / height) - 1)
    }

    /// Lower is better; the larger of two alike.
    var rank: (Double, Int) { (distortion, -size.width) }
  }
}
