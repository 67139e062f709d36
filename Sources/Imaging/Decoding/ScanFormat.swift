/// The formats that are decoded, told by a file's first bytes and never by its name.
enum ScanFormat {
  case pdf, tiff, png, jpeg

  /// - Throws: `DecodeFault`: `archive`, `bigTIFF` or `foreign`.
  init(_ file: MappedFile) throws {
    if file.has([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
      self = .png
    } else if file.has([0xff, 0xd8, 0xff]) {
      self = .jpeg
    } else if file.has([0x49, 0x49, 42, 0]) || file.has([0x4d, 0x4d, 0, 42]) {
      self = .tiff
    } else if file.has([0x49, 0x49, 43, 0]) || file.has([0x4d, 0x4d, 0, 43]) {
      throw DecodeFault(.bigTIFF)
    } else if Self.archives.contains(where: { file.has($0.begins, at: $0.at) }) {
      // Before PDF: one of the files in an archive may stand there as it is, and the others would be lost.
      throw DecodeFault(.archive)
    } else if file.find("%PDF-", in: 0..<1024) != nil {
      // Readers take a PDF whose header stands within the first 1024 bytes.
      self = .pdf
    } else {
      throw DecodeFault(.foreign)
    }
  }

  /// ZIP (an empty one, and one in parts, too), gzip, bzip2, xz, zstd, 7z, RAR and tar.
  private static let archives: [(begins: [UInt8], at: Int)] = [
    ([0x50, 0x4b, 3, 4], 0), ([0x50, 0x4b, 5, 6], 0), ([0x50, 0x4b, 7, 8], 0), ([0x1f, 0x8b], 0), ([0x42, 0x5a, 0x68], 0),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a], 0), ([0x28, 0xb5, 0x2f, 0xfd], 0), ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 0),
    ([0x52, 0x61, 0x72, 0x21, 0x1a, 7], 0), (Array("ustar".utf8), 257),
  ]
}
