public import Forms
import Foundation
import RecordStore

/// Reads a registered page's zones: one reading a zone, in their order. Used by one lane.
public protocol PageReading {
  func read(_ page: RegisteredPage) throws -> [FieldReading]
}

extension ZoneReaders: PageReading {}

/// What became of one scan page; holds no picture but a small one.
package struct PageOutcome: Codable, Sendable {
  /// A form page that was read.
  package struct Form: Codable, Sendable {
    var form: String
    var page: Int
    var evidence: PageFinding.Evidence
    var residualMM: Double
    var readings: [FieldReading]
    /// Part of the page may be missing.
    var isDamaged: Bool

    package init(
      form: String, page: Int, evidence: PageFinding.Evidence, residualMM: Double, readings: [FieldReading],
      isDamaged: Bool = false
    ) {
      self.form = form
      self.page = page
      self.evidence = evidence
      self.residualMM = residualMM
      self.readings = readings
      self.isDamaged = isDamaged
    }

    /// How good a copy it is: likeness, less a hundredth for each field that needs a look. A damaged one is worse than any other.
    var quality: Double { evidence.score - 0.01 * Double(readings.count(where: \.review)) - (isDamaged ? 10 : 0) }

    /// What its fields say, nil where blank; nil where something was not read.
    var content: [FieldValue?]? {
      readings.contains { $0.state == .unclear } ? nil : readings.map { $0.state == .blank ? nil : $0.value }
    }

    /// What its fields seem to say, also where that is not sure.
    var seems: [FieldValue?] { readings.map { $0.state == .blank ? nil : $0.value ?? $0.text.map(FieldValue.text) } }
  }

  enum Kind: Codable, Sendable {
    case form(Form)
    case blank
    case separator(String)
    case unknown(reason: String, candidates: [RunSummary.Candidate], labels: [String])
    case failed(Problem)
  }

  var index: Int
  var kind: Kind
  var isFailed: Bool { if case .failed = kind { true } else { false } }
  /// Part of the page may be missing.
  var isDamaged = false
  var seconds: [String: Double] = [:]
  /// A small picture (PNG) of a page that is in no document, or may be in none.
  var thumbnail: Data?
  /// Its picture in the store, if there is one.
  var picture: StoredPage.Picture?
  /// Why its picture could not be kept.
  var unkept: Problem?

  /// What a shard hands on: all but what concerns a store.
  private enum CodingKeys: CodingKey { case index, kind, isDamaged, seconds, thumbnail }
}
