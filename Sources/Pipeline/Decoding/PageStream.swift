import Forms
public import Foundation
public import Imaging

/// The pages of one scan file, in order, decoded by a limited child process. Blocks; used by one thread at a time.
///
/// A page that hangs or starves the child, or crashes it twice, becomes a problem, and a new child goes on behind it.
public final class PageStream {
  /// Children that may end in a row, and in all, before the rest of the file is given up.
  static let failuresInARow = 3, failuresInAll = 10

  private let file: URL, name: String, limits: DecodeLimits, executable: URL
  private var child: DecodeChild?
  private var next = 0, inARow = 0, inAll = 0
  /// The page at which a child crashed last: once that may be the system, which ends what it likes when memory is short.
  private var crashed: Int?
  private var finished = false

  /// How many pages the file has; nil until the first answer of `nextPage()`, or where it cannot be opened.
  public private(set) var pageCount: Int?

  /// - Parameters:
  ///   - name: how problems name the file; its last path component if nil.
  ///   - first: the first page that is wanted, from 0.
  ///   - executable: the `formscan` command; this very one unless a test says otherwise.
  public init(
    file: URL, name: String? = nil, first: Int = 0, limits: DecodeLimits = DecodeLimits(),
    executable: URL = URL(fileURLWithPath: "/proc/self/exe")
  ) {
    self.file = file
    self.name = name ?? file.lastPathComponent
    self.limits = limits
    self.executable = executable
    next = first
  }

  /// The next page or problem; nil after the last.
  ///
  /// - Throws: `ImagingError` where no process can be started.
  public func nextPage() throws -> DecodedPage? {
    while !finished {
      if inARow >= Self.failuresInARow || inAll >= Self.failuresInAll { return giveUp() }
      let child = try self.child ?? start()
      self.child = child
      switch child.receive(within: limits.seconds) {
      case .opened(let pages):
        guard pages > 0, pages <= limits.pages, pageCount == nil || pageCount == pages else { return broken(.init(.garbled)) }
        pageCount = pages
      case .page(let page):
        guard page.index == next, let pageCount, next < pageCount else { return broken(.init(.garbled)) }
        next += 1
        inARow = 0
        return .page(page)
      case .pageFault(let index, let fault):
        guard index == next, let pageCount, next < pageCount else { return broken(.init(.garbled)) }
        next += 1
        return .failed(pages: index..<index + 1, problem(fault, page: index))
      case .fileFault(let fault):
        close()
        return .failed(pages: nil, problem(fault))
      case .end:
        guard next == pageCount else { return broken(.init(.garbled)) }
        close()
      case .broken(let fault) where fault.kind == .crashed && crashed != next:
        crashed = next
        child.finish()
        self.child = nil
      case .broken(let fault): return broken(fault)
      }
    }
    return nil
  }

  /// How many pages the file says that it has, without a look at any; nil where it cannot be opened. Asked before `nextPage()`.
  ///
  /// - Throws: `ImagingError` where no process can be started.
  public func countPages() throws -> Int? {
    let child = try self.child ?? start()
    self.child = child
    guard case .opened(let pages) = child.receive(within: limits.seconds) else { return nil }
    return (1...limits.pages).contains(pages) ? pages : nil
  }

  /// Ends the child; there are no more pages.
  public func close() {
    finished = true
    child?.finish()
    child = nil
  }

  private func start() throws -> DecodeChild {
    try DecodeChild(
      executable: executable,
      arguments: [
        "decode-pages", file.path, "--first", "\(next)", "--max-pages", "\(limits.pages)",
        "--megapixels", "\(limits.megapixels)", "--seconds", "\(limits.seconds)", "--memory", "\(limits.memory)",
        "--file-size", "\(limits.fileSize)",
      ])
  }

  /// Takes leave of a child that is of no more use; the next call starts another one behind the page it failed on.
  private func broken(_ fault: DecodeFault) -> DecodedPage {
    child?.finish()
    child = nil
    guard let pageCount, next < pageCount else {
      finished = true
      return .failed(pages: nil, problem(fault))
    }
    let failed = next
    next += 1
    inARow += 1
    inAll += 1
    if next == pageCount { finished = true }
    return .failed(pages: failed..<next, problem(fault, page: failed))
  }

  private func giveUp() -> DecodedPage {
    close()
    let rest = next..<(pageCount ?? next)
    let pages = rest.count > 1 ? " pages \(rest.lowerBound + 1)–\(rest.upperBound)" : " page \(rest.lowerBound + 1)"
    return .failed(pages: rest, Problem(DecodeFault(.gaveUp), place: name + pages))
  }

  private func problem(_ fault: DecodeFault, page: Int? = nil) -> Problem {
    var fault = fault
    if fault.kind == .outOfMemory { fault.amount = limits.memory }
    return Problem(fault, place: name + (page.map { " page \($0 + 1)" } ?? ""))
  }
}
