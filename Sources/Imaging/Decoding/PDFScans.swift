import CQPDF
import Glibc

/// Finds the pages of a PDF that are one scanner's picture and nothing else, and gives the picture's own coded bytes (qpdf).
///
/// Decoding these costs a twentieth of having poppler draw the page, and no pixel is resampled, however a page's size was rounded.
/// Whatever is not plainly such a page is poppler's to draw: turned pages, annotations, masks, overlays, other codings.
@safe final class PDFScans {
  private let handle: OpaquePointer?
  /// What qpdf reads from, while it is open.
  private let file: MappedFile

  /// A picture that fills its page.
  struct Picture {
    enum Coding {
      /// CCITT group 4; `inverted`: what it codes as black is paper.
      case g4(inverted: Bool)
      case jpeg
    }
    var coding: Coding
    /// Pixels.
    var width, height: Int
    /// How large the page shows it, in points.
    var shownWidth, shownHeight: Double
    var bytes: [UInt8]
  }

  /// - Parameter count: how many of the file's bytes are the PDF.
  init(_ file: MappedFile, count: Int) {
    self.file = file
    let made = unsafe qpdf_init()
    unsafe qpdf_silence_errors(made)
    unsafe qpdf_set_suppress_warnings(made, 1)
    unsafe qpdf_set_attempt_recovery(made, 0)
    let bytes = unsafe file.bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let failed = unsafe qpdf_read_memory(made, "scan", bytes, UInt64(count), nil) & 2 != 0
    let pushed = unsafe !failed && qpdf_push_inherited_attributes_to_page(made) & 2 == 0
    unsafe handle = unsafe made
    isOpen = pushed
  }

  private let isOpen: Bool

  deinit {
    var handle = unsafe handle
    unsafe qpdf_cleanup(&handle)
  }

  /// The picture that is all of page `index`, a page of `width` × `height` points as shown; nil where it is more than that.
  func picture(on index: Int, width: Double, height: Double) -> Picture? {
    guard isOpen else { return nil }
    defer { unsafe qpdf_oh_release_all(handle) }
    let page = Object(unsafe qpdf_get_page_n(handle, index), of: self)
    guard page.isPlainPage, let drawn = drawing(of: page), drawn.fills(width, height),
      case let stream = page["/Resources"]["/XObject"][drawn.name], let image = stream.pictureDictionary
    else { return nil }
    let across = image["/Width"].whole, down = image["/Height"].whole
    guard let across, let down, let coding = image.coding(width: across),
      let bytes = stream.codedBytes
    else { return nil }
    return Picture(
      coding: coding, width: across, height: down, shownWidth: drawn.width, shownHeight: drawn.height, bytes: bytes)
  }

  /// What a page draws, if that is one picture, upright.
  private struct Drawing {
    var name: String
    var x, y, width, height: Double

    func fills(_ width: Double, _ height: Double) -> Bool {
      abs(x) < 2 && abs(y) < 2 && abs(self.width - width) < 2 && abs(self.height - height) < 2
    }
  }

  /// Reads `q a 0 0 d e f cm /Name Do Q`, the whole drawing of a page that a scanner made.
  private func drawing(of page: Object) -> Drawing? {
    guard let text = page.content else { return nil }
    var words = text.split { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
    if words.first == "q", words.last == "Q" { words = Array(words.dropFirst().dropLast()) }
    guard words.count == 9, words[6] == "cm", words[8] == "Do", words[7].hasPrefix("/") else { return nil }
    let matrix = words[0..<6].compactMap(Double.init)
    guard matrix.count == 6, matrix[1] == 0, matrix[2] == 0, matrix[0] > 0, matrix[3] > 0 else { return nil }
    let corner = page["/MediaBox"].numbers
    guard corner.count == 4 else { return nil }
    return Drawing(
      name: words[7], x: matrix[4] - min(corner[0], corner[2]), y: matrix[5] - min(corner[1], corner[3]), width: matrix[0],
      height: matrix[3])
  }

  /// A PDF object (`qpdf_oh`), for as long as a page is looked at. What is not there is null, and so are its parts.
  private struct Object {
    private let id: qpdf_oh
    private let pdf: PDFScans

    init(_ id: qpdf_oh, of pdf: PDFScans) {
      self.id = id
      self.pdf = pdf
    }

    subscript(key: String) -> Object { unsafe Object(qpdf_oh_get_key_if_dict(pdf.handle, id, key), of: pdf) }

    var isNull: Bool { unsafe qpdf_oh_is_null(pdf.handle, id) != 0 }
    private var isStream: Bool { unsafe qpdf_oh_is_stream(pdf.handle, id) != 0 }
    private var isTrue: Bool { unsafe qpdf_oh_is_bool(pdf.handle, id) != 0 && qpdf_oh_get_bool_value(pdf.handle, id) != 0 }
    private func isNamed(_ name: String) -> Bool { unsafe qpdf_oh_is_name_and_equals(pdf.handle, id, name) != 0 }

    var whole: Int? {
      var value: Int64 = 0
      return unsafe qpdf_oh_get_value_as_longlong(pdf.handle, id, &value) != 0 ? Int(value) : nil
    }

    private var items: [Object]? {
      guard unsafe qpdf_oh_is_array(pdf.handle, id) != 0 else { return nil }
      return unsafe (0..<qpdf_oh_get_array_n_items(pdf.handle, id)).map {
        Object(unsafe qpdf_oh_get_array_item(pdf.handle, id, $0), of: pdf)
      }
    }

    var numbers: [Double] {
      (items ?? []).compactMap { item in
        var value = 0.0
        return unsafe qpdf_oh_get_value_as_number(pdf.handle, item.id, &value) != 0 ? value : nil
      }
    }

    /// The one object that stands here, alone or as an array's only one; nil for several.
    private var single: Object? {
      guard let items else { return self }
      return items.count == 1 ? items[0] : nil
    }

    /// Upright, whole and without annotations.
    var isPlainPage: Bool {
      let crop = self["/CropBox"].numbers
      return (self["/Rotate"].isNull || self["/Rotate"].whole == 0) && self["/UserUnit"].isNull
        && (self["/Annots"].isNull || self["/Annots"].items?.isEmpty == true)
        && (crop.isEmpty || crop == self["/MediaBox"].numbers)
    }

    /// The page's drawing, unless it is longer than a scanner's.
    var content: [UInt8]? {
      var start: UnsafeMutablePointer<UInt8>?, count = 0
      guard unsafe qpdf_oh_get_page_content_data(pdf.handle, id, &start, &count) & 2 == 0 else { return nil }
      defer { unsafe free(start) }
      return count < 400 ? unsafe Array(UnsafeBufferPointer(start: start, count: count)) : nil
    }

    /// A picture's dictionary, unless something lies over or behind the picture.
    var pictureDictionary: Object? {
      guard isStream else { return nil }
      let dictionary = unsafe Object(qpdf_oh_get_dict(pdf.handle, id), of: pdf)
      let isAlone = ["/SMask", "/Mask", "/OC", "/SMaskInData"].allSatisfy { dictionary[$0].isNull }
      return dictionary["/Subtype"].isNamed("/Image") && isAlone ? dictionary : nil
    }

    /// How a picture's bytes are coded, if in a way that is known here.
    func coding(width: Int) -> Picture.Coding? {
      guard let filter = self["/Filter"].single, let settings = self["/DecodeParms"].single else { return nil }
      let isMask = self["/ImageMask"].isTrue
      let decode = self["/Decode"].numbers
      if filter.isNamed("/CCITTFaxDecode") {
        guard settings["/K"].whole ?? 0 < 0, settings["/Columns"].whole ?? 1728 == width, !settings["/EncodedByteAlign"].isTrue,
          isMask || self["/BitsPerComponent"].whole == 1 && colours == 1
        else { return nil }
        guard decode.isEmpty || decode == [0, 1] || decode == [1, 0] else { return nil }
        return .g4(inverted: settings["/BlackIs1"].isTrue != (decode == [1, 0]))
      }
      guard filter.isNamed("/DCTDecode"), !isMask, decode.isEmpty, settings.isNull, colours == 1 || colours == 3 else {
        return nil
      }
      return .jpeg
    }

    /// How many colours a picture has; nil for palettes and inks.
    private var colours: Int? {
      let space = self["/ColorSpace"]
      if space.isNamed("/DeviceGray") { return 1 }
      if space.isNamed("/DeviceRGB") { return 3 }
      guard let items = space.items, items.count == 2, items[0].isNamed("/ICCBased"), items[1].isStream else { return nil }
      return unsafe Object(qpdf_oh_get_dict(pdf.handle, items[1].id), of: pdf)["/N"].whole
    }

    /// A stream's bytes as they stand in the file.
    var codedBytes: [UInt8]? {
      var start: UnsafeMutablePointer<UInt8>?, count = 0, filtered: QPDF_BOOL = 0
      guard unsafe qpdf_oh_get_stream_data(pdf.handle, id, qpdf_dl_none, &filtered, &start, &count) & 2 == 0 else { return nil }
      defer { unsafe free(start) }
      return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }
  }
}
