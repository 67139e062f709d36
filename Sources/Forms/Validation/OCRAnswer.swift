/// What `validate-ocr` says of a form's values. Names fields, and never quotes a value.
public struct OCRAnswer: Codable, Hashable, Sendable {
  public enum Status: String, Codable, Sendable {
    case success = "SUCCESS"
    case warnings = "WARNINGS"
    case errors = "ERRORS"
  }

  /// What a person should look at, and what cannot be.
  public var warnings, errors: [String]
  public var status: Status

  public init(warnings: [String], errors: [String]) {
    self.warnings = warnings
    self.errors = errors
    status = !errors.isEmpty ? .errors : !warnings.isEmpty ? .warnings : .success
  }
}
