import CLeptonica
import CPoppler
import CQPDF
import CTIFF
import CTesseract
import CZBar
import CZip

/// The versions of the libraries that this process runs with, which may be others than it was built with.
public struct LibraryVersions: Sendable {
  /// By the library's name.
  public let all: [(name: String, version: String)]

  public init() {
    var (major, minor, patch): (UInt32, UInt32, UInt32) = (0, 0, 0)
    _ = unsafe zbar_version(&major, &minor, &patch)
    all = [
      ("tesseract", unsafe Self.text(TessVersion())), ("leptonica", Self.leptonica),
      ("poppler", unsafe Self.text(poppler_get_version())), ("qpdf", unsafe Self.text(qpdf_get_qpdf_version())),
      ("libtiff", unsafe Self.text(TIFFGetVersion())), ("zbar", "\(major).\(minor).\(patch)"),
      ("libzip", unsafe Self.text(zip_libzip_version())),
    ]
  }

  private static var leptonica: String {
    guard let text = unsafe getLeptonicaVersion() else { return "unknown" }
    defer { unsafe lept_free(text) }
    return unsafe Self.text(UnsafePointer(text))
  }

  /// The number on the first line.
  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer = unsafe pointer else { return "unknown" }
    let words = unsafe String(cString: pointer).prefix { $0 != "\n" }.split(whereSeparator: { " -,".contains($0) })
    return String(words.first { $0.first?.isNumber == true } ?? words.first ?? "unknown")
  }
}
