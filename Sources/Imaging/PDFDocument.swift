import CLeptonica
import CPoppler
public import Foundation

/// An open PDF (`PopplerDocument`). Used by one thread at a time; never given untrusted bytes outside the limited child.
@safe public final class PDFDocument {
  private let document: OpaquePointer

  /// What poppler reads from, while it is open.
  private let file: MappedFile?

  /// Opens a PDF from memory.
  ///
  /// - Throws: `DecodeFault`: `locked` with a password, else `damaged`.
  public init(bytes: Data) throws {
    let copy = unsafe bytes.withUnsafeBytes { unsafe g_bytes_new($0.baseAddress, gsize($0.count)) }
    file = nil
    unsafe document = unsafe try Self.open(copy)
  }

  /// Opens the first `count` bytes of a file without a copy of them.
  ///
  /// - Throws: as `init(bytes:)`.
  init(_ file: MappedFile, count: Int) throws {
    self.file = file
    unsafe document = unsafe try Self.open(g_bytes_new_static(file.bytes.baseAddress, gsize(count)))
  }

  /// Opens the PDF at `path`, one that is trusted.
  ///
  /// - Throws: `DecodeFault`: as `init(bytes:)`, or `unreadable`, `empty`, `tooManyBytes`, `foreign`, `archive` or `noPages`.
  public convenience init(path: String) throws {
    let file = try MappedFile(path: path, limitMiB: DecodeLimits().fileSize)
    guard try ScanFormat(file) == .pdf else { throw DecodeFault(.foreign) }
    try self.init(file, count: file.count)
    guard pageCount > 0 else { throw DecodeFault(.noPages) }
  }

  private static func open(_ bytes: OpaquePointer?) throws -> OpaquePointer {
    defer { unsafe g_bytes_unref(bytes) }
    var error: UnsafeMutablePointer<GError>?
    if let opened = unsafe poppler_document_new_from_bytes(bytes, nil, &error) { return unsafe opened }
    defer { unsafe g_clear_error(&error) }
    let locked = unsafe error.map { unsafe $0.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue) } ?? false
    throw DecodeFault(locked ? .locked : .damaged)
  }

  deinit { unsafe g_object_unref(UnsafeMutableRawPointer(document)) }

  public var pageCount: Int { Int(unsafe poppler_document_get_n_pages(document)) }

  /// How many files the document and its pages carry besides what is drawn.
  var attachmentCount: Int {
    let own = Int(unsafe poppler_document_get_n_attachments(document))
    return (0..<pageCount).reduce(own) { $0 + ((try? page($1))?.attachmentCount ?? 0) }
  }

  /// The title in the document's information, if any.
  public var title: String? {
    guard let title = unsafe poppler_document_get_title(document) else { return nil }
    defer { unsafe g_free(title) }
    let text = unsafe String(cString: title)
    return text.isEmpty ? nil : text
  }

  /// The page at `index`, from 0.
  ///
  /// - Throws: `ImagingError` if the page tree is broken there.
  public func page(_ index: Int) throws -> PDFPage {
    guard let page = unsafe poppler_document_get_page(document, Int32(index)) else {
      throw ImagingError(call: "poppler_document_get_page", detail: "page \(index + 1)")
    }
    return unsafe PDFPage(page)
  }
}

/// A page of an open PDF (`PopplerPage`).
@safe public final class PDFPage {
  let handle: OpaquePointer

  init(_ handle: OpaquePointer) { unsafe self.handle = unsafe handle }

  deinit { unsafe g_object_unref(UnsafeMutableRawPointer(handle)) }

  /// Width and height as displayed, in points (1/72 inch).
  public var size: (width: Double, height: Double) {
    var width = 0.0, height = 0.0
    unsafe poppler_page_get_size(handle, &width, &height)
    return (width, height)
  }

  /// The page as a printer would show it, in grey.
  public func render(dpi: Double) throws -> PageImage {
    let width = Int32((size.width * dpi / 72).rounded()), height = Int32((size.height * dpi / 72).rounded())
    guard let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height),
      unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
    else { throw ImagingError(call: "cairo_image_surface_create", detail: "\(width)×\(height)") }
    defer { unsafe cairo_surface_destroy(surface) }
    let context = unsafe cairo_create(surface)
    unsafe cairo_set_source_rgb(context, 1, 1, 1)
    unsafe cairo_paint(context)
    unsafe cairo_scale(context, dpi / 72, dpi / 72)
    unsafe poppler_page_render_for_printing(handle, context)
    unsafe cairo_destroy(context)
    return unsafe try PageImage("pixCreate", dpi: dpi) { unsafe greyPix(surface) }
  }

  /// Takes annotations and form widgets off the page, so that only what is printed on paper is left.
  public func removeWidgets() {
    let mapping = unsafe poppler_page_get_annot_mapping(handle)
    defer { unsafe poppler_page_free_annot_mapping(mapping) }
    var item = unsafe mapping
    while let node = unsafe item {
      let entry = unsafe node.pointee.data.assumingMemoryBound(to: PopplerAnnotMapping.self)
      unsafe poppler_page_remove_annot(handle, entry.pointee.annot)
      unsafe item = unsafe node.pointee.next
    }
  }
}

/// A grey 8-bit PIX from an RGB24 cairo surface, by the luma weights 0.30, 0.59, 0.11.
func greyPix(_ surface: OpaquePointer) -> UnsafeMutablePointer<PIX>? {
  unsafe cairo_surface_flush(surface)
  let width = Int(unsafe cairo_image_surface_get_width(surface))
  let height = Int(unsafe cairo_image_surface_get_height(surface))
  let stride = Int(unsafe cairo_image_surface_get_stride(surface))
  guard let base = unsafe cairo_image_surface_get_data(surface),
    let pix = unsafe pixCreate(Int32(width), Int32(height), 8)
  else { return nil }
  let words = Int(unsafe pixGetWpl(pix))
  let data = unsafe pixGetData(pix)!
  for y in 0..<height {
    let source = unsafe UnsafeRawPointer(base + y * stride).assumingMemoryBound(to: UInt32.self)
    let row = unsafe data + y * words
    for x in 0..<width {
      let colour = unsafe source[x]
      let grey =
        (((colour >> 16) & 255) &* 77 &+ ((colour >> 8) & 255) &* 151 &+ (colour & 255) &* 28) >> 8
      unsafe row[x >> 2] |= grey << UInt32(24 &- ((x & 3) &* 8))
    }
  }
  return unsafe pix
}
