/// A page of a scan file as decoded.
public struct ScanPage: Sendable {
  /// 0-based place in its file.
  public var index: Int
  /// 1 bit where the file's own pixels are black and white alone, else 8-bit grey; 330 dpi at most.
  public var image: PageImage
  /// Whether the file states no plausible resolution, so that `image.dpi` was taken from the page's shape.
  public var resolutionAssumed: Bool
  /// Pixels of the file's own picture for one pixel of `image`, across and down; 1 unless it was reduced.
  public var sourceScaleX, sourceScaleY: Double
  /// Whether the decoder met damage, so that part of the page may be missing.
  public var damaged: Bool

  public init(
    index: Int, image: PageImage, resolutionAssumed: Bool, sourceScaleX: Double = 1, sourceScaleY: Double = 1,
    damaged: Bool = false
  ) {
    self.index = index
    self.image = image
    self.resolutionAssumed = resolutionAssumed
    self.sourceScaleX = sourceScaleX
    self.sourceScaleY = sourceScaleY
    self.damaged = damaged
  }
}
