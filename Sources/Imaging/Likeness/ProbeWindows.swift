/// Parts cut out of a page to lay prints over them: prints of one size at one turn share theirs.
public struct ProbeWindows: Sendable {
  private struct Key: Hashable {
    var map: Affine
    var width, height: Int
  }

  private var cut: [Key: InkPlane] = [:]

  public init() {}

  /// What `map` cuts out of `page`; the same page in one resolution each time.
  mutating func cut(_ page: InkPlane, _ map: Affine, width: Int, height: Int) -> InkPlane {
    let key = Key(map: map, width: width, height: height)
    if let known = cut[key] { return known }
    let part = page.sampled(map, width: width, height: height)
    cut[key] = part
    return part
  }
}
