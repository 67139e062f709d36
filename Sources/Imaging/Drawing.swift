import CLeptonica
import CPoppler
import Synchronization

/// A colour picture to draw on (cairo): previews, specimens. Used by one thread at a time.
///
/// Places are in the units of `transform`, millimetres at the start, from the top left.
@safe public final class Drawing {
  /// Red, green and blue, 0…1.
  public struct Colour: Hashable, Sendable {
    public var red, green, blue: Double
    public init(_ red: Double, _ green: Double, _ blue: Double) {
      self.red = red
      self.green = green
      self.blue = blue
    }
    /// 0 is paper, 1 black.
    public static func shade(_ shade: Double) -> Colour { Colour(1 - shade, 1 - shade, 1 - shade) }
    public static let black = shade(1), paper = shade(0)
  }

  public let dpi: Double
  private let surface: OpaquePointer
  private let context: OpaquePointer

  /// A white page, in pixels.
  ///
  /// - Throws: `ImagingError` if there is no memory for it.
  public init(width: Int, height: Int, dpi: Double) throws {
    guard let made = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
      unsafe cairo_surface_status(made) == CAIRO_STATUS_SUCCESS
    else { throw ImagingError(call: "cairo_image_surface_create", detail: "\(width)×\(height)") }
    unsafe surface = unsafe made
    unsafe context = unsafe cairo_create(made)
    self.dpi = dpi
    unsafe cairo_set_source_rgb(context, 1, 1, 1)
    unsafe cairo_paint(context)
    transform = .scale(dpi / 25.4)
    applyTransform()
  }

  /// The page with `image` on it, to draw over.
  public convenience init(over image: PageImage) throws {
    try self.init(width: image.width, height: image.height, dpi: image.dpi)
    copy(image.sampled(.identity, width: image.width, height: image.height))
  }

  deinit {
    unsafe cairo_destroy(context)
    unsafe cairo_surface_destroy(surface)
  }

  /// From the units in which places are given to pixels.
  public var transform: Affine {
    didSet { applyTransform() }
  }

  public func fill(x: Double, y: Double, width: Double, height: Double, _ colour: Colour, opacity: Double = 1) {
    unsafe cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, opacity)
    unsafe cairo_rectangle(context, x, y, width, height)
    unsafe cairo_fill(context)
  }

  /// A frame whose line runs half inside and half outside the rectangle.
  public func frame(x: Double, y: Double, width: Double, height: Double, _ colour: Colour, line: Double = 0.3) {
    unsafe cairo_set_source_rgb(context, colour.red, colour.green, colour.blue)
    unsafe cairo_set_line_width(context, line)
    unsafe cairo_rectangle(context, x, y, width, height)
    unsafe cairo_stroke(context)
  }

  /// A pen's line through `points`, with round ends.
  public func stroke(_ points: [(x: Double, y: Double)], width: Double, _ colour: Colour) {
    guard let first = points.first else { return }
    unsafe cairo_set_source_rgb(context, colour.red, colour.green, colour.blue)
    unsafe cairo_set_line_width(context, width)
    unsafe cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    unsafe cairo_move_to(context, first.x, first.y)
    for point in points.dropFirst() { unsafe cairo_line_to(context, point.x, point.y) }
    unsafe cairo_stroke(context)
  }

  /// A filled circle.
  public func disc(x: Double, y: Double, radius: Double, _ colour: Colour) {
    unsafe cairo_set_source_rgb(context, colour.red, colour.green, colour.blue)
    unsafe cairo_arc(context, x, y, radius, 0, 2 * .pi)
    unsafe cairo_fill(context)
  }

  /// Words that start at `x` on the base line `y`; `size` is that of the type.
  public func text(_ text: String, x: Double, y: Double, size: Double, _ colour: Colour = .black, font: String = "sans") {
    unsafe cairo_set_source_rgb(context, colour.red, colour.green, colour.blue)
    unsafe cairo_move_to(context, x, y)
    Self.fonts.withLock { _ in
      select(font, size)
      unsafe cairo_show_text(context, text)
    }
  }

  /// How far words reach to the right, in the units of places.
  public func width(of text: String, size: Double, font: String = "sans") -> Double {
    Self.fonts.withLock { _ in
      select(font, size)
      var extents = cairo_text_extents_t()
      unsafe cairo_text_extents(context, text, &extents)
      return extents.x_advance
    }
  }

  /// Held while glyphs are made: all drawings share one FreeType library, which is not made for several threads.
  private static let fonts = Mutex(())

  /// Whether a font has all letters of `text`: those that it lacks are drawn as nothing, or as an empty box.
  public func hasLetters(of text: String, font: String) -> Bool {
    Self.fonts.withLock { _ in
      select(font, 10)
      var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
      var count: Int32 = 0
      let status = unsafe cairo_scaled_font_text_to_glyphs(
        cairo_get_scaled_font(context), 0, 0, text, -1, &glyphs, &count, nil, nil, nil)
      defer { unsafe cairo_glyph_free(glyphs) }
      guard status == CAIRO_STATUS_SUCCESS, let glyphs = unsafe glyphs else { return text.isEmpty }
      // A font's first glyph stands for all that it lacks.
      return unsafe UnsafeBufferPointer(start: glyphs, count: Int(count)).allSatisfy { unsafe $0.index != 0 }
    }
  }

  private func select(_ font: String, _ size: Double) {
    unsafe cairo_select_font_face(context, font, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
    unsafe cairo_set_font_size(context, size)
  }

  /// Writes a PNG in colour.
  public func writePNG(to path: String) throws {
    unsafe cairo_surface_flush(surface)
    guard unsafe cairo_surface_write_to_png(surface, path) == CAIRO_STATUS_SUCCESS else {
      throw ImagingError(call: "cairo_surface_write_to_png", detail: path)
    }
  }

  /// What is drawn, in grey.
  public func image() throws -> PageImage {
    unsafe try PageImage("pixCreate", dpi: dpi) { unsafe greyPix(surface) }
  }

  private func applyTransform() {
    var matrix = cairo_matrix_t(
      xx: transform.a, yx: transform.c, xy: transform.b, yy: transform.d, x0: transform.tx, y0: transform.ty)
    unsafe cairo_set_matrix(context, &matrix)
  }

  private func copy(_ plane: GreyPlane) {
    unsafe cairo_surface_flush(surface)
    let stride = Int(unsafe cairo_image_surface_get_stride(surface))
    guard let base = unsafe cairo_image_surface_get_data(surface) else { return }
    for y in 0..<plane.height {
      let row = unsafe UnsafeMutableRawPointer(base + y * stride).assumingMemoryBound(to: UInt32.self)
      for x in 0..<plane.width { unsafe row[x] = UInt32(plane.pixels[y &* plane.width &+ x]) &* 0x01_0101 }
    }
    unsafe cairo_surface_mark_dirty(surface)
  }
}
