import Foundation

/// Slows down who guesses: the store blocks an account after five wrong tries, and this an address that tries many.
///
/// A password is looked at by two requests at once, each of which takes 32 MiB and a tenth of a second: more would let anybody wear the
/// machine out.
actor LogInThrottle {
  /// Wrong tries of an address within so many seconds before it has to wait.
  static let tries = 20, seconds = 900.0
  private static let atOnce = 2, queue = 50

  private let now: @Sendable () -> Date
  private var wrong: [String: [Date]] = [:]
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ now: @escaping @Sendable () -> Date) { self.now = now }

  /// When an address may try again; nil for at once.
  func blocked(_ address: String) -> Date? {
    let tries = recent(address)
    return tries.count < Self.tries ? nil : tries[tries.count - Self.tries].addingTimeInterval(Self.seconds)
  }

  /// Notes a wrong try.
  func note(_ address: String) {
    wrong[address] = recent(address) + [now()]
    if wrong.count > 10_000 { wrong = wrong.filter { !recent($0.key).isEmpty } }
  }

  private func recent(_ address: String) -> [Date] {
    let since = now().addingTimeInterval(-Self.seconds)
    return (wrong[address] ?? []).filter { $0 > since }
  }

  /// Waits for a turn to look at a password.
  ///
  /// - Returns: nil where too many wait already.
  func takingTurn<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value? {
    guard waiting.count < Self.queue else { return nil }
    if running >= Self.atOnce { await withCheckedContinuation { waiting.append($0) } } else { running += 1 }
    defer { if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() } }
    return try await body()
  }
}
