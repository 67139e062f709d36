import CLeptonica
import CPoppler

extension PDFPage {
  /// Whether a picture on the page is as large as the page, to within 2 points.
  ///
  /// Reads the page's drawing, but decodes nothing. Poppler states a picture's extent in whole points, and on a turned page
  /// its place and its sides as if the page were not turned: so place is not looked at, and sides may be changed over.
  var isFilledByPicture: Bool {
    let (width, height) = size
    let mapping = unsafe poppler_page_get_image_mapping(handle)
    defer { unsafe poppler_page_free_image_mapping(mapping) }
    var item = unsafe mapping
    while let node = unsafe item {
      let area = unsafe node.pointee.data.assumingMemoryBound(to: PopplerImageMapping.self).pointee.area
      let across = abs(area.x2 - area.x1), down = abs(area.y2 - area.y1)
      if abs(across - width) < 2 && abs(down - height) < 2 || abs(across - height) < 2 && abs(down - width) < 2 {
        return true
      }
      unsafe item = unsafe node.pointee.next
    }
    return false
  }

  /// Whether the page holds text, seen or unseen, or annotations, such as the values of form fields.
  var hasTextOrAnnotations: Bool {
    let annotations = unsafe poppler_page_get_annot_mapping(handle)
    defer { unsafe poppler_page_free_annot_mapping(annotations) }
    if unsafe annotations != nil { return true }
    let text = unsafe poppler_page_get_text(handle)
    defer { unsafe g_free(text) }
    return unsafe text.map { unsafe $0.pointee != 0 } ?? false
  }

  /// How many of the page's annotations hold a file.
  var attachmentCount: Int {
    let annotations = unsafe poppler_page_get_annot_mapping(handle)
    defer { unsafe poppler_page_free_annot_mapping(annotations) }
    var item = unsafe annotations, count = 0
    while let node = unsafe item {
      let entry = unsafe node.pointee.data.assumingMemoryBound(to: PopplerAnnotMapping.self)
      if unsafe poppler_annot_get_annot_type(entry.pointee.annot) == POPPLER_ANNOT_FILE_ATTACHMENT { count += 1 }
      unsafe item = unsafe node.pointee.next
    }
    return count
  }

  /// The page as a screen shows it, of `width` × `height` pixels: bitonal if there is only black and white on it, else grey.
  ///
  /// At the size of a picture that fills the page, each of its pixels comes out as it is, the right way round.
  func drawn(width: Int, height: Int) throws -> Picture {
    guard let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
      throw DecodeFault(.outOfMemory)
    }
    defer { unsafe cairo_surface_destroy(surface) }
    guard unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw DecodeFault(.outOfMemory) }
    let context = unsafe cairo_create(surface)
    defer { unsafe cairo_destroy(context) }
    unsafe cairo_set_source_rgb(context, 1, 1, 1)
    unsafe cairo_paint(context)
    unsafe cairo_scale(context, Double(width) / size.width, Double(height) / size.height)
    unsafe poppler_page_render(handle, context)
    guard unsafe cairo_status(context) == CAIRO_STATUS_SUCCESS else { throw DecodeFault(.damagedPage) }
    return unsafe try Picture(bitonalPix(surface) ?? greyPix(surface))
  }
}

/// A 1-bit PIX from an RGB24 surface whose pixels are all black or white; null where one is not.
private func bitonalPix(_ surface: OpaquePointer) -> UnsafeMutablePointer<PIX>? {
  unsafe cairo_surface_flush(surface)
  let width = Int(unsafe cairo_image_surface_get_width(surface))
  let height = Int(unsafe cairo_image_surface_get_height(surface))
  let stride = Int(unsafe cairo_image_surface_get_stride(surface))
  guard let base = unsafe cairo_image_surface_get_data(surface) else { return nil }
  let source = unsafe UnsafeRawPointer(base).assumingMemoryBound(to: UInt32.self)
  for y in 0..<height {
    let row = unsafe source + y * (stride / 4)
    var odd: UInt32 = 0
    for x in 0..<width { unsafe odd |= (row[x] ^ ((row[x] & 1) &* 0xffffff)) & 0xffffff }
    if odd != 0 { return nil }
  }
  guard let pix = unsafe pixCreate(Int32(width), Int32(height), 1) else { return nil }
  let words = Int(unsafe pixGetWpl(pix))
  let data = unsafe pixGetData(pix)!
  for y in 0..<height {
    let row = unsafe source + y * (stride / 4), out = unsafe data + y * words
    for word in 0..<words {
      let first = word * 32
      var bits: UInt32 = 0
      for x in first..<min(first + 32, width) { unsafe bits |= (~row[x] & 1) << UInt32(31 &- (x &- first)) }
      unsafe out[word] = bits
    }
  }
  return unsafe pix
}
