public import Foundation

/// What an envelope must be like to be taken: the incumbent's checks in the incumbent's order, made before any page is read.
public struct EnvelopeChecks: Sendable {
  public var services: [EnvelopeService]
  /// Items that each list of the metadata may have: `limits.archive.files`, for each has a file in the archive or paper beside it.
  public var mostItems = 1000
  /// Checks values that came with a form of this type (`document_sub_type`); nil where the form is not known.
  public var validate: @Sendable (_ formType: String, OCRData) -> OCRAnswer?

  public init(
    services: [EnvelopeService] = [], validate: @escaping @Sendable (String, OCRData) -> OCRAnswer? = { _, _ in nil }
  ) {
    self.services = services
    self.validate = validate
  }

  /// An envelope that was taken.
  public struct Accepted: Sendable {
    public var metadata: EnvelopeMetadata
    /// What a person should know, without values.
    public var warnings: [String] = []
  }

  /// - Parameters:
  ///   - zip: the archive's name.
  ///   - place: how a refusal names the archive: with its folders.
  ///   - files: names of all files in it, and `metadata` the content of the one that ends in `.json`.
  ///   - used: where a control number was met before.
  /// - Throws: `Problem` with the incumbent's code: the first check that does not hold.
  public func callAsFunction(
    zip: String, at place: String? = nil, files: [String], metadata: Data?, used: (String) throws(Problem) -> String? = { _ in nil }
  ) throws(Problem) -> Accepted {
    let refuse = Refusal(place: place ?? zip)
    guard let json = metadata, files.count(where: { $0.hasSuffix(".json") }) == 1 else {
      throw refuse(
        .zipProcessingFailed, "it holds \(files.count { $0.hasSuffix(".json") }) files of metadata (.json), and must hold one")
    }
    if let other = files.firstIndex(where: { !$0.hasSuffix(".json") && !$0.hasSuffix(".pdf") }) {
      throw refuse(.zipProcessingFailed, "file \(other + 1) in it is neither .pdf nor .json")
    }
    let value: JSONValue
    do { value = try JSONReader.read(json) } catch { throw refuse(.metafileInvalid, "its metadata \(error.words)") }
    if let name = EnvelopeSchema.lists.first(where: { (value[$0]?.items?.count ?? 0) > mostItems }) {
      throw refuse(
        .metafileInvalid, "/\(name): it has more than \(mostItems) items",
        "Have the supplier split it, or raise limits.archive.files.")
    }
    let complaints = EnvelopeSchema().complaints(value)
    guard complaints.isEmpty, let metadata = try? EnvelopeMetadata(json) else {
      let first = complaints.prefix(5).map { "\($0.pointer): \($0.summary)" }.joined(separator: "; ")
      let more = complaints.count > 5 ? "; and \(complaints.count - 5) more" : ""
      throw refuse(.metafileInvalid, "its metadata is not as it must be: \(first)\(more)")
    }
    guard metadata.zipFileName == zip else {
      throw refuse(.metafileInvalid, "/zip_file_name is not the archive's own name", "Send it under the name that it states.")
    }
    let service = try service(of: metadata, refuse)
    try checkOCR(metadata, service, refuse)
    try checkFiles(metadata, files, refuse)
    try checkNumbers(metadata, refuse)
    if metadata.payments?.isEmpty == false, service?.takesPayments == false {
      throw refuse(
        .paymentsDisabled, "it holds payments, and this service takes none", "Send the payments to the service another way.")
    }
    try checkTypes(metadata, refuse)
    let warnings = try checkValues(metadata, service, refuse)
    for item in metadata.scannableItems {
      guard let before = try used(item.documentControlNumber) else { continue }
      throw refuse(
        .zipProcessingFailed, "one of its control numbers came before, in \(before)",
        "Another document needs a number of its own. If it is the same one: what could not be read of that envelope comes alone, under a new name; if nothing could, put this in again.")
    }
    return Accepted(metadata: metadata, warnings: warnings)
  }

  /// Makes refusals of one archive.
  private struct Refusal {
    var place: String
    func callAsFunction(
      _ code: EnvelopeCode, _ summary: String,
      _ remedy: String = "Have the supplier mend it and send it again under a new name."
    ) -> Problem {
      Problem(code, place: place, summary: summary, remedy: remedy)
    }
  }

  private func service(of metadata: EnvelopeMetadata, _ refuse: Refusal) throws(Problem) -> EnvelopeService? {
    if services.isEmpty { return nil }
    guard
      let service = services.first(where: {
        $0.jurisdiction == metadata.jurisdiction && $0.poBoxes.contains(metadata.poBox)
      })
    else {
      throw refuse(
        .metafileInvalid, "/jurisdiction and /po_box are of no service that envelopes come for",
        "Send it where it belongs, or add the service to envelopes.services of the pipeline.")
    }
    guard service.isEnabled else {
      throw refuse(.serviceDisabled, "the service is not enabled", "Send it when the service is, or set enabled: true.")
    }
    return service
  }

  private func checkOCR(_ metadata: EnvelopeMetadata, _ service: EnvelopeService?, _ refuse: Refusal) throws(Problem) {
    let isRead = metadata.scannableItems.contains { $0.isForm && $0.ocrData?.isEmpty == false }
    guard metadata.envelopeClassification.hasOCR, !isRead, service?.needsOCR ?? true else { return }
    throw refuse(
      .metafileInvalid, "no form in it has ocr_data, which its classification asks for",
      "Send it with ocr_data, or set ocr: optional for the service: then FormScan alone reads the form.")
  }

  private func checkFiles(_ metadata: EnvelopeMetadata, _ files: [String], _ refuse: Refusal) throws(Problem) {
    let stated = metadata.scannableItems.map(\.fileName), held = Set(files.filter { $0.hasSuffix(".pdf") })
    if let index = stated.firstRepeat {
      throw refuse(.metafileInvalid, "/scannable_items/\(index)/file_name: another item has the same file")
    }
    if let index = stated.firstIndex(where: { !held.contains($0) }) {
      throw refuse(.metafileInvalid, "/scannable_items/\(index)/file_name: there is no such file in the archive")
    }
    let undeclared = held.subtracting(stated)
    if let index = files.firstIndex(where: { undeclared.contains($0) }) {
      throw refuse(.metafileInvalid, "file \(index + 1) in it is not named in its metadata")
    }
  }

  private func checkNumbers(_ metadata: EnvelopeMetadata, _ refuse: Refusal) throws(Problem) {
    guard let index = metadata.scannableItems.map(\.documentControlNumber).firstRepeat else { return }
    throw refuse(.metafileInvalid, "/scannable_items/\(index)/document_control_number: another item has the same")
  }

  private func checkTypes(_ metadata: EnvelopeMetadata, _ refuse: Refusal) throws(Problem) {
    let items = metadata.scannableItems
    if metadata.envelopeClassification == .supplementaryEvidence, let index = items.firstIndex(where: \.isForm) {
      throw refuse(.metafileInvalid, "/scannable_items/\(index)/document_type: supplementary evidence holds no form")
    }
    let read = items.indices.filter { items[$0].ocrData?.isEmpty == false }
    if read.count > 1 { throw refuse(.metafileInvalid, "/scannable_items/\(read[1])/ocr_data: another item has it already") }
    guard let index = read.first else { return }
    guard items[index].isForm else {
      throw refuse(.metafileInvalid, "/scannable_items/\(index)/ocr_data: only a form has it")
    }
    guard items[index].documentSubType?.isEmpty == false else {
      throw refuse(.metafileInvalid, "/scannable_items/\(index)/document_sub_type: it is missing, beside ocr_data")
    }
  }

  private func checkValues(
    _ metadata: EnvelopeMetadata, _ service: EnvelopeService?, _ refuse: Refusal
  ) throws(Problem) -> [String] {
    let items = metadata.scannableItems
    guard let index = items.firstIndex(where: { $0.ocrData?.isEmpty == false }), let type = items[index].documentSubType,
      let coded = items[index].ocrData
    else { return [] }
    guard let data = OCRData(base64: coded) else {
      throw refuse(
        .metafileInvalid, "/scannable_items/\(index)/ocr_data: it is no list of fields in base64, or names one twice")
    }
    if let service, !service.forms.isEmpty, !service.forms.contains(type) {
      throw refuse(.metafileInvalid, "/scannable_items/\(index)/document_sub_type: it is no form type of the service")
    }
    guard let answer = validate(type, data) else {
      return ["the values that came with it were not checked: its form type is none of the forms that are known"]
    }
    guard answer.errors.isEmpty else {
      throw refuse(.metafileInvalid, "its values cannot be: " + answer.errors.prefix(5).joined(separator: "; "))
    }
    return answer.warnings
  }
}

extension [String] {
  /// The place of the first that came before.
  fileprivate var firstRepeat: Int? {
    var met: Set<String> = []
    return firstIndex { !met.insert($0).inserted }
  }
}
