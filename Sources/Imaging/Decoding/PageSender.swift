import CLeptonica

/// The decoding child's whole life: limits itself, decodes one file and writes its pages to a pipe.
public struct PageSender {
  /// The file, and the first page of it that is wanted, from 0.
  public var path: String, first: Int
  public var limits: DecodeLimits
  private let pipe = ChildPipe()

  public init(path: String, first: Int, limits: DecodeLimits) {
    self.path = path
    self.first = first
    self.limits = limits
  }

  /// Sends what can be sent; returns when all is said or nobody listens.
  public func run() {
    pipe.endWithReader()
    ProcessLimits.apply(memory: limits.memory, seconds: limits.seconds)
    setMsgSeverity(Int32(L_SEVERITY_NONE))
    do {
      try pages()
    } catch let fault as DecodeFault {
      try? pipe.write(PageFrame(.fileFault, fault: fault).bytes)
    } catch {}
  }

  private func pages() throws {
    let decoder = try openScan(MappedFile(path: path, limitMiB: limits.fileSize), limits: limits)
    let count = decoder.pageCount
    try pipe.write(PageFrame(.opened, count: count).bytes)
    for index in min(max(0, first), count)..<count {
      ProcessLimits.allowCPU(seconds: limits.seconds)
      let page: ScanPage
      do {
        page = try decoder.page(index)
      } catch let fault as DecodeFault {
        try pipe.write(PageFrame(.pageFault, index: index, fault: fault).bytes)
        continue
      } catch {
        try pipe.write(PageFrame(.pageFault, index: index, fault: DecodeFault(.damagedPage)).bytes)
        continue
      }
      try pipe.write(PageFrame(page).bytes)
      unsafe try page.image.withPackedBytes { unsafe try pipe.write($0) }
    }
    ProcessLimits.allowCPU(seconds: limits.seconds)
    let attached = decoder.attachmentCount
    let isAll = attached == 0
    let last = isAll ? PageFrame(.end, count: count) : PageFrame(.fileFault, fault: DecodeFault(.attachments, amount: attached))
    try pipe.write(last.bytes)
  }
}
