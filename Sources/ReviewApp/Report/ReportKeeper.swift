import Foundation
import RecordStore

/// Keeps reports for a minute: to count a large store takes seconds. However many ask, one is counted at a time, beside what operators do.
actor ReportKeeper {
  private static let seconds = 60.0
  private let store: RecordStore
  private let prices: ReportSettings
  private var kept: [ReportPeriod: (report: StoreReport, at: Date)] = [:]
  private var running: [ReportPeriod: Task<StoreReport, any Error>] = [:]
  private var last: Task<StoreReport, any Error>?

  init(_ store: RecordStore, prices: ReportSettings) {
    self.store = store
    self.prices = prices
  }

  func callAsFunction(_ period: ReportPeriod) async throws -> StoreReport {
    let now = store.now()
    if let known = kept[period], now.timeIntervalSince(known.at) < Self.seconds { return known.report }
    if let task = running[period] { return try await task.value }
    let before = last, settings = period.settings(prices, at: now)
    let task = Task { [store] in
      _ = await before?.result
      return try await store.report(settings)
    }
    (running[period], last) = (task, task)
    defer { running[period] = nil }
    let report = try await task.value
    kept[period] = (report, now)
    return report
  }
}
