public import Forms
public import Imaging

/// What decoding gives for the next page of a file.
public enum DecodedPage: Sendable {
  case page(ScanPage)
  /// `pages` (0-based) cannot be decoded; nil for the whole file.
  case failed(pages: Range<Int>?, Problem)
}
