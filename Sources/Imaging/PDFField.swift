import CPoppler

/// A place to fill in that a PDF declares itself (AcroForm).
public struct PDFField: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case text, multiline, checkBox, radioButton, signature, choice, pushButton
  }
  /// Full name, such as `donor.name.first`; fields of one radio group share it.
  public var name: String
  /// What the reader of the PDF is told (tooltip), if anything.
  public var title: String?
  public var kind: Kind
  /// Most characters that it takes, if limited.
  public var maxLength: Int?
  /// Filled in by the PDF itself, such as a footer.
  public var isReadOnly: Bool
  /// Millimetres from the top left of the page.
  public var x, y, width, height: Double

  public init(
    name: String, title: String? = nil, kind: Kind, maxLength: Int? = nil, isReadOnly: Bool = false, x: Double, y: Double,
    width: Double, height: Double
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.maxLength = maxLength
    self.isReadOnly = isReadOnly
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

extension PDFPage {
  /// The page's form fields (`poppler_page_get_form_field_mapping`), top to bottom. Ask before `removeWidgets`.
  public var fields: [PDFField] {
    let mapping = unsafe poppler_page_get_form_field_mapping(handle)
    defer { unsafe poppler_page_free_form_field_mapping(mapping) }
    let pageHeight = size.height, mm = 25.4 / 72
    var found: [PDFField] = []
    var item = unsafe mapping
    while let node = unsafe item {
      let entry = unsafe node.pointee.data.assumingMemoryBound(to: PopplerFormFieldMapping.self).pointee
      if let field = unsafe entry.field, let kind = unsafe fieldKind(field) {
        let area = unsafe entry.area
        let isText = kind == .text || kind == .multiline
        let most = isText ? Int(unsafe poppler_form_field_text_get_max_len(field)) : 0
        found.append(
          PDFField(
            name: unsafe taken(poppler_form_field_get_name(field)) ?? "",
            title: unsafe taken(poppler_form_field_get_alternate_ui_name(field)), kind: kind,
            maxLength: most > 0 ? most : nil, isReadOnly: unsafe poppler_form_field_is_read_only(field) != 0, x: area.x1 * mm,
            y: (pageHeight - area.y2) * mm,
            width: (area.x2 - area.x1) * mm, height: (area.y2 - area.y1) * mm))
      }
      unsafe item = unsafe node.pointee.next
    }
    return found.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
  }
}

private func fieldKind(_ field: OpaquePointer) -> PDFField.Kind? {
  switch unsafe poppler_form_field_get_field_type(field) {
  case POPPLER_FORM_FIELD_TEXT:
    unsafe poppler_form_field_text_get_text_type(field) == POPPLER_FORM_TEXT_MULTILINE ? .multiline : .text
  case POPPLER_FORM_FIELD_BUTTON:
    switch unsafe poppler_form_field_button_get_button_type(field) {
    case POPPLER_FORM_BUTTON_CHECK: .checkBox
    case POPPLER_FORM_BUTTON_RADIO: .radioButton
    default: .pushButton
    }
  case POPPLER_FORM_FIELD_CHOICE: .choice
  case POPPLER_FORM_FIELD_SIGNATURE: .signature
  default: nil
  }
}

/// The Swift copy of a string that glib gave away; frees the original.
private func taken(_ text: UnsafeMutablePointer<CChar>?) -> String? {
  defer { unsafe g_free(text) }
  return unsafe text.map { unsafe String(cString: $0) }
}
