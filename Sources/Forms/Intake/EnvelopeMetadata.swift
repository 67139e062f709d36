public import Foundation

/// What an HMCTS bulk-scan envelope says of itself: its `metadata.json`, whose keys are these in snake case.
///
/// Times are kept as the supplier wrote them, ISO 8601 UTC with three digits of milliseconds.
public struct EnvelopeMetadata: Codable, Hashable, Sendable {
  public enum Classification: String, Codable, CaseIterable, Sendable {
    case exception
    case newApplication = "new_application"
    case supplementaryEvidence = "supplementary_evidence"
    case supplementaryEvidenceWithOCR = "supplementary_evidence_with_ocr"

    /// Whether an incumbent's envelope of this kind has a form that was read.
    var hasOCR: Bool { self == .newApplication || self == .supplementaryEvidenceWithOCR }
  }

  public struct Item: Codable, Hashable, Sendable {
    /// Digits alone; unique for all time.
    public var documentControlNumber: String
    public var scanningDate: String
    public var ocrAccuracy, manualIntervention: String?
    public var nextAction, nextActionDate: String
    /// `OCRData` in base64.
    public var ocrData: String?
    public var fileName: String
    public var notes: String?
    public var documentType: String
    public var documentSubType: String?

    public init(
      documentControlNumber: String, scanningDate: String, ocrAccuracy: String? = nil, manualIntervention: String? = nil,
      nextAction: String, nextActionDate: String, ocrData: String? = nil, fileName: String, notes: String? = nil,
      documentType: String, documentSubType: String? = nil
    ) {
      (self.documentControlNumber, self.scanningDate) = (documentControlNumber, scanningDate)
      (self.ocrAccuracy, self.manualIntervention) = (ocrAccuracy, manualIntervention)
      (self.nextAction, self.nextActionDate) = (nextAction, nextActionDate)
      (self.ocrData, self.fileName, self.notes) = (ocrData, fileName, notes)
      (self.documentType, self.documentSubType) = (documentType, documentSubType)
    }

    /// Whether it is a form, whose values may have been read.
    var isForm: Bool { documentType == "Form" || documentType == "SSCS1" }
  }

  public struct Payment: Codable, Hashable, Sendable {
    public var documentControlNumber: String
  }

  public struct NonScannableItem: Codable, Hashable, Sendable {
    public var documentControlNumber, itemType: String
    public var notes: String?
  }

  public var caseNumber, previousServiceCaseReference: String?
  public var poBox, jurisdiction: String
  public var deliveryDate, openingDate, zipFileCreateddate: String
  public var zipFileName: String
  public var rescanFor: String?
  public var envelopeClassification: Classification
  public var scannableItems: [Item]
  public var payments: [Payment]?
  public var nonScannableItems: [NonScannableItem]?

  public init(
    caseNumber: String? = nil, previousServiceCaseReference: String? = nil, poBox: String, jurisdiction: String,
    deliveryDate: String, openingDate: String, zipFileCreateddate: String, zipFileName: String, rescanFor: String? = nil,
    envelopeClassification: Classification, scannableItems: [Item]
  ) {
    (self.caseNumber, self.previousServiceCaseReference) = (caseNumber, previousServiceCaseReference)
    (self.poBox, self.jurisdiction) = (poBox, jurisdiction)
    (self.deliveryDate, self.openingDate, self.zipFileCreateddate) = (deliveryDate, openingDate, zipFileCreateddate)
    (self.zipFileName, self.rescanFor) = (zipFileName, rescanFor)
    (self.envelopeClassification, self.scannableItems) = (envelopeClassification, scannableItems)
  }

  static let documentTypes = [
    "Cherished", "Other", "SSCS1", "Will", "Coversheet", "Form", "Supporting Documents", "Forensic Sheets", "IHT",
    "PP's Legal Statement", "PPs Legal Statement",
  ]

  /// Reads what `EnvelopeSchema` has passed.
  public init(_ json: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(EnvelopeMetadata.self, from: json)
  }

  /// The PO box of metadata that may be wrong in all else; nil where none can be read.
  public static func poBox(_ json: Data) -> String? { (try? JSONReader.read(json))?["po_box"]?.text }

  /// Sorted keys, indented: the same envelope gives the same bytes.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// A time as envelopes have it.
  public static func time(_ date: Date) -> String {
    date.ISO8601Format(.init(includingFractionalSeconds: true, timeZone: .gmt))
  }

  /// Whether the name is one that the supplier's archives have: digits, `_DD-MM-YYYY-HH-MM-SS`, and `.zip` or `.test.zip`.
  public static func isZipName(_ name: String) -> Bool {
    name.wholeMatch(
      of: /[0-9]+_([012][0-9]|30|31)-(0[0-9]|1[012])-20[0-9][0-9]-([01][0-9]|2[0123])-[0-5][0-9]-[0-5][0-9]\.(test\.)?zip/)
      != nil
  }

  /// Whether the text is a time as envelopes have it, on a day of the calendar.
  static func isTime(_ text: String) -> Bool {
    guard let parts = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.[0-9]{3}Z/) else {
      return false
    }
    let numbers = [parts.1, parts.2, parts.3, parts.4, parts.5, parts.6].map { Int($0)! }
    return DateGrammar.isDay(numbers[2], numbers[1], numbers[0]) && numbers[3] < 24 && numbers[4] < 60 && numbers[5] < 60
  }
}
