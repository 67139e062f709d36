/// What an OPG set must be like to be taken: the incumbent's own checks of the whole set.
public struct DocumentSetChecks: Sendable {
  /// Types of document that make a case, of which a set has one at most.
  static let makeCases: Set<String> = ["LP1F", "LP1H", "LP2", "EP2PG", "COPORD"]
  /// Those that a case may have besides. Sets with others are refused, and a stranger's text gets no further than here.
  static let joinCases: Set<String> = [
    "LPC", "LPA120", "LPA002", "LPA-PA", "LPA-PW", "LPA114", "LPA115", "LPA116", "LPA117", "EPA", "Correspondence",
    "SupCorrespondence", "DEPREPORTS", "DEPCORRES", "FINDOCS",
  ]

  public init() {}

  /// - Parameters:
  ///   - header, documents: their attributes, and for each document whether it holds a PDF.
  ///   - strange: the line of the first thing that no set has: another element, attribute or text, or one out of its order.
  /// - Returns: each document's origin, in their order.
  /// - Throws: `Problem`: the first check that does not hold.
  public func callAsFunction(
    _ name: String, header: [String: String]?, documents: [(attributes: [String: String], hasPDF: Bool)],
    strange line: Int? = nil
  ) throws(Problem) -> [FormRecord.Source.DocumentSet] {
    func refuse(_ summary: String) -> Problem {
      Problem(place: name, summary: "the set \(summary)", remedy: "Have the supplier mend it and send it again.")
    }
    func filled(_ text: String?) -> String? { text.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil } }
    guard let header else { throw refuse("has no Header") }
    guard let schedule = filled(header["Schedule"]) else { throw refuse("has no Schedule") }
    if documents.isEmpty { throw refuse("has no Document") }
    let caseNumber = filled(header["CaseNo"]), scanned = filled(header["ScanTime"])
    if let caseNumber, !CaseNumberGrammar.number.isWhole(caseNumber) {
      throw refuse("has a CaseNo that is none such as 7000-1234-1234 or M-1234-ABCD-1234")
    }
    // The day of receipt can decide a case: it is never guessed where one was written.
    if let scanned, !Self.isTime(scanned) { throw refuse("has a ScanTime that is no time such as 2026-11-23 21:00:00") }
    var origins: [FormRecord.Source.DocumentSet] = []
    for (index, document) in documents.enumerated() {
      guard let type = filled(document.attributes["Type"]) else { throw refuse("has no Type for document \(index + 1)") }
      guard Self.makeCases.contains(type) || Self.joinCases.contains(type) else {
        throw refuse("has a Type that is not known for document \(index + 1)")
      }
      guard let pages = Int(document.attributes["NoPages"] ?? ""), pages > 0 else {
        throw refuse("has no number of pages (NoPages) for document \(index + 1)")
      }
      guard document.hasPDF else { throw refuse("has no PDF for document \(index + 1)") }
      origins.append(
        .init(
          schedule: schedule, type: type, caseNumber: caseNumber, id: filled(document.attributes["ID"]), pages: pages,
          scanned: scanned))
    }
    if let line { throw refuse("has something at line \(line) that SET.xsd has not there") }
    let makers = origins.count { Self.makeCases.contains($0.type) }
    if makers > 1 { throw refuse("has more than one document that makes a case") }
    if makers == 1, caseNumber != nil { throw refuse("makes a case, and has a CaseNo already") }
    if makers == 0, caseNumber == nil { throw refuse("has no CaseNo, and no document that makes a case") }
    return origins
  }

  /// Whether the text is a time as sets have it, on a day of the calendar.
  static func isTime(_ text: String) -> Bool {
    EnvelopeMetadata.isTime(text.replacing(/^([-0-9]{10}) ([:0-9]{8})$/) { "\($0.1)T\($0.2).000Z" })
  }
}
