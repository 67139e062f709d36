import Foundation

/// The documents of a kind of output that are described as JSON: what `lpa-store` and `pcs-api` share.
struct JSONDocuments: Sendable {
  private let kind: String
  private let mappings: [JSONMapping]

  /// Reads `exports/<kind>/*.yaml`.
  init(_ kind: String, _ settings: ExportSettings) {
    self.kind = kind
    mappings = settings.definitionFiles(of: kind).compactMap { file in
      do {
        let (mapping, problems) = try JSONMapping.read(file)
        for problem in problems { settings.add(problem) }
        return mapping
      } catch {
        settings.add(error as? Problem ?? Problem(place: file.path, summary: "it cannot be read"))
        return nil
      }
    }
  }

  func problems(with forms: [FormDefinition]) -> [Problem] { mappings.flatMap { $0.problems(with: forms) } }

  func takes(_ form: FormDefinition) -> Bool { mappings.contains { $0.form == form.id } }

  /// One file a case: `body` as the other system has it, `missing` and `unplaced`.
  func export(_ documents: ExportCase) throws(Problem) -> Export {
    guard let mapping = mappings.first(where: { $0.form == documents.first.form.id }) else { return Export([]) }
    let document = JSONDocumentWriter(mapping: mapping, documents: documents.documents)()
    let losses = document.unplaced.map {
      Export.Loss(record: $0.record, field: $0.field, was: "a value", became: "unplaced")
    }
    return Export([try documents.file("\(documents.id).\(kind).json") { try CanonicalJSON.data(document) }], losses: losses)
  }
}
