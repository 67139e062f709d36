import CZBar

/// A Code 39 reader (zbar). Owned by one worker, used by one thread at a time.
@safe public final class BarcodeReader {
  /// A barcode that was read.
  public struct Barcode: Hashable, Sendable {
    public var text: String
    /// Extent of the scan lines that read it, in pixels of the picture.
    public var x, y, width, height: Int
  }

  private let scanner: OpaquePointer

  public init() {
    unsafe scanner = unsafe zbar_image_scanner_create()
    unsafe zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
    unsafe zbar_image_scanner_set_config(scanner, ZBAR_CODE39, ZBAR_CFG_ENABLE, 1)
    unsafe zbar_image_scanner_set_config(scanner, ZBAR_CODE39, ZBAR_CFG_MIN_LEN, 2)
  }

  deinit { unsafe zbar_image_scanner_destroy(scanner) }

  /// Every Code 39 in the picture, upright or turned by quarters.
  public func read(_ plane: GreyPlane) -> [Barcode] {
    guard plane.width > 0, plane.height > 0 else { return [] }
    let image = unsafe zbar_image_create()
    defer { unsafe zbar_image_destroy(image) }
    unsafe zbar_image_set_format(image, 0x3030_3859)  // "Y800": 8-bit grey
    unsafe zbar_image_set_size(image, UInt32(plane.width), UInt32(plane.height))
    return unsafe plane.pixels.withUnsafeBytes { bytes in
      unsafe zbar_image_set_data(image, bytes.baseAddress, UInt(bytes.count), nil)
      guard unsafe zbar_scan_image(scanner, image) > 0 else { return [] }
      var found: [Barcode] = []
      var symbol = unsafe zbar_image_first_symbol(image)
      while let current = unsafe symbol {
        let points = unsafe zbar_symbol_get_loc_size(current)
        let xs = (0..<points).map { Int(unsafe zbar_symbol_get_loc_x(current, $0)) }
        let ys = (0..<points).map { Int(unsafe zbar_symbol_get_loc_y(current, $0)) }
        found.append(
          Barcode(
            text: unsafe String(cString: zbar_symbol_get_data(current)),
            x: xs.min() ?? 0, y: ys.min() ?? 0,
            width: (xs.max() ?? 0) - (xs.min() ?? 0), height: (ys.max() ?? 0) - (ys.min() ?? 0)))
        unsafe symbol = unsafe zbar_symbol_next(current)
      }
      return found
    }
  }
}
