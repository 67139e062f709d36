/// Why a file, or a part of it, could not be decoded or unpacked. Holds no text from the file.
public struct DecodeFault: Error, Hashable, Sendable {
  public enum Kind: UInt32, Sendable {
    /// The file is not there, may not be read, or is no plain file.
    case unreadable = 1
    case empty
    /// More bytes than `DecodeLimits.fileSize` (`amount`, MiB).
    case tooManyBytes
    /// Its first bytes are of no format that is decoded.
    case foreign
    /// Encrypted, and a password is needed to open it.
    case locked
    /// It ends before its own structure does.
    case truncated
    /// It starts as its format should, but cannot be opened.
    case damaged
    case noPages
    /// More pages than `DecodeLimits.pages` (`amount`, pages).
    case tooManyPages
    /// The list of a TIFF's pages leads back to itself.
    case looping
    /// The page cannot be decoded, or only in part.
    case damagedPage
    /// A side of 0 pixels.
    case noArea
    /// More pixels than `DecodeLimits.megapixels` (`amount`, millions), or a side that is too long.
    case pageTooLarge
    /// Decoding needs more memory than `DecodeLimits.memory` (`amount`, MiB).
    case outOfMemory
    /// Decoding took longer than `DecodeLimits.seconds` (`amount`, seconds).
    case timedOut
    /// The decoding process stopped (`amount`, the signal that ended it, or 0).
    case crashed
    /// The decoding process wrote what no decoder writes.
    case garbled
    /// Too many pages before this one had ended the decoding process.
    case gaveUp
    /// It holds files, which may be scans.
    case archive
    /// A TIFF with addresses of 64 bits.
    case bigTIFF
    /// A side of fewer pixels than `DecodeLimits.shortestSide` (`amount`, pixels).
    case pageTooSmall
    /// The pages were decoded, but not the files that the PDF carries besides (`amount`, files).
    case attachments

    // Of archives:
    /// It is no ZIP archive.
    case noArchive = 100
    /// More files than `UnpackLimits.entries` (`amount`, files).
    case tooManyEntries
    /// A file of it is larger than `UnpackLimits.entrySize` (`amount`, MiB).
    case entryTooLarge
    /// Its files together are larger than `UnpackLimits.unpacked` (`amount`, MiB).
    case tooMuchInside
    /// It grows more than `UnpackLimits.ratio` times (`amount`).
    case tooDense
    /// A name leads to another folder: `/`, `\`, `:`, `..`.
    case badPath
    /// A name is empty, too long, not UTF-8, or holds NUL or another control character.
    case badName
    /// Two files have one name.
    case sameName
    /// A symbolic link, a folder, a device.
    case noFile
    /// A file is encrypted.
    case encrypted
    /// A file is packed by another method than DEFLATE.
    case oddMethod
    /// A file has another size than the archive states.
    case wrongSize
    /// A file's content is not what its checksum says.
    case checksum
    /// Files share bytes of the archive.
    case overlapping
    /// The XML declares a document type or entities, or is in another encoding than UTF-8.
    case declaresEntities
    /// The XML is not well-formed, or no set.
    case noSet
    /// What should be base64 is not.
    case badBase64
    /// What came out of it could not be kept: the disk is full, or may not be written.
    case noSpace
  }

  public var kind: Kind
  /// The limit or count that `kind` speaks of; 0 where it speaks of none.
  public var amount: Int

  public init(_ kind: Kind, amount: Int = 0) {
    self.kind = kind
    self.amount = amount
  }
}
