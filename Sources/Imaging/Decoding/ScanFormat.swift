/// The formats that are decoded, told by a file's first bytes and never by its name.
enum ScanFormat {
  case pdf, tiff, png, jpeg

  /// Nil where the content is foreign.
  init?(_ file: MappedFile) {
    if file.has([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
      self = .png
    } else if file.has([0xff, 0xd8, 0xff]) {
      self = .jpeg
    } else if file.has([0x49, 0x49, 42, 0]) || file.has([0x4d, 0x4d, 0, 42]) {
      self = .tiff
    } else if file.find("%PDF-", in: 0..<1024) != nil {
      // Readers take a PDF whose header stands within the first 1024 bytes.
      self = .pdf
    } else {
      return nil
    }
  }
}
