import Crypto
public import Forms
import Foundation
import Imaging

/// `kind: envelope`: a case as an HMCTS bulk-scan envelope. The archive holds `metadata.json` and a PDF a document; with a key it is
/// wrapped as `envelope.zip` with its `signature`.
///
/// One document at most may carry values, so those of the others are in their scans alone, which is told as a loss.
public struct EnvelopeExporter: Exporter {
  public static let kind = "envelope"
  public static let keys = ["poBox", "jurisdiction", "classification", "nextAction", "key"]
  public static let needsScans = true

  private var poBox = "", jurisdiction = "", nextAction = "forward"
  private var classification = EnvelopeMetadata.Classification.newApplication
  private var signer: EnvelopeSignature.Signer?

  public init(_ settings: ExportSettings) {
    poBox = settings.text("poBox", example: "\"12345\"")
    jurisdiction = settings.text("jurisdiction", example: "PCS")
    nextAction = settings.text("nextAction") ?? nextAction
    if let text = settings.text("classification") {
      if let named = EnvelopeMetadata.Classification(rawValue: text), named != .supplementaryEvidence {
        classification = named
      } else {
        settings.complain(
          "classification", "'\(text)' is no classification of an envelope with a form that was read",
          "Write new_application, supplementary_evidence_with_ocr or exception.")
      }
    }
    if let key = settings.text("key") {
      do { signer = try EnvelopeSignature.Signer(URL(fileURLWithPath: key)) } catch {
        settings.complain("key", error.summary, error.remedy ?? "")
      }
    }
  }

  public func export(_ documents: ExportCase) throws(Problem) -> Export {
    var files: [(name: String, data: Data)] = [], items: [EnvelopeMetadata.Item] = [], losses: [Export.Loss] = []
    for (index, document) in documents.documents.enumerated() {
      guard let pdf = document.pdf else {
        throw Problem(
          place: document.record.id, summary: "its scan is not there", remedy: "Bring the scan back to where it was read.")
      }
      var item = item(document, documents)
      if index == 0 {
        let (data, lost) = Self.values(document)
        guard let coded = try? data.base64() else { throw Self.unmade(documents) }
        item.ocrData = coded
        losses += lost
      } else {
        losses += Self.filled(document).map {
          .init(record: document.record.id, field: $0, was: "a value", became: "the scan alone")
        }
      }
      items.append(item)
      files.append((item.fileName, pdf))
    }
    let name = Self.name(documents)
    let envelope = documents.first.record.source.envelope
    let metadata = EnvelopeMetadata(
      caseNumber: envelope?.caseNumber, previousServiceCaseReference: envelope?.previousCaseReference, poBox: poBox,
      jurisdiction: jurisdiction, deliveryDate: envelope?.delivered ?? Self.arrival(documents),
      openingDate: envelope?.opened ?? Self.arrival(documents), zipFileCreateddate: EnvelopeMetadata.time(documents.time),
      zipFileName: name, rescanFor: nil, envelopeClassification: classification, scannableItems: items)
    do {
      let json = try metadata.json()
      guard try EnvelopeSchema().complaints(JSONDecoder().decode(JSONValue.self, from: json)).isEmpty else {
        throw Self.unmade(documents)
      }
      files.insert(("metadata.json", json), at: 0)
      var archive = try ZipWriter.data(files, time: documents.time)
      if let signer {
        let signature = try signer.signature(of: archive)
        archive = try ZipWriter.data(
          [(EnvelopeSignature.envelope, archive), (EnvelopeSignature.signature, signature)], time: documents.time)
      }
      return Export([.init(name, archive)], losses: losses)
    } catch {
      throw Self.unmade(documents)
    }
  }

  private static func unmade(_ documents: ExportCase) -> Problem {
    Problem(
      place: documents.id, summary: "no envelope can be made of it",
      remedy: "Keep the record and report this: it must not happen.")
  }

  private func item(_ document: ExportDocument, _ documents: ExportCase) -> EnvelopeMetadata.Item {
    let record = document.record, number = Self.number(record.id)
    let arrival = Self.time(record.source.received, or: documents.time)
    let surety = record.fields.values.filter { $0.state == .read }.map(\.confidence).min()
    let corrected = Set(record.corrections?.map(\.pointer) ?? []).count
    return EnvelopeMetadata.Item(
      documentControlNumber: number, scanningDate: record.source.envelope?.scanned ?? arrival,
      ocrAccuracy: surety.map { "\(($0 * 1000).rounded() / 1000)" },
      manualIntervention: corrected > 0 ? "\(corrected) fields put right by a person" : nil, nextAction: nextAction,
      nextActionDate: EnvelopeMetadata.time(documents.time), ocrData: nil, fileName: number + ".pdf",
      notes: record.source.envelope.map { "supplier's control number \($0.controlNumber)" }, documentType: "Form",
      documentSubType: document.form.id.uppercased())
  }

  /// What the form says, in the order of its pages; nothing for what is blank.
  private static func values(_ document: ExportDocument) -> (OCRData, [Export.Loss]) {
    var fields: [OCRData.Field] = [], losses: [Export.Loss] = []
    for zone in document.form.pages.flatMap(\.zones) {
      guard let reading = document.record.fields[zone.field] else { continue }
      let value: String? =
        switch reading.value {
        case .text(let text): text
        case .flag(let flag): "\(flag)"
        case nil: nil
        }
      if reading.state == .unclear, value == nil {
        losses.append(.init(record: document.record.id, field: zone.field, was: "unclear", became: "null"))
      }
      fields.append(.init(name: zone.field, value: value))
    }
    return (OCRData(fields), losses)
  }

  private static func filled(_ document: ExportDocument) -> [String] {
    document.record.fields.filter { $0.value.value != nil }.keys.sorted()
  }

  /// A number of digits that is always the same for the same record and, of 281 million million, hardly ever for another.
  static func number(_ id: String) -> String {
    let bytes = SHA256.hash(data: Data(id.utf8)).prefix(6)
    let digits = String(bytes.reduce(0) { $0 << 8 | Int($1) })
    return String(repeating: "0", count: max(0, 15 - digits.count)) + digits
  }

  /// The archive's name: the same for the same case every time, so that the receiver knows one that came before.
  private static func name(_ documents: ExportCase) -> String {
    let parts = arrival(documents).split { !$0.isNumber }
    return "\(number(documents.id))_\(parts[2])-\(parts[1])-\(parts[0])-\(parts[3])-\(parts[4])-\(parts[5]).zip"
  }

  private static func arrival(_ documents: ExportCase) -> String {
    time(documents.first.record.source.received, or: documents.time)
  }

  /// A record's time as envelopes have it.
  private static func time(_ received: String?, or time: Date) -> String {
    EnvelopeMetadata.time(received.flatMap { try? Date($0, strategy: .iso8601) } ?? time)
  }
}

extension ExportKinds {
  /// Those that need no more than values, and envelopes, which need archives and keys.
  public static let withEnvelope: [any Exporter.Type] = all + [EnvelopeExporter.self]
}
