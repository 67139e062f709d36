import Imaging

extension ZoneInk {
  /// The zone's pieces as lines of writing, from top to bottom: pieces whose heights overlap, specks with the nearest line.
  func lines() -> [[Component]] {
    let tall = pieces.filter(Self.isWriting)
    guard !tall.isEmpty else { return [] }
    let heights = tall.map(\.height).sorted()
    let typical = heights[heights.count / 2]
    var bands: [Band] = []
    for piece in tall.sorted(by: { $0.midY < $1.midY }) {
      // Bands grow by their members' middles, not their tails, so that a long descender does not tie two lines together.
      if let last = bands.indices.last, piece.midY - bands[last].middle < 0.75 * Double(typical) {
        bands[last].members.append(piece)
        bands[last].top = min(bands[last].top, Double(piece.y))
        bands[last].bottom = max(bands[last].bottom, Double(piece.maxY))
      } else {
        bands.append(Band(top: Double(piece.y), bottom: Double(piece.maxY), members: [piece]))
      }
    }
    for speck in pieces where !Self.isWriting(speck) {
      let distances = bands.map { band in max(band.top - speck.midY, speck.midY - band.bottom, 0) }
      guard let nearest = distances.indices.min(by: { distances[$0] < distances[$1] }),
        distances[nearest] < 0.5 * Double(typical)
      else { continue }
      let reach = bands[nearest].members.bounds!
      guard speck.x > reach.x - 2 * typical, speck.maxX < reach.maxX + 2 * typical else { continue }
      bands[nearest].members.append(speck)
    }
    return bands.map { $0.members.sorted { $0.x < $1.x } }
  }
}

/// Pieces on one line, and how far they reach in pixels.
private struct Band {
  var top, bottom: Double
  var members: [Component]
  /// The middle of the members' middles.
  var middle: Double { members.map(\.midY).sorted()[members.count / 2] }
}
