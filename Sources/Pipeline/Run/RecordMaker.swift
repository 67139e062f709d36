import Crypto
import Forms
import Foundation

/// Makes a document's record of its pages' readings, with what the pages themselves give to query.
struct RecordMaker {
  let forms: [String: FormDefinition]

  /// - Parameters:
  ///   - files: the batch's files by their places.
  ///   - outcome: what became of a page.
  func callAsFunction(
    _ document: AssembledDocument, files: [Int: ScanFile], outcome: (PlacedPage) -> PageOutcome.Form
  ) -> FormRecord? {
    guard let form = forms[document.form], let first = document.pages.first, let source = files[first.page.file] else {
      return nil
    }
    var fields: [String: FieldReading] = [:], pages: [FormRecord.Page] = []
    for entry in document.pages {
      let read = outcome(entry.page)
      pages.append(
        .init(
          index: entry.page.index, formPage: entry.number, rotation: read.evidence.rotation,
          score: rounded(read.evidence.score),
          runnerUp: rounded(read.evidence.runnerUp), residualMM: rounded(read.residualMM),
          file: entry.page.file == first.page.file ? nil : files[entry.page.file]?.name,
          duplicate: entry.isDuplicate ? true : nil))
      guard !entry.isDuplicate, let page = form.page(entry.number) else { continue }
      for (zone, reading) in zip(page.zones, read.readings) {
        var reading = reading
        reading.formPage = entry.number
        reading.confidence = rounded(reading.confidence)
        fields[zone.field] = reading
      }
    }
    let issues = issues(document, form)
    let needsLook =
      fields.values.contains(where: \.review) || issues.contains { $0.severity == .query || $0.severity == .reject }
    return FormRecord(
      id: id(document, files), source: .init(file: source.name, sha256: source.sha256, received: source.received),
      form: .init(id: form.id, edition: form.edition), pages: pages, disposition: needsLook ? .review : .accepted,
      fields: fields,
      issues: issues)
  }

  private func issues(_ document: AssembledDocument, _ form: FormDefinition) -> [FormRecord.Issue] {
    var issues = document.missing.map { number in
      FormRecord.Issue(
        rule: "page-missing", severity: .query, fields: form.page(number)?.zones.map(\.field) ?? [],
        message: "Page \(number) is missing.")
    }
    for number in Set(document.pages.filter(\.isDuplicate).map(\.number)).sorted() {
      issues.append(
        .init(
          rule: "page-duplicate", severity: .query, fields: form.page(number)?.zones.map(\.field) ?? [],
          message: "Page \(number) is there more than once; the better copy was read. Check that both say the same."))
    }
    for number in document.doubtful {
      issues.append(
        .init(
          rule: "page-doubtful", severity: .query, fields: form.page(number)?.zones.map(\.field) ?? [],
          message: "Page \(number) may belong to the next document: it lay out of order before it."))
    }
    return issues
  }

  /// The form's id and twelve digits of a hash over the files' contents and the pages' places in them.
  private func id(_ document: AssembledDocument, _ files: [Int: ScanFile]) -> String {
    let text = document.pages.map { "\(files[$0.page.file]?.sha256 ?? ""):\($0.page.index)" }.joined(separator: ",")
    return document.form + "-" + SHA256.hash(data: Data(text.utf8)).prefix(6).map { ScanFile.hex($0) }.joined()
  }

  private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
