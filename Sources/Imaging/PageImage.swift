import CLeptonica
import Foundation

/// A page image that stages pass along: never changed after it is made, so safe to share.
///
/// Owns one leptonica `PIX` of depth 1 (bitonal) or 8 (grey). Never cloned across threads: the PIX's count is not atomic.
@safe public final class PageImage: @unchecked Sendable {
  private let pix: UnsafeMutablePointer<PIX>
  /// Pixels an inch, as found in the file or assumed from the page's size.
  public let dpi: Double

  /// Takes ownership of what the leptonica function `call` returned; it returns null on failure. Other depths than 1 and 8 are
  /// turned to grey (`pixConvertTo8`).
  init(
    _ call: String, dpi: Double, _ body: () throws -> UnsafeMutablePointer<PIX>?
  ) throws {
    guard var made = unsafe try body() else { throw ImagingError(call: call) }
    let depth = unsafe pixGetDepth(made)
    if unsafe (depth != 1 && depth != 8) || pixGetColormap(made) != nil {
      let grey = unsafe pixConvertTo8(made, 0)
      var old: UnsafeMutablePointer<PIX>? = unsafe made
      unsafe pixDestroy(&old)
      guard let grey = unsafe grey else { throw ImagingError(call: "pixConvertTo8") }
      unsafe made = unsafe grey
    }
    unsafe pix = unsafe made
    self.dpi = dpi
  }

  /// A grey page from plain pixels.
  public convenience init(_ plane: GreyPlane, dpi: Double) throws {
    unsafe try self.init("pixCreate", dpi: dpi) { unsafe makePix(plane) }
  }

  deinit {
    var pix: UnsafeMutablePointer<PIX>? = unsafe pix
    unsafe pixDestroy(&pix)
  }

  public var width: Int { Int(unsafe pixGetWidth(pix)) }
  public var height: Int { Int(unsafe pixGetHeight(pix)) }
  /// Of its pixels, in memory.
  var byteCount: Int { Int(unsafe pixGetWpl(pix)) * 4 * height }
  public var isBitonal: Bool { unsafe pixGetDepth(pix) == 1 }

  /// Lends the PIX to code in this module; it must neither keep nor change it.
  func withPix<R>(_ body: (UnsafeMutablePointer<PIX>) throws -> R) rethrows -> R {
    unsafe try body(pix)
  }

  /// The whole page as plain pixels.
  public var plane: GreyPlane { sampled(.identity, width: width, height: height) }

  /// The picture that `map` (destination pixels → this page's pixels) cuts out, by bilinear interpolation; paper outside the page.
  public func sampled(_ map: Affine, width w: Int, height h: Int) -> GreyPlane {
    let sourceWidth = width, sourceHeight = height
    let words = Int(unsafe pixGetWpl(pix))
    let data = unsafe pixGetData(pix)!
    let bitonal = isBitonal
    @inline(__always) func inner(_ x: Int, _ y: Int) -> Int {
      let row = unsafe data + y &* words
      return bitonal
        ? (unsafe row[x >> 5] >> UInt32(31 &- (x & 31))) & 1 == 0 ? 255 : 0
        : Int((unsafe row[x >> 2] >> UInt32(24 &- ((x & 3) &* 8))) & 255)
    }
    func value(_ x: Int, _ y: Int) -> Int {
      x >= 0 && y >= 0 && x < sourceWidth && y < sourceHeight ? inner(x, y) : 255
    }
    @inline(__always) func blend(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ fx: Int, _ fy: Int) -> UInt8 {
      let top = a &* (256 &- fx) &+ b &* fx, bottom = c &* (256 &- fx) &+ d &* fx
      return UInt8(truncatingIfNeeded: (top &* (256 &- fy) &+ bottom &* fy &+ 32768) >> 16)
    }
    // A map is straight: where its corners lie inside the page, all of it does.
    let isInside = [(0.0, 0.0), (Double(w), 0), (0, Double(h)), (Double(w), Double(h))].allSatisfy { corner in
      let (u, v) = map(corner.0, corner.1)
      return u >= 1 && v >= 1 && u < Double(sourceWidth - 2) && v < Double(sourceHeight - 2)
    }
    let pixels = unsafe [UInt8](unsafeUninitializedCapacity: w * h) { out, count in
      for y in 0..<h {
        let (u, v) = map(0.5, Double(y) + 0.5)
        // In 65,536ths of a pixel.
        var iu = Int(((u - 0.5) * 65536).rounded(.down)), iv = Int(((v - 0.5) * 65536).rounded(.down))
        let du = Int((map.a * 65536).rounded()), dv = Int((map.c * 65536).rounded())
        if isInside {
          for x in 0..<w {
            let px = iu >> 16, py = iv >> 16
            unsafe out[y &* w &+ x] = blend(
              inner(px, py), inner(px &+ 1, py), inner(px, py &+ 1), inner(px &+ 1, py &+ 1), (iu >> 8) & 255, (iv >> 8) & 255)
            iu &+= du
            iv &+= dv
          }
        } else {
          for x in 0..<w {
            let px = iu >> 16, py = iv >> 16
            unsafe out[y &* w &+ x] = blend(
              value(px, py), value(px &+ 1, py), value(px, py &+ 1), value(px &+ 1, py &+ 1), (iu >> 8) & 255, (iv >> 8) & 255)
            iu &+= du
            iv &+= dv
          }
        }
      }
      count = w * h
    }
    return GreyPlane(width: w, height: h, pixels: pixels)
  }

  /// Writes a PNG.
  public func writePNG(to path: String) throws {
    guard unsafe pixWrite(path, pix, Int32(IFF_PNG)) == 0 else {
      throw ImagingError(call: "pixWrite", detail: path)
    }
  }
}

/// Copies plain pixels into a new 8-bit PIX; null if there is no memory.
func makePix(_ plane: GreyPlane) -> UnsafeMutablePointer<PIX>? {
  guard let pix = unsafe pixCreate(Int32(plane.width), Int32(plane.height), 8) else {
    return nil
  }
  let words = Int(unsafe pixGetWpl(pix))
  let data = unsafe pixGetData(pix)!
  for y in 0..<plane.height {
    let row = unsafe data + y * words
    for x in 0..<plane.width {
      unsafe row[x >> 2] |= UInt32(plane.pixels[y * plane.width + x]) << UInt32(24 - (x & 3) * 8)
    }
  }
  return unsafe pix
}

/// Copies an 8-bit PIX into plain pixels.
func greyPlane(_ pix: UnsafeMutablePointer<PIX>) -> GreyPlane {
  let width = Int(unsafe pixGetWidth(pix)), height = Int(unsafe pixGetHeight(pix))
  let words = Int(unsafe pixGetWpl(pix))
  let data = unsafe pixGetData(pix)!
  let pixels = unsafe [UInt8](unsafeUninitializedCapacity: width * height) { out, count in
    for y in 0..<height {
      let row = unsafe data + y &* words
      for x in 0..<width {
        unsafe out[y &* width &+ x] = UInt8(
          truncatingIfNeeded: unsafe row[x >> 2] >> UInt32(24 &- ((x & 3) &* 8)))
      }
    }
    count = width * height
  }
  return GreyPlane(width: width, height: height, pixels: pixels)
}
