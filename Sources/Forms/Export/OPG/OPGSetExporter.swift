import Foundation

/// `kind: opg`: a set for the Office of the Public Guardian's scanning service, one a case (`SET.xsd`, with `LP1F.xsd`, `LP1H.xsd`,
/// `LPC.xsd` or `LPA120.xsd` for the documents in it).
///
/// Beside a set `….losses.json` lists what its elements cannot say.
public struct OPGSetExporter: Exporter {
  public static let kind = "opg"
  public static let keys = ["schedule", "scanner", "operator", "burn", "feeNumber", "caseNumber"]
  public static let needsScans = true

  /// The batch's id; `{time}` stands for when the paper arrived.
  private let schedule: String
  private let scanner, `operator`: String
  /// Goes before each page's own imprint number; without it pages have none.
  private let burn: String?
  private let feeNumber: String?
  /// Of the case that documents belong to which create none.
  private let caseNumber: String?
  private let mappings: [OPGMapping]

  public init(_ settings: ExportSettings) {
    schedule = settings.text("schedule", example: "01-0001269-{time}")
    scanner = settings.text("scanner", example: "9")
    `operator` = settings.text("operator") ?? ""
    burn = settings.text("burn")
    feeNumber = settings.text("feeNumber")
    caseNumber = settings.text("caseNumber")
    mappings = OPGMapping.all(settings)
  }

  public func problems(with forms: [FormDefinition]) -> [Problem] { mappings.flatMap { $0.problems(with: forms) } }

  public func takes(_ form: FormDefinition) -> Bool { mapping(form.id) != nil }

  public func queries(on record: FormRecord, of form: FormDefinition) -> [FormRecord.Issue] {
    mapping(form.id)?.queries(on: record) ?? []
  }

  private func mapping(_ form: String) -> OPGMapping? { mappings.first { $0.form == form } }

  public func export(_ documents: ExportCase) throws(Problem) -> Export {
    var set = OPGSet(header: try header(of: documents)), losses: [Export.Loss] = []
    for document in documents.documents {
      guard let mapping = mapping(document.form.id) else {
        losses.append(.init(record: document.record.id, field: "", was: "the whole document", became: "nothing"))
        continue
      }
      guard let pdf = document.pdf, !pdf.isEmpty else {
        throw Problem(
          place: document.record.id, summary: "its scan is not at hand", remedy: "A set needs it: keep the scan where it was.")
      }
      var writer = OPGDocumentWriter(mapping, document.record) { page in
        burn.map { "\($0)\(document.record.id)-\(page)" } ?? ""
      }
      let xml = try writer.root().file
      losses += writer.losses
      set.documents.append(
        .init(type: mapping.document, pages: document.record.pages.count, id: document.record.id, xml: xml, pdf: pdf))
    }
    var files = [Export.File("SET_\(documents.id).xml", set.file)]
    if !losses.isEmpty {
      files.append(try documents.file("SET_\(documents.id).losses.json") { try CanonicalJSON.data(losses) })
    }
    return Export(files, losses: losses)
  }

  private func header(of documents: ExportCase) throws(Problem) -> OPGSet.Header {
    let time = documents.first.record.source.received.flatMap { try? Date($0, strategy: .iso8601) } ?? documents.time
    let creating = documents.documents.filter { mapping($0.form.id)?.createsCase == true }
    guard creating.count < 2 else {
      throw Problem(
        place: documents.id, summary: "it holds \(creating.count) forms that each create a case",
        remedy: "A set takes one: part them.")
    }
    let number = creating.isEmpty ? try number(of: documents) : ""
    let stamp = OPGSet.time(time)
    return OPGSet.Header(
      caseNumber: number, scanner: scanner, time: stamp, operator: `operator`,
      schedule: schedule.replacing("{time}", with: stamp.filter(\.isNumber)), feeNumber: feeNumber)
  }

  /// The number of the case that documents belong to which create none: the settings', or the one that is written on them.
  private func number(of documents: ExportCase) throws(Problem) -> String {
    if let caseNumber { return caseNumber }
    for document in documents.documents {
      guard let field = mapping(document.form.id)?.caseNumber?.field,
        case .text(let number) = document.record.fields[field]?.value
      else { continue }
      if number.wholeMatch(of: /7\d{3}-\d{4}-\d{4}|M(-[0-9A-Z]{4}){3}/) != nil { return number }
    }
    throw Problem(
      place: documents.id, summary: "it creates no case and the case that it belongs to is not known",
      remedy: "Set 'caseNumber' in the output, such as 7000-1234-1234, or release it with its power of attorney.")
  }
}

extension OPGMapping {
  /// Every document that is described in the folder of definitions.
  static func all(_ settings: ExportSettings) -> [OPGMapping] {
    settings.definitionFiles(of: OPGSetExporter.kind).compactMap { file in
      do {
        let (mapping, problems) = try read(file)
        for problem in problems { settings.add(problem) }
        return mapping
      } catch {
        settings.add(error as? Problem ?? Problem(place: file.path, summary: "it cannot be read"))
        return nil
      }
    }
  }
}
