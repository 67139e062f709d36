import CTesseract
public import Foundation

/// A Tesseract LSTM engine. Owned by one worker, used by one thread at a time; starting one takes about 0.1 s and 15 MB.
@safe public final class TextEngine {
  private let handle: OpaquePointer

  /// How the picture is to be taken apart before it is read.
  public enum Layout: Sendable {
    case line, block, word, rawLine, character
  }

  /// - Parameter language: Tesseract language data, such as `eng` or `cym`.
  /// - Throws: `ImagingError` where the language's data is not installed.
  public init(language: String = "eng") throws {
    let made = unsafe TessBaseAPICreate()
    // Before anything else, for Tesseract would write to standard error why it cannot start.
    _ = unsafe TessBaseAPISetVariable(made, "debug_file", "/dev/null")
    guard let made = unsafe made, unsafe TessBaseAPIInit2(made, nil, language, OEM_LSTM_ONLY) == 0 else {
      unsafe TessBaseAPIDelete(made)
      throw ImagingError(
        call: "TessBaseAPIInit2",
        detail:
          "no data for the language '\(language)'; Debian's package is tesseract-ocr-\(language.replacing("_", with: "-"))")
    }
    unsafe handle = unsafe made
    // Writing is dark: doubtful lines are not to be read a second time as light on dark.
    _ = unsafe TessBaseAPISetVariable(handle, "invert_threshold", "0")
  }

  /// Whether there is data for `language`.
  public static func isInstalled(_ language: String) -> Bool { (try? TextEngine(language: language)) != nil }

  /// The folder that its language's data was found in.
  public var dataFolder: URL? {
    unsafe TessBaseAPIGetDatapath(handle).map { unsafe URL(fileURLWithPath: String(cString: $0)) }
  }

  deinit {
    unsafe TessBaseAPIEnd(handle)
    unsafe TessBaseAPIDelete(handle)
  }

  /// Reads one picture.
  ///
  /// - Parameters:
  ///   - plane: dark ink on light paper, with a margin of a few pixels.
  ///   - whitelist: the only characters to answer with; empty for all.
  ///   - dpi: pixels an inch of `plane`.
  public func read(
    _ plane: GreyPlane, as layout: Layout, whitelist: String = "", dpi: Int = 300
  ) -> TextReading {
    guard plane.width > 0, plane.height > 0 else { return TextReading() }
    // Debian's Tesseract runs OpenMP loops that cost 4–6 times the CPU for no speed; the limit holds for the current thread alone.
    omp_set_max_active_levels(0)
    let mode =
      switch layout {
      case .line: PSM_SINGLE_LINE
      case .block: PSM_SINGLE_BLOCK
      case .word: PSM_SINGLE_WORD
      case .rawLine: PSM_RAW_LINE
      case .character: PSM_SINGLE_CHAR
      }
    unsafe TessBaseAPISetPageSegMode(handle, mode)
    _ = unsafe TessBaseAPISetVariable(handle, "tessedit_char_whitelist", whitelist)
    unsafe plane.pixels.withUnsafeBufferPointer {
      unsafe TessBaseAPISetImage(
        handle, $0.baseAddress, Int32(plane.width), Int32(plane.height), 1, Int32(plane.width))
    }
    unsafe TessBaseAPISetSourceResolution(handle, Int32(dpi))
    defer { unsafe TessBaseAPIClear(handle) }
    guard unsafe TessBaseAPIRecognize(handle, nil) == 0,
      let symbols = unsafe TessBaseAPIGetIterator(handle)
    else { return TextReading() }
    defer { unsafe TessResultIteratorDelete(symbols) }
    return unsafe TextReading(symbols)
  }
}

/// What an engine read: characters with their places, and which of them begin words and lines.
public struct TextReading: Sendable {
  public struct Symbol: Sendable {
    public var text: String
    /// The engine's own figure, 0…1: ranks poorly, so never used alone.
    public var confidence: Double
    /// In pixels of the picture read.
    public var x, y, width, height: Int
    public var startsWord, startsLine: Bool
  }
  public var symbols: [Symbol] = []

  public init() {}

  init(_ iterator: OpaquePointer) {
    let places = unsafe TessResultIteratorGetPageIterator(iterator)
    repeat {
      guard let text = unsafe TessResultIteratorGetUTF8Text(iterator, RIL_SYMBOL) else { continue }
      defer { unsafe TessDeleteText(text) }
      var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
      _ = unsafe TessPageIteratorBoundingBox(
        places, RIL_SYMBOL, &left, &top, &right, &bottom)
      symbols.append(
        Symbol(
          text: unsafe String(cString: text),
          confidence: Double(unsafe TessResultIteratorConfidence(iterator, RIL_SYMBOL)) / 100,
          x: Int(left), y: Int(top), width: Int(right - left), height: Int(bottom - top),
          startsWord: unsafe TessPageIteratorIsAtBeginningOf(places, RIL_WORD) != 0,
          startsLine: unsafe TessPageIteratorIsAtBeginningOf(places, RIL_TEXTLINE) != 0))
    } while unsafe TessResultIteratorNext(iterator, RIL_SYMBOL) != 0
  }

  /// The text with single spaces between words and newlines between lines.
  public var text: String {
    var out = ""
    for symbol in symbols {
      if !out.isEmpty, symbol.startsLine { out += "\n" } else if !out.isEmpty, symbol.startsWord { out += " " }
      out += symbol.text
    }
    return out
  }

  /// The least sure character, 0…1; 0 if nothing was read.
  public var weakest: Double { symbols.map(\.confidence).min() ?? 0 }
  /// The mean over characters, 0…1; 0 if nothing was read.
  public var mean: Double {
    symbols.isEmpty ? 0 : symbols.map(\.confidence).reduce(0, +) / Double(symbols.count)
  }
}
