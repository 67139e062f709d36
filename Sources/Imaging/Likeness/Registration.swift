/// Where a print lies on a page.
public struct Registration: Sendable {
  /// Template pixels (75 dpi) → page pixels (75 dpi).
  public var map: Projective
  /// Mean correlation of the print's patches with the page there, 0…1; patches that were not found count as 0.
  public var score: Double
  /// Root mean square distance of the patches that agree from where `map` puts them, in pixels at 75 dpi.
  public var residual: Double
  /// How many patches agree on `map`, and of how many.
  public var agreeing, patches: Int
  package init(map: Projective, score: Double, residual: Double, agreeing: Int, patches: Int) {
    (self.map, self.score, self.residual, self.agreeing, self.patches) = (map, score, residual, agreeing, patches)
  }

  /// The share of patches that agree, 0…1.
  public var agreement: Double { Double(agreeing) / Double(max(patches, 1)) }
  /// What the share of patches that agree is at least, 19 times in 20, 0…1: few patches say little.
  ///
  /// Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927.
  public var floor: Double {
    let n = Double(max(patches, 1)), p = agreement, z = 1.645
    let middle = p + z * z / (2 * n), spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return (middle - spread) / (1 + z * z / n)
  }
}

/// A page to be compared with prints, reduced once to the resolutions of the search. All at the page's own turn.
public struct PageProbe: Sendable {
  let plane, half, middle, coarse, faint: InkPlane

  /// - Parameter plane: the page's ink at 75 dpi.
  public init(_ plane: InkPlane) {
    self.plane = plane
    half = plane.reduced(by: 2)
    middle = plane.reduced(by: 6)
    coarse = middle.reduced(by: 2)
    faint = coarse.reduced(by: 2)
  }

  /// Correlation of the whole print with the page under `start` (template px → page px at 75 dpi) over shifts of ±`reach` pixels
  /// at `dpi`, and the best shift in pixels at 75 dpi.
  ///
  /// - Parameter windows: what was cut out of the page before; gains what is cut out now.
  private func likeness(
    _ template: PrintSketch, _ page: InkPlane, factor: Double, start: Affine, reach: Int, _ windows: inout ProbeWindows
  ) -> (score: Double, map: Affine) {
    let map = Affine.scale(factor).then(start).then(.scale(1 / factor))
    let padded = windows.cut(
      page, Affine.translation(-Double(reach), -Double(reach)).then(map),
      width: template.plane.width + 2 * reach, height: template.plane.height + 2 * reach)
    let (dx, dy, score) = template.bestShift(on: padded, reach: reach)
    return (score, Affine.translation(Double(dx) * factor, Double(dy) * factor).then(start))
  }

  /// Likeness at 3.1 dpi over ±16 mm: says little, but a thousand pages can be asked.
  public func glimpse(_ template: PrintTemplate, start: Affine, _ windows: inout ProbeWindows) -> (score: Double, map: Affine) {
    likeness(template.faint, faint, factor: 24, start: start, reach: 2, &windows)
  }

  /// Likeness at 6.25 dpi over ±12 mm.
  public func glance(_ template: PrintTemplate, start: Affine, _ windows: inout ProbeWindows) -> (score: Double, map: Affine) {
    likeness(template.coarse, coarse, factor: 12, start: start, reach: 3, &windows)
  }

  /// Likeness at 12.5 dpi over ±6 mm.
  public func look(_ template: PrintTemplate, start: Affine) -> (score: Double, map: Affine) {
    var windows = ProbeWindows()
    return likeness(template.middle, middle, factor: 6, start: start, reach: 3, &windows)
  }

  /// Registers the print at 37.5 dpi from a start that is right to a few millimetres.
  public func register(_ template: PrintTemplate, start: Projective, sane: (Affine) -> Bool) -> Registration? {
    fit(template.patches.wide, on: half, map: start, radius: 9, tolerance: 2.4, unit: 2, sane: sane)
  }

  /// Registers the print at 75 dpi from a start that is right to a pixel or two.
  public func refine(_ template: PrintTemplate, start: Projective, sane: (Affine) -> Bool) -> Registration? {
    fit(template.patches.fine, on: plane, map: start, radius: 4, tolerance: 2.4, unit: 1, sane: sane)
  }

  /// - Parameters:
  ///   - map: template → page at 75 dpi.
  ///   - radius, tolerance: in pixels of `page`, of which `unit` pixels at 75 dpi make one.
  private func fit(
    _ patches: [Patch], on page: InkPlane, map: Projective, radius: Int, tolerance: Double, unit: Double,
    sane: (Affine) -> Bool
  ) -> Registration? {
    let map = map.scaled(from: 1 / unit, to: 1 / unit)
    // Where each patch was found on the page, and on the page as `map` straightens it.
    var pairs: [Pair] = [], straight: [Pair] = [], score = 0.0
    for patch in patches {
      // Each patch is looked for in a window that is turned and scaled as the page lies there.
      let edge = radius + 1, side = patch.size + 2 * edge
      let (x, y) = patch.centre
      let local = map.affine(at: x, y)
      let toPage = Affine.translation(Double(patch.x - edge), Double(patch.y - edge)).then(local)
      let window = page.sampled(toPage, width: side, height: side)
      guard let found = window.search(patch, x: edge, y: edge, radius: radius) else { continue }
      score += Double(max(0, found.score))
      guard found.score > 0.25 else { continue }
      let middle = Double(patch.size) / 2
      pairs.append(Pair(from: patch.centre, to: toPage(found.x + middle, found.y + middle)))
      let edges = Double(edge)
      straight.append(Pair(from: patch.centre, to: (x + found.x - edges, y + found.y - edges)))
    }
    let local = { (map: Affine) in sane(Affine.scale(1 / unit).then(map).then(.scale(unit))) }
    let rough = Affine.consensus(straight, tolerance: tolerance, sane: sane).map { pairs[$0] }
    guard let (fitted, inliers) = polish(rough, among: pairs, sane: local) else { return nil }
    let squares = inliers.reduce(0) { $0 + fitted.distance($1) * fitted.distance($1) }
    return Registration(
      map: fitted.scaled(from: unit, to: unit), score: score / Double(patches.count),
      residual: (squares / Double(inliers.count)).squareRoot() * unit, agreeing: inliers.count, patches: patches.count)
  }

  /// The simplest map that explains the pairs: a similarity where they stand close together, else an affine map, or a projective
  /// one if that is closer by a fifth; refitted to the pairs within a pixel of it.
  private func polish(_ rough: [Pair], among pairs: [Pair], sane: (Affine) -> Bool) -> (Projective, [Pair])? {
    func misfit(_ map: Projective, _ pairs: [Pair]) -> Double {
      pairs.reduce(0) { $0 + map.distance($1) * map.distance($1) } / Double(max(pairs.count, 1))
    }
    func best(_ pairs: [Pair]) -> Projective? {
      let corners = pairs.map(\.from)
      let wide = spread(corners.map(\.x)) > 100 && spread(corners.map(\.y)) > 120 && pairs.count >= 8
      guard wide, let affine = Affine(fitting: pairs), sane(affine) else {
        return Affine(similar: pairs).flatMap { sane($0) ? Projective($0) : nil }
      }
      if pairs.count >= 16, let bent = Projective(fitting: pairs),
        misfit(bent, pairs) < 0.64 * misfit(Projective(affine), pairs),
        corners.allSatisfy({ sane(bent.affine(at: $0.x, $0.y)) })
      {
        return bent
      }
      return Projective(affine)
    }
    guard var map = best(rough) else { return nil }
    var inliers = rough
    for tolerance in [1.6, 1.0, 1.0] {
      let agreeing = pairs.filter { map.distance($0) < tolerance }
      guard agreeing.count >= 3, let next = best(agreeing) else { break }
      (map, inliers) = (next, agreeing)
    }
    return (map, inliers)
  }

  private func spread(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
}
