/// What a supplier is told of an envelope that was refused.
public struct EnvelopeAnswer: Codable, Hashable, Sendable {
  public var zip_file_name: String
  /// Nil where the envelope could not be read so far.
  public var po_box: String?
  public var error_code: String
  public var error_description: String
  /// Names the very bytes that were refused: the beginning of their SHA-256.
  public var reference_id: String

  public init(zipFileName: String, poBox: String?, refusal: Problem, sha256: String) {
    zip_file_name = zipFileName
    po_box = poBox
    error_code = refusal.code ?? EnvelopeCode.zipProcessingFailed.rawValue
    error_description = refusal.summary + (refusal.remedy.map { ". " + $0 } ?? "")
    reference_id = String(sha256.prefix(16))
  }

  public func encode(to encoder: any Encoder) throws {
    var all = encoder.container(keyedBy: CodingKeys.self)
    try all.encode(zip_file_name, forKey: .zip_file_name)
    // The key is always there.
    try all.encode(po_box, forKey: .po_box)
    try all.encode(error_code, forKey: .error_code)
    try all.encode(error_description, forKey: .error_description)
    try all.encode(reference_id, forKey: .reference_id)
  }
}
