public import Forms
public import Imaging

extension Problem {
  /// Says in words why a file or page could not be decoded.
  ///
  /// - Parameter place: the file's name, with the page where it concerns one.
  public init(_ fault: DecodeFault, place: String) {
    let (summary, remedy) = Self.words(ofArchive: fault) ?? Self.words(fault)
    self.init(place: place, summary: summary, remedy: remedy)
  }

  private static func words(_ fault: DecodeFault) -> (summary: String, remedy: String) {
    let again = "Scan it again, or ask the sender for it again."
    let amount = fault.amount
    return switch fault.kind {
    case .unreadable: ("the file cannot be read", "Check that it is there, is a plain file, and may be read by this user.")
    case .empty: ("the file is empty (0 bytes)", "Send it again: the copy did not finish.")
    case .tooManyBytes:
      ("the file is larger than \(amount) MiB", "Split it, scan it in black and white, or raise limits.fileSize.")
    case .foreign: ("the content is neither PDF, TIFF, PNG nor JPEG", "Save it as PDF or TIFF. Its name does not matter.")
    case .archive:
      (
        "the file is an archive (ZIP, gzip, tar, 7z, RAR) or an office document",
        "Unpack it and give the files in it; save a document as PDF."
      )
    case .bigTIFF: ("the file is a BigTIFF, which is not read", "Save it as plain TIFF or as PDF.")
    case .attachments:
      (
        "the PDF carries \(amount) attached \(amount == 1 ? "file" : "files"), and its pages alone were read",
        "Save what is attached from a PDF viewer, and give it as files of its own if it is scans."
      )
    case .locked: ("the PDF is locked with a password", "Save it without one and send it again.")
    case .truncated: ("the file is cut short", "Send it again: the copy did not finish.")
    case .damaged: ("the file is damaged and cannot be opened", again)
    case .noPages: ("the file has no pages", again)
    case .tooManyPages: ("the file has more than \(amount) pages", "Split it, or raise limits.pages.")
    case .looping: ("the file's list of pages leads back to itself", again)
    case .damagedPage: ("the page is damaged", again)
    case .noArea: ("the page has no area", again)
    case .pageTooSmall: ("the page has a side of less than \(amount) pixels", "Scan it at 300 dpi.")
    case .pageTooLarge:
      ("the page has more than \(amount) million pixels, or a side too long", "Scan it at 300 dpi, or raise limits.megapixels.")
    case .outOfMemory:
      (
        "decoding needs more than \(amount) MiB of memory",
        "Scan it again as a plain picture, or raise limits.memory."
      )
    case .timedOut:
      ("decoding took longer than \(amount) s", "Scan it again as a plain picture, or raise limits.seconds.")
    case .crashed: ("decoding ended the decoder (signal \(amount))", again)
    case .garbled: ("the decoder's answer makes no sense", again)
    case .gaveUp: ("not tried, because too many pages before had stopped the decoder", again)
    default: ("the file cannot be decoded", again)
    }
  }
}
