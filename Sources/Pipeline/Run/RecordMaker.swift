import Crypto
package import Forms
import Foundation

/// Makes a document's record of its pages' readings, with what the pages themselves give to query.
package struct RecordMaker {
  let forms: [String: FormDefinition]
  private let weigh: Corroboration

  /// - Parameter target: the least confidence with which a value passes without a look.
  package init(forms: [String: FormDefinition], target: Double = 0.97) {
    self.forms = forms
    weigh = Corroboration(target: target)
  }

  /// - Parameters:
  ///   - files: the batch's files by their places.
  ///   - outcome: what became of a page.
  package func callAsFunction(
    _ document: AssembledDocument, files: [Int: ScanFile], outcome: (PlacedPage) -> PageOutcome.Form
  ) -> FormRecord? {
    guard let form = forms[document.form], let first = document.pages.first, let source = files[first.page.file] else {
      return nil
    }
    var fields: [String: FieldReading] = [:], pages: [FormRecord.Page] = []
    var damaged: [Int] = [], worn: [Int] = [], unlike: [Int] = [], assumed: [Int] = []
    for entry in document.pages {
      let read = outcome(entry.page)
      pages.append(
        .init(
          index: entry.page.index, formPage: entry.number, rotation: read.evidence.rotation,
          score: rounded(read.evidence.score),
          runnerUp: rounded(read.evidence.runnerUp), residualMM: rounded(read.residualMM),
          file: entry.page.file == first.page.file ? nil : files[entry.page.file]?.name,
          duplicate: entry.isDuplicate ? true : nil, print: read.evidence.print))
      if !entry.isDuplicate {
        if read.isDamaged { damaged.append(entry.number) }
        if read.evidence.isWorn { worn.append(entry.number) }
        if read.evidence.isUnlike { unlike.append(entry.number) }
        if !read.evidence.twins.isEmpty { assumed.append(entry.number) }
      }
      guard let page = form.page(entry.number) else { continue }
      for (zone, reading) in zip(page.zones, read.readings) {
        var reading = reading
        reading.formPage = entry.number
        reading.confidence = rounded(reading.confidence)
        // The page that counts comes before its duplicates.
        if entry.isDuplicate { fields[zone.field]?.compare(reading) } else { fields[zone.field] = reading }
      }
    }
    let queries = PageQueries(
      document: document, form: form, files: files, damaged: damaged, worn: worn, unlike: unlike, assumed: assumed)
    for (issue, reason) in queries.all {
      guard let reason else { continue }
      for field in issue.fields { fields[field]?.look(reason) }
    }
    doubtBlanks(&fields)
    fields = weigh(fields, of: form)
    let issues = queries.all.map(\.issue)
    let needsLook =
      fields.values.contains(where: \.review) || issues.contains(where: \.needsLook)
    return FormRecord(
      id: id(document, form, files),
      source: .init(
        file: source.name, sha256: source.sha256, received: source.received, envelope: source.envelope, set: source.set),
      form: .init(id: form.id, edition: form.edition), pages: pages, disposition: needsLook ? .review : .accepted,
      fields: fields,
      issues: issues)
  }

  /// One hand filled in the document and one scanner took it: where all that is written in it is mostly in shreds, a page on which nothing
  /// is left may have lost it whole. Where most of it is typed, another hand may have put in the rest, and each page speaks for itself.
  private func doubtBlanks(_ fields: inout [String: FieldReading]) {
    guard WrittenStrokes(fields.values).areInShreds else { return }
    for (name, reading) in fields where reading.state == .blank && !reading.review {
      fields[name]?.look("writing in this document is in shreds")
    }
  }

  /// The form's id and twelve digits of a hash over the files' contents and the pages' places in them.
  private func id(_ document: AssembledDocument, _ form: FormDefinition, _ files: [Int: ScanFile]) -> String {
    let text = document.pages.map { "\(files[$0.page.file]?.sha256 ?? ""):\($0.page.index)" }.joined(separator: ",")
    return "\(form.id)-\(text.shortDigest)"
  }

  private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

extension FieldReading {
  /// Takes in what another copy of the page says here: where it differs, a person looks, and its value is kept.
  fileprivate mutating func compare(_ other: FieldReading) {
    guard other.value != value || other.state != state else { return }
    look("another copy of the page differs here")
    let said: String? =
      switch other.value {
      case .text(let text): text
      case .flag(let flag): "\(flag)"
      case nil: other.text
      }
    guard let said, other.value != value, !alternatives.contains(where: { $0.value == said }) else { return }
    alternatives.append(.init(value: said, confidence: other.confidence))
  }
}
