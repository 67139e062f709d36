/// `kind: lpa-store`: a lasting power of attorney with its continuation sheets as the LPA store describes what a donor gives
/// (ministryofjustice/opg-data-lpa-store, `docs/schemas/2024-10/donor-details.json`).
public struct LPAStoreExporter: Exporter {
  public static let kind = "lpa-store"
  private let documents: JSONDocuments

  public init(_ settings: ExportSettings) { documents = JSONDocuments(Self.kind, settings) }

  public func problems(with forms: [FormDefinition]) -> [Problem] { documents.problems(with: forms) }
  public func takes(_ form: FormDefinition) -> Bool { documents.takes(form) }
  public func export(_ leaving: ExportCase) throws(Problem) -> Export { try documents.export(leaving) }
}
