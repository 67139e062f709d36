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
  unsafe plane.pixels.withUnsafeBufferPointer { pixels in
    for y in 0..<plane.height {
      let row = unsafe UnsafeMutableRawPointer(data + y &* words).assumingMemoryBound(to: UInt8.self)
      for x in 0..<plane.width { unsafe row[byte(x)] = pixels[y &* plane.width &+ x] }
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
      let row = unsafe UnsafeRawPointer(data + y &* words).assumingMemoryBound(to: UInt8.self)
      for x in 0..<width { unsafe out[y &* width &+ x] = row[byte(x)] }
    }
    count = width * height
  }
  return GreyPlane(width: width, height: height, pixels: pixels)
}

/// Where in memory the 8-bit pixel `x` of a row lies: leptonica packs four into a word, the first into its high byte.
@inline(__always) func byte(_ x: Int) -> Int { 1.littleEndian == 1 ? x ^ 3 : x }
