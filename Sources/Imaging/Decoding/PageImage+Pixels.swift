import CLeptonica

extension PageImage {
  /// A page whose packed rows of 32-bit words `fill` writes.
  ///
  /// - Parameter depth: bits a pixel, 1 (1 is black) or 8 (0 is black).
  convenience init(
    width: Int, height: Int, depth: Int, dpi: Double, fill: (UnsafeMutableRawBufferPointer) throws -> Void
  ) throws {
    unsafe try self.init("pixCreate", dpi: dpi) {
      guard let pix = unsafe pixCreateNoInit(Int32(width), Int32(height), Int32(depth)) else { return nil }
      do {
        unsafe try fill(packedBytes(pix))
      } catch {
        var pix: UnsafeMutablePointer<PIX>? = unsafe pix
        unsafe pixDestroy(&pix)
        throw error
      }
      return unsafe pix
    }
  }

  /// Lends the packed rows, as words of this machine's byte order.
  func withPackedBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    unsafe try withPix { unsafe try body(UnsafeRawBufferPointer(packedBytes($0))) }
  }
}

private func packedBytes(_ pix: UnsafeMutablePointer<PIX>) -> UnsafeMutableRawBufferPointer {
  unsafe UnsafeMutableRawBufferPointer(
    start: pixGetData(pix), count: Int(pixGetWpl(pix)) * 4 * Int(pixGetHeight(pix)))
}
