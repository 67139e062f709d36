extension FormRecord.Source {
  /// The HMCTS envelope that a scan came in, as its metadata has it; times as the supplier wrote them.
  public struct Envelope: Codable, Hashable, Sendable {
    /// The archive's name, and whether its signature was checked.
    public var zip: String
    public var signed: Bool
    /// The document's own number (DCN).
    public var controlNumber: String
    public var poBox, jurisdiction, classification: String
    public var delivered, opened, scanned: String
    public var documentType: String
    public var documentSubType, caseNumber, previousCaseReference, rescanFor: String?

    public init(_ metadata: EnvelopeMetadata, _ item: EnvelopeMetadata.Item, signed: Bool) {
      (zip, self.signed) = (metadata.zipFileName, signed)
      controlNumber = item.documentControlNumber
      (poBox, jurisdiction) = (metadata.poBox, metadata.jurisdiction)
      classification = metadata.envelopeClassification.rawValue
      (delivered, opened, scanned) = (metadata.deliveryDate, metadata.openingDate, item.scanningDate)
      (documentType, documentSubType) = (item.documentType, item.documentSubType)
      (caseNumber, previousCaseReference) = (metadata.caseNumber, metadata.previousServiceCaseReference)
      rescanFor = metadata.rescanFor
    }
  }

  /// The OPG set that a scan came in, as it says of itself.
  public struct DocumentSet: Codable, Hashable, Sendable {
    /// The supplier's batch.
    public var schedule: String
    public var type: String
    public var caseNumber, id: String?
    /// Pages that the document has, as the set states.
    public var pages: Int?
    /// When it was scanned, as the supplier wrote it: the set does not say in which zone.
    public var scanned: String?

    public init(schedule: String, type: String, caseNumber: String?, id: String?, pages: Int?, scanned: String?) {
      self.schedule = schedule
      self.type = type
      self.caseNumber = caseNumber
      self.id = id
      self.pages = pages
      self.scanned = scanned
    }
  }
}
