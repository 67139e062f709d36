import Foundation
import Glibc

/// The end of the pipe that a limited child writes to.
struct ChildPipe {
  var output: Int32 = 1

  /// Writes all of it; waits while the reader is busy.
  ///
  /// - Throws: `ImagingError` where nobody listens any more.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var sent = 0
    while unsafe sent < bytes.count {
      let put = unsafe Glibc.write(output, bytes.baseAddress! + sent, bytes.count - sent)
      if put < 0, errno == EINTR { continue }
      guard put > 0 else { throw ImagingError(call: "write") }
      sent += put
    }
  }

  func write(_ bytes: [UInt8]) throws { unsafe try bytes.withUnsafeBytes { unsafe try write($0) } }

  /// Ends this process as soon as the other end is closed, even in the middle of something long.
  func endWithReader() {
    let output = output
    Thread.detachNewThread {
      var reader = pollfd(fd: output, events: 0, revents: 0)
      while unsafe poll(&reader, 1, -1) <= 0 {}
      _exit(0)
    }
  }
}
