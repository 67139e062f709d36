/// A service that envelopes come for, and what it takes.
public struct EnvelopeService: Hashable, Sendable {
  public var jurisdiction: String
  public var poBoxes: [String]
  public var isEnabled = true
  public var takesPayments = false
  /// Whether forms must come with values that the supplier has read; FormScan reads them itself.
  public var needsOCR = true
  /// The form types that it knows (`document_sub_type`); any if empty.
  public var forms: [String] = []

  public init(jurisdiction: String, poBoxes: [String]) {
    self.jurisdiction = jurisdiction
    self.poBoxes = poBoxes
  }
}

/// How a pipeline takes envelopes.
public struct EnvelopeSettings: Sendable {
  /// The file of the supplier's public key (RSA; PEM or DER): if there is one, envelopes must be signed.
  public var publicKey: String?
  /// If there are any, envelopes come for one of these.
  public var services: [EnvelopeService] = []

  public init() {}

  init(_ value: YAMLValue) {
    let members = value.members(["publicKey", "services"])
    publicKey = members["publicKey"]?.string
    for item in members["services"]?.items ?? [] {
      let members = item.members(["jurisdiction", "poBoxes", "enabled", "payments", "ocr", "forms"])
      guard let jurisdiction = members["jurisdiction"]?.string else {
        item.complain("the service has no 'jurisdiction'", "Add jurisdiction: as envelopes have it.")
        continue
      }
      var service = EnvelopeService(
        jurisdiction: jurisdiction, poBoxes: (members["poBoxes"]?.items ?? []).compactMap(\.string))
      if service.poBoxes.isEmpty { item.complain("the service has no 'poBoxes'", "Add poBoxes: [\"12345\"].") }
      service.isEnabled = members["enabled"]?.flag ?? true
      service.takesPayments = members["payments"]?.flag ?? false
      service.needsOCR = members["ocr"]?.choice(of: OCR.self) != .optional
      service.forms = (members["forms"]?.items ?? []).compactMap(\.string)
      services.append(service)
    }
  }

  private enum OCR: String, CaseIterable { case required, optional }
}
