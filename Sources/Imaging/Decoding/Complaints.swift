import CPoppler
import Glibc

/// What poppler and libjpeg say about damage while a page is drawn: their only word, for they draw around it.
///
/// Poppler speaks through GLib's log when `POPPLER_DEBUG` is set, libjpeg writes to standard error. Takes both for itself, so
/// it is for the decoding child alone.
@safe final class Complaints {
  private let end: Int32
  /// How many errors poppler has named.
  private let named: UnsafeMutablePointer<Int>

  init() {
    unsafe named = .allocate(capacity: 1)
    unsafe named.pointee = 0
    var ends: [Int32] = [-1, -1]
    if unsafe pipe(&ends) == 0 {
      // Neither side ever waits: what does not fit is lost, and the first words are enough.
      for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
      dup2(ends[1], 2)
      close(ends[1])
    }
    end = ends[0]
    unsafe setenv("POPPLER_DEBUG", "1", 1)
    unsafe g_log_set_default_handler(
      { _, _, message, named in
        guard let message = unsafe message, let named = unsafe named else { return }
        let text = unsafe String(cString: message)
        if ["Syntax error", "IO error", "Internal error"].contains(where: { text.hasPrefix($0) }) {
          unsafe named.assumingMemoryBound(to: Int.self).pointee += 1
        }
      }, named)
  }

  deinit {
    unsafe g_log_set_default_handler(g_log_default_handler, nil)
    unsafe named.deallocate()
    close(end)
  }

  func clear() { _ = any }

  /// Whether an error was named since the last question.
  var any: Bool {
    var text: [UInt8] = [], part = [UInt8](repeating: 0, count: 4096)
    while true {
      let got = unsafe read(end, &part, part.count)
      guard got > 0 else { break }
      text += part[..<got]
    }
    defer { unsafe named.pointee = 0 }
    return unsafe named.pointee > 0 || String(decoding: text, as: UTF8.self).contains("JPEG")
  }
}
