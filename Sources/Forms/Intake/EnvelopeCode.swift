/// The codes by which HMCTS bulk scan tells a supplier why an envelope was refused.
public enum EnvelopeCode: String, Codable, CaseIterable, Sendable {
  case zipProcessingFailed = "ERR_ZIP_PROCESSING_FAILED"
  case signatureVerifyFailed = "ERR_SIG_VERIFY_FAILED"
  case metafileInvalid = "ERR_METAFILE_INVALID"
  case serviceDisabled = "ERR_SERVICE_DISABLED"
  case paymentsDisabled = "ERR_PAYMENTS_DISABLED"
  case fileLimitExceeded = "ERR_FILE_LIMIT_EXCEEDED"
}

extension Problem {
  public init(_ code: EnvelopeCode, place: String, summary: String, remedy: String?) {
    self.init(place: place, summary: summary, remedy: remedy)
    self.code = code.rawValue
  }
}
