public import Forms
import Foundation

/// What a run asks of people beside the fields that its readers doubt.
public struct ReviewPolicy: Sendable {
  /// Which critical fields two operators key without seeing each other's value.
  public typealias KeyedTwice = PipelineDefinition.KeyedTwice

  public var keyedTwice = KeyedTwice.never
  /// The share of accepted fields that a person checks, 0…1.
  public var sample = 0.02
  /// Draws another sample with another number.
  public var seed: UInt64 = 0

  public init(keyedTwice: KeyedTwice = .never, sample: Double = 0.02, seed: UInt64 = 0) {
    self.keyedTwice = keyedTwice
    self.sample = sample
    self.seed = seed
  }

  /// Whether a field is in the sample: the same for the same field every time, whatever else is in the batch.
  func samples(_ place: FieldPlace) -> Bool {
    let digits = Data("\(seed) \(place)".utf8).sha256.prefix(13)
    return Double(UInt64(digits, radix: 16) ?? 0) / Double(UInt64(1) << 52) < sample
  }
}
