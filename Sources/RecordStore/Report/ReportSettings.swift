public import Foundation

/// What a report cannot know by itself, and over what time it goes.
public struct ReportSettings: Sendable {
  /// Paper that arrived from, and before.
  public var from: Date?
  public var to: Date?
  /// Pounds for a second of the machine's CPU and of an operator's time.
  public var cpuSecond: Double?
  public var operatorSecond: Double?
  /// The share of the service's transactions that come on paper, 0…1.
  public var paperShare: Double?
  /// Seconds between two steps of an operator above which they count as a pause.
  public var pause = 300.0

  public init(from: Date? = nil, to: Date? = nil) {
    self.from = from
    self.to = to
  }
}
