import Dispatch
import Foundation

/// Turns SIGINT and SIGTERM into a call, once: the work under way ends by itself. A second signal ends the program at once.
final class Drain {
  private let sources: [any DispatchSourceSignal]

  private init(_ stop: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable in
        signal(number, SIG_DFL)
        FileHandle.standardError.write(Data("\nstopping after the pages under way; press again to quit at once\n".utf8))
        stop()
      }
      source.resume()
      return source
    }
  }

  private func stop() { for source in sources { source.cancel() } }

  /// Works to the end, or is cancelled by a signal.
  static func work<Made: Sendable>(_ body: @escaping @Sendable () async throws -> Made) async throws -> Made {
    let work = Task { try await body() }
    let signals = Drain { work.cancel() }
    defer { signals.stop() }
    return try await work.value
  }
}
