public import Forms
public import Imaging

extension Problem {
  /// Says in words why an archive was refused.
  ///
  /// - Parameter place: the archive's name.
  public init(_ refused: UnpackFault, place: String) {
    self.init(refused.fault, place: place + (refused.entry.map { " file \($0 + 1)" } ?? ""))
  }

  /// Nil for what concerns scans, too.
  static func words(ofArchive fault: DecodeFault) -> (summary: String, remedy: String)? {
    let again = "Ask the sender for it again.", amount = fault.amount
    return switch fault.kind {
    case .noArchive:
      ("the file is no ZIP archive", "Ask the sender for it again; if it is a scan, give its name the ending of its format.")
    case .tooManyEntries: ("the archive holds more than \(amount) files", "Split it, or raise limits.archive.files.")
    case .entryTooLarge: ("a file in the archive is larger than \(amount) MiB", "Split the scan, or raise limits.fileSize.")
    case .tooMuchInside: ("the archive holds more than \(amount) MiB", "Split it, or raise limits.archive.unpacked.")
    case .tooDense:
      (
        "the archive grows more than \(amount) times when it is unpacked, as no scans do",
        "Do not open it; ask the sender about it."
      )
    case .badPath: ("a file's name in the archive leads to another folder", "Ask the sender for an archive without folders.")
    case .badName:
      (
        "a file's name in the archive is empty, too long or has characters that no name has",
        "Ask the sender to name it plainly."
      )
    case .sameName: ("two files in the archive have one name", again)
    case .noFile: ("the archive holds a link, folder or device", "Ask the sender for an archive with plain files alone.")
    case .encrypted: ("a file in the archive is encrypted", "Ask the sender for it without a password.")
    case .oddMethod:
      ("a file in the archive is packed by another method than DEFLATE", "Ask the sender for an ordinary ZIP archive.")
    case .wrongSize: ("a file in the archive has another size than the archive states", again)
    case .checksum: ("a file in the archive is damaged: its checksum differs", again)
    case .overlapping:
      ("files share bytes of the archive, as none that is honestly made has", "Do not open it; ask the sender about it.")
    case .declaresEntities:
      ("the XML declares a document type or entities, or is not in UTF-8", "Ask the sender for plain XML in UTF-8.")
    case .noSet: ("the XML is not well-formed, or no OPG set", again)
    case .badBase64: ("a document's XML or PDF is no base64", again)
    case .noSpace: ("what is in the archive could not be written", "Check the space on the disk, then run it again.")
    default: nil
    }
  }
}
