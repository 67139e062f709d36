public import Foundation
import Forms
import Imaging

/// FormScan's own networks that read lines, as the definitions hold them; whoever keeps definitions of their own may do without either.
public struct LineNetworks: Sendable {
  /// Reads what looks written by hand; without it that is left to Tesseract, which seldom can.
  let handprint: HandprintReader?
  /// Knows type, and bears Tesseract out; without it a second of Tesseract's networks reads every line.
  let type: LineNet?

  /// Neither.
  public static let none = LineNetworks(handprint: nil, type: nil)

  public init(handprint: HandprintReader?) { self.init(handprint: handprint, type: nil) }

  private init(handprint: HandprintReader?, type: LineNet?) { (self.handprint, self.type) = (handprint, type) }

  /// - Parameter definitions: the folder that holds `handprint/line.weights`, `type/line.weights` and `words/`.
  /// - Throws: `Problem` where weights or words are missing or damaged.
  public init(definitions: URL) throws {
    handprint = try HandprintReader(definitions: definitions)
    let weights = definitions.appendingPathComponent("type/line.weights")
    guard FileManager.default.fileExists(atPath: weights.deletingLastPathComponent().path) else {
      type = nil
      return
    }
    do { type = try LineNet(contentsOf: weights) } catch {
      throw Problem(
        place: weights.path, summary: "the network that knows type cannot be read (\(error))",
        remedy: "Install FormScan's definitions as a whole, or take the folder out: Tesseract then bears itself out.")
    }
  }
}
