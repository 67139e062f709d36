import CLeptonica
import Foundation
import Glibc

/// The decoding child's whole life: limits itself, decodes one file and writes its pages to a pipe.
public struct PageSender {
  /// The file, and the first page of it that is wanted, from 0.
  public var path: String, first: Int
  public var limits: DecodeLimits
  /// Where the frames go.
  public var output: Int32

  public init(path: String, first: Int, limits: DecodeLimits, output: Int32 = 1) {
    self.path = path
    self.first = first
    self.limits = limits
    self.output = output
  }

  /// Sends what can be sent; returns when all is said or nobody listens.
  public func run() {
    endWithReader()
    ProcessLimits.apply(limits)
    setMsgSeverity(Int32(L_SEVERITY_NONE))
    do {
      try pages()
    } catch let fault as DecodeFault {
      try? send(PageFrame(.fileFault, fault: fault))
    } catch {}
  }

  private func pages() throws {
    let decoder = try openScan(MappedFile(path: path, limitMiB: limits.fileSize), limits: limits)
    let count = decoder.pageCount
    try send(PageFrame(.opened, count: count))
    for index in min(max(0, first), count)..<count {
      ProcessLimits.allowCPU(seconds: limits.seconds)
      let page: ScanPage
      do {
        page = try decoder.page(index)
      } catch let fault as DecodeFault {
        try send(PageFrame(.pageFault, index: index, fault: fault))
        continue
      } catch {
        try send(PageFrame(.pageFault, index: index, fault: DecodeFault(.damagedPage)))
        continue
      }
      try send(PageFrame(page))
      unsafe try page.image.withPackedBytes { unsafe try write($0) }
    }
    ProcessLimits.allowCPU(seconds: limits.seconds)
    let attached = decoder.attachmentCount
    let isAll = attached == 0
    try send(isAll ? PageFrame(.end, count: count) : PageFrame(.fileFault, fault: DecodeFault(.attachments, amount: attached)))
  }

  private func send(_ frame: PageFrame) throws { unsafe try frame.bytes.withUnsafeBytes { unsafe try write($0) } }

  private func write(_ bytes: UnsafeRawBufferPointer) throws {
    var sent = 0
    while sent < bytes.count {
      let put = unsafe Glibc.write(output, bytes.baseAddress! + sent, bytes.count - sent)
      if put < 0, errno == EINTR { continue }
      guard put > 0 else { throw ImagingError(call: "write") }
      sent += put
    }
  }

  /// Ends this process as soon as the other end of `output` is closed, even in the middle of a page.
  private func endWithReader() {
    let output = output
    Thread.detachNewThread {
      var reader = pollfd(fd: output, events: 0, revents: 0)
      while unsafe poll(&reader, 1, -1) <= 0 {}
      _exit(0)
    }
  }
}
