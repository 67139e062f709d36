import Crypto
import CryptoExtras
import Forms
import Foundation
import Imaging
import Testing

@testable import Pipeline

/// Envelopes and sets through a whole run: what is emitted is taken in, and what is refused keeps nobody else from being read.
@Suite(.serialized) struct EnvelopeRunTests {
  let batch: TestBatch
  /// When cases leave.
  static let time = Date(timeIntervalSince1970: 1_795_500_000)

  init() throws { batch = try TestBatch() }

  /// A scan of the form's four pages.
  private func pdf(dust: Int) throws -> Data {
    let file = batch.folder.appending(path: "drawn.pdf")
    try ScanWriter.writePDF(try (1...4).map { try batch.page($0, dust: dust) }, to: file.path, quality: 80)
    return try Data(contentsOf: file)
  }

  private func put(_ data: Data, _ name: String) throws { try data.write(to: batch.scans.appending(path: name)) }

  /// An exporter as a pipeline's file sets it up.
  private func exporter(_ settings: String = "") throws -> any Exporter {
    let file = batch.folder.appending(path: "pipeline.yaml")
    let yaml = "outputs: [ { kind: envelope, folder: out, poBox: \"12345\", jurisdiction: PCS\(settings) } ]"
    try Data(yaml.utf8).write(to: file)
    let (pipeline, problems) = try PipelineDefinition.read(file, kinds: ExportKinds.withEnvelope)
    #expect(problems == [])
    return try #require(pipeline.outputs.first?.exporter)
  }

  /// A record as a run over the form makes it.
  private func record(_ id: String, received: String? = "2026-11-20T10:00:00Z") -> FormRecord {
    var record = FormRecord(
      id: id, source: .init(file: "a.pdf", sha256: "00", received: received), form: .init(id: "drawn", edition: "1"), pages: [],
      disposition: .accepted, fields: [:], issues: [])
    for page in 1...4 {
      record.fields["/page\(page)"] = FieldReading(
        value: .text("page \(page)"), state: .read, confidence: 0.99, review: false, formPage: page, page: page - 1)
    }
    return record
  }

  private func emit(_ id: String, dust: Int, settings: String = "") throws -> (zip: Export.File, pdf: Data) {
    let pdf = try pdf(dust: dust)
    let one = ExportDocument(record: record(id), form: TestBatch.form, pdf: pdf)
    let export = try exporter(settings).export(ExportCase([one], time: Self.time))
    #expect(export.losses == [] && export.files.count == 1)
    return (export.files[0], pdf)
  }

  private func keys(_ name: String) throws -> (own: URL, supplier: URL) {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let own = batch.folder.appending(path: "\(name).pem"), other = batch.folder.appending(path: "\(name).pub")
    try Data(key.pemRepresentation.utf8).write(to: own)
    try key.publicKey.derRepresentation.write(to: other)
    return (own, other)
  }

  private func run(publicKey: URL? = nil, services: [EnvelopeService] = []) async throws -> RunSummary {
    var run = try batch.run { NumberingReader() }
    run.pipeline.envelopes.publicKey = publicKey?.path
    run.pipeline.envelopes.services = services
    return try await run(Intake()([batch.scans]))
  }

  private func answer(_ zip: String) throws -> [String: String?] {
    let name = try #require(try batch.written().keys.first { $0.hasPrefix("answers/\(zip)") })
    return try JSONDecoder().decode([String: String?].self, from: batch.written()[name]!)
  }

  @Test func `what we emit, signed, is taken in with the same PDF, values and dates`() async throws {
    let keys = try keys("a"), (zip, pdf) = try emit("drawn-1", dust: 1, settings: ", key: \(keys.own.path)")
    #expect(EnvelopeMetadata.isZipName(zip.name) && zip.name.hasSuffix("_20-11-2026-10-00-00.zip"))
    try put(zip.data, zip.name)
    let summary = try await run(publicKey: keys.supplier)
    #expect(summary.problems == [] && summary.documents == 1)
    let parcel = try #require(summary.parcels?.first)
    #expect(parcel.status == .accepted && parcel.scans.count == 1 && parcel.warnings == [])
    let back = try #require(try batch.records().first)
    #expect(back.fields.mapValues(\.value) == record("drawn-1").fields.mapValues(\.value))
    #expect(back.source.received == "2026-11-20T10:00:00Z")
    let envelope = try #require(back.source.envelope)
    #expect(envelope.zip == zip.name && envelope.signed && envelope.poBox == "12345" && envelope.jurisdiction == "PCS")
    #expect(envelope.delivered == "2026-11-20T10:00:00.000Z" && envelope.documentSubType == "DRAWN")
    #expect(envelope.controlNumber.allSatisfy(\.isNumber) && back.source.file == "\(zip.name)/\(envelope.controlNumber).pdf")
    let kept = try batch.written().filter { $0.key.hasPrefix("unpacked/") }
    #expect(kept.values.elementsEqual([pdf]) && parcel.numbers == [envelope.controlNumber])
    #expect(parcel.scans == [.init(name: back.source.file, kept: kept.keys.first ?? "", sha256: back.source.sha256, number: envelope.controlNumber)])
  }

  @Test func `the same case gives the same name and bytes every time`() throws {
    let pdf = Data("%PDF-1.4".utf8), exporter = try exporter()
    let files = try ["drawn-1", "drawn-1", "drawn-2"].map { id in
      let one = ExportDocument(record: record(id), form: TestBatch.form, pdf: pdf)
      return try exporter.export(ExportCase([one], time: Self.time)).files[0]
    }
    #expect(files[0].data == files[1].data && files[0].name == files[1].name && files[0].name != files[2].name)
  }

  @Test func `sheets that belong to a document go with it, and their values are told as lost`() throws {
    let pdf = try pdf(dust: 1)
    let both = ["drawn-1", "drawn-2"].map { ExportDocument(record: record($0), form: TestBatch.form, pdf: pdf) }
    let export = try exporter().export(ExportCase(both, time: Self.time))
    #expect(
      export.losses.map(\.field) == ["/page1", "/page2", "/page3", "/page4"]
        && export.losses.allSatisfy { $0.record == "drawn-2" })
  }

  @Test func `a signature that is not the supplier's is refused before anything in it is looked at`() async throws {
    let ours = try keys("a"), theirs = try keys("b")
    let zip = try emit("drawn-1", dust: 1, settings: ", key: \(ours.own.path)").zip, plain = try emit("drawn-2", dust: 2).zip
    try put(zip.data, zip.name)
    try put(plain.data, plain.name)
    let summary = try await run(publicKey: theirs.supplier)
    #expect(
      Set(summary.problems.map(\.code)) == ["ERR_SIG_VERIFY_FAILED", "ERR_ZIP_PROCESSING_FAILED"] && summary.documents == 0)
    let answer = try answer(String(zip.name.dropLast(4)))
    #expect(answer["error_code"] == "ERR_SIG_VERIFY_FAILED" && answer["zip_file_name"] == zip.name)
    #expect(Set(answer.keys) == ["zip_file_name", "po_box", "error_code", "error_description", "reference_id"])
  }

  @Test func `hostile, wrong and repeated envelopes are refused, each with its answer, and the rest of the batch is read`()
    async throws
  {
    let good = try emit("drawn-1", dust: 1).zip, other = try emit("drawn-2", dust: 2).zip
    try put(good.data, good.name)
    try batch.scan([1, 2, 3, 4], as: "plain.tif", dust: 3)
    // Once more under another name: the name in its metadata is another. Once more within a folder: the same bytes.
    try put(try emit("drawn-3", dust: 4).zip.data, "1_25-11-2026-13-24-07.zip")
    try FileManager.default.createDirectory(at: batch.scans.appending(path: "z"), withIntermediateDirectories: true)
    try put(good.data, "z/\(good.name)")
    try put(other.data.prefix(other.data.count / 2), "2_25-11-2026-13-24-07.zip")
    try put(try ZipWriter.data([("1.pdf", Data(count: 100 << 20))], time: Self.time), "3_25-11-2026-13-24-07.zip")
    try put(ForgedZip(entries: [.init("../../x.pdf")]).data, "4_25-11-2026-13-24-07.zip")
    try put(Data(), "5_25-11-2026-13-24-07.zip")
    try put(try emit("drawn-4", dust: 5).zip.data, "z/6_25-11-2026-13-24-07.zip")
    let summary = try await run()
    #expect(summary.documents == 2 && summary.isBalanced && summary.duplicateFiles == 1)
    #expect(summary.problems.last?.place == "z/6_25-11-2026-13-24-07.zip")
    let codes = summary.problems.compactMap(\.code)
    #expect(codes == ["ERR_METAFILE_INVALID"] + Array(repeating: "ERR_ZIP_PROCESSING_FAILED", count: 4) + ["ERR_METAFILE_INVALID"], "\(summary.problems)")
    #expect(summary.parcels?.map(\.status).count { $0 == .accepted } == 1)
    let answers = try batch.written().keys.filter { $0.hasPrefix("answers/") }
    #expect(answers.count == 6)
    #expect(try answer("1_25-11-2026-13-24-07")["po_box"] == "12345" && answer("5_")["po_box"] == .some(nil))
    #expect(!FileManager.default.fileExists(atPath: batch.folder.deletingLastPathComponent().appending(path: "x.pdf").path))
    #expect(try batch.written().keys.count { $0.hasPrefix("unpacked/") } == 1)
  }

  @Test func `a control number that two envelopes share is refused in the second`() async throws {
    let first = try emit("drawn-1", dust: 1)
    try put(first.zip.data, first.zip.name)
    // The same document, released for another day's letter, is another archive with the same number.
    var again = record("drawn-1", received: "2026-11-21T10:00:00Z")
    again.source.file = "b.pdf"
    let export = try exporter().export(
      ExportCase([ExportDocument(record: again, form: TestBatch.form, pdf: first.pdf)], time: Self.time))
    try put(export.files[0].data, export.files[0].name)
    let summary = try await run()
    #expect(summary.problems.map(\.code) == ["ERR_ZIP_PROCESSING_FAILED"] && summary.documents == 1)
    #expect(summary.problems.first?.summary.contains("control numbers came before") == true)
  }

  @Test func `an envelope for a service that is not here is refused, and one that is, is taken`() async throws {
    let zip = try emit("drawn-1", dust: 1).zip
    try put(zip.data, zip.name)
    let other = try await run(services: [EnvelopeService(jurisdiction: "SSCS", poBoxes: ["12345"])])
    #expect(other.problems.map(\.code) == ["ERR_METAFILE_INVALID"])
    #expect(try await run(services: [EnvelopeService(jurisdiction: "PCS", poBoxes: ["12345"])]).documents == 1)
  }

  @Test func `a set's PDFs are read, with what the set says of them`() async throws {
    let pdf = try pdf(dust: 1).base64EncodedString()
    let xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Set><Header CaseNo="" Scanner="1" ScanTime="2026-07-01 12:38:53" ScannerOperator="x" Schedule="02-0001112"/><Body>
      <Document Type="LP1F" Encoding="UTF-8" NoPages="4" ID="D1"><XML>PEE+</XML><PDF>\(pdf)</PDF></Document></Body></Set>
      """
    try put(Data(xml.utf8), "set.xml")
    try put(Data("<notes/>".utf8), "notes.xml")
    try put(Data(xml.replacing("02-0001112", with: "").utf8), "wrong.xml")
    try put(Data(xml.replacing(pdf, with: "QQ==").utf8), "twice.xml")
    try put(Data(xml.replacing(pdf, with: "QUE=").replacing("D1", with: "D2").utf8), "unread.xml")
    let summary = try await run()
    #expect(summary.ignored == ["notes.xml"] && summary.problems.map(\.place) == ["wrong.xml", "twice.xml/1-LP1F.pdf", "unread.xml/1-LP1F.pdf"])
    #expect(summary.parcels?.map(\.status) == [.accepted, .incomplete, .incomplete, .refused])
    #expect(summary.parcels?.flatMap(\.scans).map(\.unread) == [nil, nil, true])
    let record = try #require(try batch.records().first)
    #expect(record.source.file == "set.xml/1-LP1F.pdf" && record.source.received == "2026-07-01T11:38:53Z")
    #expect(
      record.source.set?.schedule == "02-0001112" && record.source.set?.id == "D1" && record.source.set?.pages == 4
        && record.source.set?.scanned == "2026-07-01 12:38:53")
  }

  @Test func `an output without its settings, or with a key that is none, is named by its place`() throws {
    let file = batch.folder.appending(path: "pipeline.yaml"), key = batch.folder.appending(path: "key")
    try Data("no key".utf8).write(to: key)
    try Data("outputs: [ { kind: envelope, folder: out, classification: supplementary_evidence, key: \(key.path) } ]".utf8)
      .write(to: file)
    let problems = try PipelineDefinition.read(file, kinds: ExportKinds.withEnvelope).problems
    #expect(
      problems.count == 4 && problems.allSatisfy { $0.place.hasPrefix(file.path + ":1:") && $0.remedy != nil }, "\(problems)")
  }

  @Test func `metadata that we emit is as the incumbent's schema asks`() throws {
    let schema = URL(fileURLWithPath: #filePath).appendingPathComponent(
      "../../../../../shared/contracts/hmcts/metafile-schema.json"
    ).standardizedFileURL
    let python =
      "import json,sys,jsonschema; jsonschema.Draft4Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))"
    func check(_ code: String, _ arguments: String...) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3", "-c", code] + arguments
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    guard FileManager.default.fileExists(atPath: schema.path), try check("import jsonschema") == 0 else {
      print("SKIPPED: no schema at \(schema.path), or no Python with jsonschema, to check emitted metadata with")
      return
    }
    let archive = batch.folder.appending(path: "e.zip"), into = batch.folder.appending(path: "into")
    try FileManager.default.createDirectory(at: into, withIntermediateDirectories: true)
    try emit("drawn-1", dust: 1).zip.data.write(to: archive)
    let entries = try Unpacking(executable: builtCommand())(archive, .zip, into: into)
    let metadata = try #require(entries.first { $0.name == "metadata.json" })
    #expect(try check(python, schema.path, metadata.url.path) == 0)
    try Data("{}".utf8).write(to: metadata.url)
    #expect(try check(python, schema.path, metadata.url.path) != 0)
  }
}
