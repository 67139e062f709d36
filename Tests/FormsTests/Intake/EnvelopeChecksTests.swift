import Forms
import Foundation
import Testing

struct EnvelopeChecksTests {
  static let service: EnvelopeService = {
    var service = EnvelopeService(jurisdiction: "PCS", poBoxes: ["12345"])
    service.forms = ["LP1F"]
    return service
  }()

  /// One fault each, in the incumbent's order, with the incumbent's code and what is said of it.
  static let faults:
    [(name: String, code: String, says: String, spoil: @Sendable (inout TestEnvelope, inout EnvelopeChecks) -> Void)] = [
      ("no metadata", "ERR_ZIP_PROCESSING_FAILED", "0 files of metadata", { e, _ in e.files.removeFirst() }),
      ("two files of metadata", "ERR_ZIP_PROCESSING_FAILED", "2 files of metadata", { e, _ in e.files.append("b.json") }),
      ("a stranger", "ERR_ZIP_PROCESSING_FAILED", "neither .pdf nor .json", { e, _ in e.files.append("envelope.zip") }),
      ("schema", "ERR_METAFILE_INVALID", "/po_box: it is missing", { e, _ in e.members["po_box"] = nil }),
      (
        "name", "ERR_METAFILE_INVALID", "own name",
        { e, _ in e.members["zip_file_name"] = .string("1_25-11-2026-13-24-07.zip") }
      ),
      ("mapping", "ERR_METAFILE_INVALID", "of no service", { e, _ in e.members["po_box"] = .string("99999") }),
      ("service", "ERR_SERVICE_DISABLED", "not enabled", { _, c in c.services[0].isEnabled = false }),
      ("no OCR", "ERR_METAFILE_INVALID", "no form in it has ocr_data", { e, _ in e.setItem(0, "ocr_data", nil) }),
      (
        "missing PDF", "ERR_METAFILE_INVALID", "/scannable_items/1/file_name: there is no such file",
        { e, _ in e.files.removeLast() }
      ),
      ("undeclared PDF", "ERR_METAFILE_INVALID", "file 4 in it is not named", { e, _ in e.files.append("3.pdf") }),
      (
        "PDF named twice", "ERR_METAFILE_INVALID", "another item has the same file",
        { e, _ in e.setItem(1, "file_name", .string("1.pdf")) }
      ),
      (
        "number twice", "ERR_METAFILE_INVALID", "/scannable_items/1/document_control_number: another item has the same",
        { e, _ in e.setItem(1, "document_control_number", .string("1001")) }
      ),
      (
        "payments", "ERR_PAYMENTS_DISABLED", "takes none",
        { e, _ in e.members["payments"] = .array([.object(["document_control_number": .string("7")])]) }
      ),
      (
        "form among evidence", "ERR_METAFILE_INVALID", "supplementary evidence holds no form",
        { e, _ in e.members["envelope_classification"] = .string("supplementary_evidence") }
      ),
      (
        "OCR twice", "ERR_METAFILE_INVALID", "/scannable_items/1/ocr_data: another item has it already",
        { e, _ in
          e.setItem(1, "document_type", .string("Form"))
          e.setItem(1, "ocr_data", .string("e30="))
        }
      ),
      (
        "OCR of no form", "ERR_METAFILE_INVALID", "only a form has it",
        { e, _ in
          e.setItem(0, "document_type", .string("Other"))
          e.members["envelope_classification"] = .string("exception")
        }
      ),
      (
        "no sub type", "ERR_METAFILE_INVALID", "document_sub_type: it is missing",
        { e, _ in e.setItem(0, "document_sub_type", nil) }
      ),
      (
        "OCR that is none", "ERR_METAFILE_INVALID", "no list of fields in base64",
        { e, _ in e.setItem(0, "ocr_data", .string("e30=")) }
      ),
      (
        "sub type unknown", "ERR_METAFILE_INVALID", "no form type of the service",
        { e, _ in e.setItem(0, "document_sub_type", .string("N5B")) }
      ),
      (
        "values that cannot be", "ERR_METAFILE_INVALID", "its values cannot be: /a is wrong",
        { _, c in c.validate = { _, _ in OCRAnswer(warnings: [], errors: ["/a is wrong"]) } }
      ),
    ]

  @Test(arguments: faults.indices)
  func `each fault is refused with the incumbent's code, its reason and what to do`(index: Int) throws {
    let fault = Self.faults[index]
    var envelope = TestEnvelope(), checks = EnvelopeChecks(services: [Self.service])
    #expect(throws: Never.self) { try envelope.check(checks) }
    fault.spoil(&envelope, &checks)
    let problem = #expect(throws: Problem.self, "\(fault.name)") { try envelope.check(checks) }
    #expect(problem?.code == fault.code && problem?.summary.contains(fault.says) == true, "\(fault.name): \(problem as Any)")
    #expect(problem?.remedy?.isEmpty == false && problem?.place == TestEnvelope.zip)
  }

  @Test(arguments: [
    ("schema", "name"), ("schema", "payments"), ("name", "mapping"), ("mapping", "service"), ("service", "no OCR"),
    ("no OCR", "missing PDF"), ("missing PDF", "number twice"), ("number twice", "payments"),
    ("payments", "form among evidence"),
    ("OCR twice", "OCR that is none"), ("sub type unknown", "values that cannot be"), ("payments", "values that cannot be"),
  ])
  func `of two faults the incumbent's first is told`(first: String, second: String) throws {
    var envelope = TestEnvelope(), checks = EnvelopeChecks(services: [Self.service])
    let faults = try [first, second].map { name in try #require(Self.faults.first { $0.name == name }) }
    for fault in faults.reversed() { fault.spoil(&envelope, &checks) }
    let problem = #expect(throws: Problem.self) { try envelope.check(checks) }
    #expect(problem?.code == faults[0].code && problem?.summary.contains(faults[0].says) == true, "\(problem as Any)")
  }

  @Test func `a control number that came in another envelope is refused as the incumbent does`() throws {
    let problem = #expect(throws: Problem.self) { try TestEnvelope().check(used: ["1002": "other.zip"]) }
    #expect(problem?.code == "ERR_ZIP_PROCESSING_FAILED" && problem?.summary.contains("other.zip") == true)
  }

  /// The test envelope's metadata with a piece put in at its beginning.
  private func check(adding text: String, to envelope: TestEnvelope = TestEnvelope()) throws {
    let json = Data("{\(text)".utf8) + envelope.json.dropFirst()
    _ = try EnvelopeChecks()(zip: TestEnvelope.zip, files: envelope.files, metadata: json)
  }

  @Test(arguments: [#""po_box": "1","#, #""po\u005fbox": "1","#, #""payments": [{"a": {"b": 1, "c": 2, "b": 1}}],"#])
  func `metadata with a key twice is refused, for another reader may take the other`(text: String) {
    let problem = #expect(throws: Problem.self) { try check(adding: text) }
    #expect(problem?.code == "ERR_METAFILE_INVALID" && problem?.summary.contains("twice") == true, "\(problem as Any)")
    #expect(problem?.summary.contains("po_box") == false)
  }

  @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf32, .isoLatin1])
  func `metadata in another encoding than UTF-8 is refused`(encoding: String.Encoding) throws {
    var envelope = TestEnvelope()
    envelope.members["case_number"] = .string("é")
    let json = try #require(String(decoding: envelope.json, as: UTF8.self).data(using: encoding))
    let problem = #expect(throws: Problem.self) {
      try EnvelopeChecks()(zip: TestEnvelope.zip, files: envelope.files, metadata: json)
    }
    #expect(problem?.code == "ERR_METAFILE_INVALID" && problem?.summary.contains("UTF-8") == true)
  }

  @Test func `a key that is not known is told by its place, and its name is not`() {
    let problem = #expect(throws: Problem.self) { try check(adding: #""Mrs Jane Secretname": "x", "Jane": 1,"#) }
    #expect(problem?.summary.contains("/: 2 of its 10 keys are not known") == true, "\(problem as Any)")
    #expect(problem?.summary.contains("Jane") == false)
  }

  @Test func `metadata that names more than an archive may hold is refused before all else`() {
    var envelope = TestEnvelope()
    envelope.members["payments"] = .array(Array(repeating: .null, count: 4))
    envelope.members["po_box"] = nil
    var checks = EnvelopeChecks()
    checks.mostItems = 3
    let problem = #expect(throws: Problem.self) { try envelope.check(checks) }
    #expect(problem?.code == "ERR_METAFILE_INVALID" && problem?.summary.contains("/payments: it has more than 3") == true)
    #expect(problem?.remedy?.contains("limits.archive.files") == true)
  }

  @Test func `a service for which FormScan reads takes a form without values`() throws {
    var envelope = TestEnvelope(), service = Self.service
    envelope.setItem(0, "ocr_data", nil)
    service.needsOCR = false
    let accepted = try envelope.check(EnvelopeChecks(services: [service]))
    #expect(accepted.metadata.scannableItems.map(\.documentControlNumber) == ["1001", "1002"] && accepted.warnings.isEmpty)
  }

  @Test func `values of a form that is not known are taken with a warning, as when the service does not answer`() throws {
    #expect(try TestEnvelope().check().warnings.count == 1)
  }

  @Test func `what a supplier is told has all five keys, also where no PO box could be read`() throws {
    let problem = Problem(.metafileInvalid, place: "x.zip", summary: "it is wrong", remedy: "Mend it.")
    let answer = EnvelopeAnswer(zipFileName: "x.zip", poBox: nil, refusal: problem, sha256: String(repeating: "a", count: 64))
    let text = String(decoding: try CanonicalJSON.data(answer), as: UTF8.self)
    #expect(
      text == """
        {
          "error_code" : "ERR_METAFILE_INVALID",
          "error_description" : "it is wrong. Mend it.",
          "po_box" : null,
          "reference_id" : "aaaaaaaaaaaaaaaa",
          "zip_file_name" : "x.zip"
        }

        """)
  }
}
