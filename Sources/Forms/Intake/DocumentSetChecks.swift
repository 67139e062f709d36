/// What an OPG set must be like to be taken: the incumbent's own checks of the whole set.
public struct DocumentSetChecks: Sendable {
  /// Types of document that make a case, of which a set has one at most.
  static let makeCases: Set<String> = ["LP1F", "LP1H", "LP2", "EP2PG", "COPORD"]

  public init() {}

  /// - Parameters:
  ///   - header, documents: their attributes, and for each document whether it holds a PDF.
  /// - Returns: each document's origin, in their order.
  /// - Throws: `Problem`: the first check that does not hold.
  public func callAsFunction(
    _ name: String, header: [String: String]?, documents: [(attributes: [String: String], hasPDF: Bool)]
  ) throws(Problem) -> [FormRecord.Source.DocumentSet] {
    func refuse(_ summary: String) -> Problem {
      Problem(place: name, summary: "the set \(summary)", remedy: "Have the supplier mend it and send it again.")
    }
    func filled(_ text: String?) -> String? { text.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil } }
    guard let header else { throw refuse("has no Header") }
    guard let schedule = filled(header["Schedule"]) else { throw refuse("has no Schedule") }
    if documents.isEmpty { throw refuse("has no Document") }
    let caseNumber = filled(header["CaseNo"])
    var origins: [FormRecord.Source.DocumentSet] = []
    for (index, document) in documents.enumerated() {
      guard let type = filled(document.attributes["Type"]) else { throw refuse("has no Type for document \(index + 1)") }
      guard let pages = Int(document.attributes["NoPages"] ?? ""), pages > 0 else {
        throw refuse("has no number of pages (NoPages) for document \(index + 1)")
      }
      guard document.hasPDF else { throw refuse("has no PDF for document \(index + 1)") }
      origins.append(
        .init(
          schedule: schedule, type: type, caseNumber: caseNumber, id: filled(document.attributes["ID"]),
          scanned: filled(header["ScanTime"])))
    }
    let makers = origins.count { Self.makeCases.contains($0.type) }
    if makers > 1 { throw refuse("has more than one document that makes a case") }
    if makers == 1, caseNumber != nil { throw refuse("makes a case, and has a CaseNo already") }
    if makers == 0, caseNumber == nil { throw refuse("has no CaseNo, and no document that makes a case") }
    return origins
  }
}
