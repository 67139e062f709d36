public import Forms
public import Imaging

/// A scan page whose form page and place on it are known: what the readers work on.
public struct RegisteredPage: Sendable {
  public var image: PageImage
  public var form: FormDefinition
  public var page: PageDefinition
  public var layout: PageLayout
  /// Form millimetres → pixels of `image`.
  public var transform: Projective
  /// Root mean square distance of the page's marks from where `transform` puts them, in mm.
  public var residualMM: Double
  /// 0-based place of the scan page in its file.
  public var index: Int

  public init(
    image: PageImage, form: FormDefinition, page: PageDefinition, layout: PageLayout,
    transform: Projective, residualMM: Double, index: Int
  ) {
    self.image = image
    self.form = form
    self.page = page
    self.layout = layout
    self.transform = transform
    self.residualMM = residualMM
    self.index = index
  }

  /// The upright picture of `zone` (form mm) at `dpi`, resampled from the scan.
  public func crop(_ zone: Zone, dpi: Double = 300) -> GreyPlane {
    let perPixel = 25.4 / dpi
    let map = Affine.scale(perPixel).then(.translation(zone.x, zone.y)).then(transform.affine(at: zone.midX, zone.midY))
    return image.sampled(
      map, width: Int((zone.width / perPixel).rounded()),
      height: Int((zone.height / perPixel).rounded()))
  }

  /// The scan pixels that `zone` covers: `[x, y, width, height]`, the upright rectangle around it.
  public func box(_ zone: Zone) -> [Int] {
    let corners = [
      transform(zone.x, zone.y), transform(zone.maxX, zone.y),
      transform(zone.x, zone.maxY), transform(zone.maxX, zone.maxY),
    ]
    let xs = corners.map(\.x), ys = corners.map(\.y)
    let left = Int(xs.min()!.rounded()), top = Int(ys.min()!.rounded())
    return [left, top, Int(xs.max()!.rounded()) - left, Int(ys.max()!.rounded()) - top]
  }
}
