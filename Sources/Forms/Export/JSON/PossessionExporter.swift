/// `kind: pcs-api`: a possession claim in the words of hmcts/pcs-api.
public struct PossessionExporter: Exporter {
  public static let kind = "pcs-api"
  private let documents: JSONDocuments

  public init(_ settings: ExportSettings) { documents = JSONDocuments(Self.kind, settings) }

  public func problems(with forms: [FormDefinition]) -> [Problem] { documents.problems(with: forms) }
  public func takes(_ form: FormDefinition) -> Bool { documents.takes(form) }
  public func export(_ leaving: ExportCase) throws(Problem) -> Export { try documents.export(leaving) }
}
