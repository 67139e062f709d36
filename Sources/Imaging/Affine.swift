import Foundation

/// A plane-to-plane map: `x' = a·x + b·y + tx`, `y' = c·x + d·y + ty`.
///
/// Coordinates are continuous: the centre of pixel 0 lies at 0.5, so millimetres and pixels of any resolution differ by a factor
/// alone.
public struct Affine: Hashable, Sendable {
  public var a, b, tx, c, d, ty: Double

  public init(a: Double, b: Double, tx: Double, c: Double, d: Double, ty: Double) {
    self.a = a
    self.b = b
    self.tx = tx
    self.c = c
    self.d = d
    self.ty = ty
  }

  public static let identity = Affine(a: 1, b: 0, tx: 0, c: 0, d: 1, ty: 0)

  public static func scale(_ x: Double, _ y: Double? = nil) -> Affine {
    Affine(a: x, b: 0, tx: 0, c: 0, d: y ?? x, ty: 0)
  }

  public static func translation(_ x: Double, _ y: Double) -> Affine {
    Affine(a: 1, b: 0, tx: x, c: 0, d: 1, ty: y)
  }

  /// Turns clockwise on a page whose y runs down.
  public static func rotation(degrees: Double) -> Affine {
    let radians = degrees * .pi / 180
    return Affine(a: cos(radians), b: -sin(radians), tx: 0, c: sin(radians), d: cos(radians), ty: 0)
  }

  public func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (a * x + b * y + tx, c * x + d * y + ty)
  }

  /// First this map, then `next`.
  public func then(_ next: Affine) -> Affine {
    Affine(
      a: next.a * a + next.b * c, b: next.a * b + next.b * d,
      tx: next.a * tx + next.b * ty + next.tx,
      c: next.c * a + next.d * c, d: next.c * b + next.d * d,
      ty: next.c * tx + next.d * ty + next.ty)
  }

  public var determinant: Double { a * d - b * c }

  /// The map back; the caller answers for a determinant that is not zero.
  public var inverse: Affine {
    let k = 1 / determinant
    return Affine(
      a: d * k, b: -b * k, tx: (b * ty - d * tx) * k,
      c: -c * k, d: a * k, ty: (c * tx - a * ty) * k)
  }
}
