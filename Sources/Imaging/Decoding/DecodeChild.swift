public import Foundation

/// A process that decodes one file and writes its pages to a pipe. Used by one thread at a time.
public final class DecodeChild {
  private let child: LimitedChild

  /// What came from the child.
  public enum Message {
    case opened(pages: Int)
    case page(ScanPage)
    case pageFault(index: Int, DecodeFault)
    case fileFault(DecodeFault)
    case end
    /// The child is of no more use: it died, hung, or wrote rubbish.
    case broken(DecodeFault)
  }

  /// Starts `executable` with `arguments`.
  ///
  /// - Throws: `ImagingError` where the machine has no process or pipe to give, or `executable` is not there.
  public init(executable: URL, arguments: [String]) throws {
    child = try LimitedChild(executable: executable, arguments: arguments)
  }

  /// Ends the child, if it has not ended, and takes it off the process table.
  public func finish() { child.finish() }

  /// Waits for the next message, `seconds` at most.
  public func receive(within seconds: Double) -> Message {
    let deadline = ContinuousClock.now + .seconds(seconds)
    do {
      var header = [UInt8](repeating: 0, count: PageFrame.size)
      unsafe try header.withUnsafeMutableBytes { unsafe try child.read(into: $0, until: deadline) }
      guard let frame = PageFrame(bytes: header) else { return .broken(child.end(.init(.garbled))) }
      switch frame.kind {
      case .opened: return .opened(pages: frame.count)
      case .end: return .end
      case .pageFault: return .pageFault(index: frame.index, frame.fault ?? .init(.damagedPage))
      case .fileFault: return .fileFault(frame.fault ?? .init(.damaged))
      case .page:
        let image = unsafe try PageImage(width: frame.width, height: frame.height, depth: frame.depth, dpi: frame.dpi) {
          unsafe try child.read(into: $0, until: deadline)
        }
        return .page(
          ScanPage(
            index: frame.index, image: image, resolutionAssumed: frame.resolutionAssumed,
            sourceScaleX: frame.sourceScaleX, sourceScaleY: frame.sourceScaleY, damaged: frame.damaged))
      }
    } catch let fault as DecodeFault {
      return .broken(child.end(fault, after: seconds))
    } catch {
      return .broken(child.end(.init(.outOfMemory)))
    }
  }
}
