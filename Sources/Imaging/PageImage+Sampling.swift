import CLeptonica

extension PageImage {
  /// The picture that `map` (destination pixels → this page's pixels) cuts out, by bilinear interpolation; paper outside the page.
  public func sampled(_ map: Affine, width w: Int, height h: Int) -> GreyPlane {
    let pixels = unsafe withPix { pix in
      let source = unsafe PixelSource(pix)
      return unsafe [UInt8](unsafeUninitializedCapacity: w * h) { out, count in
        for y in 0..<h {
          let (u, v) = map(0.5, Double(y) + 0.5)
          let line = PixelSource.Line(u: u, v: v, map)
          for x in stride(from: 0, to: w, by: PixelSource.block) {
            unsafe source.take(min(PixelSource.block, w - x), from: x, of: line, to: out.baseAddress! + (y &* w &+ x))
          }
        }
        count = w * h
      }
    }
    return GreyPlane(width: w, height: h, pixels: pixels)
  }
}

/// A page's pixels, to be taken along straight lines. Most of a page is paper, so a bitonal one is asked for a block of pixels at a time
/// whether there is any ink.
@safe private struct PixelSource {
  /// Pixels that are taken at a time.
  static let block = 16

  private let data: UnsafeMutablePointer<UInt32>
  private let words, width, height: Int
  private let isBitonal: Bool

  init(_ pix: UnsafeMutablePointer<PIX>) {
    unsafe data = unsafe pixGetData(pix)
    words = Int(unsafe pixGetWpl(pix))
    (width, height) = (Int(unsafe pixGetWidth(pix)), Int(unsafe pixGetHeight(pix)))
    isBitonal = unsafe pixGetDepth(pix) == 1
  }

  /// Places on a straight line over the page, in 65,536ths of a pixel.
  struct Line {
    private let u, v: Int
    let du, dv: Int

    init(u: Double, v: Double, _ map: Affine) {
      (self.u, self.v) = (Int(((u - 0.5) * 65536).rounded(.down)), Int(((v - 0.5) * 65536).rounded(.down)))
      (du, dv) = (Int((map.a * 65536).rounded()), Int((map.c * 65536).rounded()))
    }

    func callAsFunction(_ x: Int) -> (u: Int, v: Int) { (u &+ x &* du, v &+ x &* dv) }
  }

  /// Writes `count` pixels from place `first` of a line to `out`.
  func take(_ count: Int, from first: Int, of line: Line, to out: UnsafeMutablePointer<UInt8>) {
    var (u, v) = line(first)
    let last = line(first + count - 1)
    let left = min(u, last.u) >> 16, right = max(u, last.u) >> 16 &+ 1
    let top = min(v, last.v) >> 16, bottom = max(v, last.v) >> 16 &+ 1
    // What follows looks at a word beyond the pixel: below the last row there may be none.
    guard left >= 0, top >= 0, right < width, bottom &+ 1 < height else {
      for x in 0..<count {
        let px = u >> 16, py = v >> 16
        unsafe out[x] = blend(u, v, value(px, py), value(px &+ 1, py), value(px, py &+ 1), value(px &+ 1, py &+ 1))
        u &+= line.du
        v &+= line.dv
      }
      return
    }
    if isBitonal {
      if isPaper(left...right, top...bottom) {
        unsafe out.update(repeating: 255, count: count)
        return
      }
      for x in 0..<count {
        let above = pair(u >> 16, v >> 16), below = pair(u >> 16, v >> 16 &+ 1)
        unsafe out[x] = blend(u, v, tone(above >> 1), tone(above & 1), tone(below >> 1), tone(below & 1))
        u &+= line.du
        v &+= line.dv
      }
    } else {
      for x in 0..<count {
        let px = u >> 16, row = unsafe bytes(v >> 16), next = unsafe bytes(v >> 16 &+ 1)
        unsafe out[x] = blend(u, v, Int(row[byte(px)]), Int(row[byte(px &+ 1)]), Int(next[byte(px)]), Int(next[byte(px &+ 1)]))
        u &+= line.du
        v &+= line.dv
      }
    }
  }

  @inline(__always) private func blend(_ u: Int, _ v: Int, _ a: Int, _ b: Int, _ c: Int, _ d: Int) -> UInt8 {
    let fx = (u >> 8) & 255, fy = (v >> 8) & 255
    let top = a &* (256 &- fx) &+ b &* fx, bottom = c &* (256 &- fx) &+ d &* fx
    return UInt8(truncatingIfNeeded: (top &* (256 &- fy) &+ bottom &* fy &+ 32768) >> 16)
  }

  /// The bits of a row from pixel `x` on, the first highest: 33 at least.
  @inline(__always) private func bits(_ x: Int, _ y: Int) -> UInt64 {
    let word = unsafe data + (y &* words &+ x >> 5)
    return unsafe (UInt64(word[0]) << 32 | UInt64(word[1])) &<< UInt64(x & 31)
  }

  /// Two pixels side by side.
  @inline(__always) private func pair(_ x: Int, _ y: Int) -> Int { Int(truncatingIfNeeded: bits(x, y) >> 62) }

  @inline(__always) private func tone(_ bit: Int) -> Int { bit == 0 ? 255 : 0 }

  private func isPaper(_ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>) -> Bool {
    guard columns.count <= 32, rows.count <= 32 else { return false }
    var any: UInt64 = 0
    for row in rows { any |= bits(columns.lowerBound, row) }
    return any &>> UInt64(64 - columns.count) == 0
  }

  @inline(__always) private func bytes(_ y: Int) -> UnsafePointer<UInt8> {
    unsafe UnsafeRawPointer(data + y &* words).assumingMemoryBound(to: UInt8.self)
  }

  /// The pixel at (`x`, `y`), wherever that lies.
  private func value(_ x: Int, _ y: Int) -> Int {
    guard x >= 0, y >= 0, x < width, y < height else { return 255 }
    let row = unsafe data + y &* words
    return isBitonal
      ? unsafe tone(Int(row[x >> 5] >> UInt32(31 &- (x & 31))) & 1)
      : Int((unsafe row[x >> 2] >> UInt32(24 &- ((x & 3) &* 8))) & 255)
  }
}
