public import Foundation

extension OPGSet {
  /// Reads a set's file.
  ///
  /// - Parameter place: what errors call it.
  /// - Throws: `Problem` where it is no set or breaks a rule of the scanning service's.
  public static func read(_ data: Data, place: String) throws(Problem) -> OPGSet {
    let root = try XMLTree.read(data, place: place)
    func wrong(_ tree: XMLTree, _ summary: String, _ remedy: String) -> Problem {
      Problem(place: "\(place):\(tree.line)", summary: summary, remedy: remedy)
    }
    guard root.name == "Set" else {
      throw wrong(root, "this is no set: it begins with '\(root.name)'", "Give one that begins with 'Set'.")
    }
    try root.checkSchema(place)
    guard let head = root.first("Header"), let body = root.first("Body") else {
      throw wrong(root, "the set has no '\(root.first("Header") == nil ? "Header" : "Body")'", "Ask for it whole.")
    }
    func named(_ key: String) -> String { head.attributes[key] ?? "" }
    var set = OPGSet(
      header: Header(
        caseNumber: named("CaseNo"), scanner: named("Scanner"), time: named("ScanTime"), operator: named("ScannerOperator"),
        schedule: named("Schedule"), feeNumber: head.attributes["FeeNumber"]))
    if set.header.schedule.isEmpty { throw wrong(head, "the header has no 'Schedule'", "Ask for the batch's id.") }
    for element in body.children {
      guard element.name == "Document" else { throw wrong(element, "'\(element.name)' is no document", "Leave it out.") }
      guard let type = element.attributes["Type"], !type.isEmpty else {
        throw wrong(element, "the document has no 'Type'", "Ask for one, such as LP1F.")
      }
      guard let pages = element.attributes["NoPages"].flatMap(Int.init), pages > 0 else {
        throw wrong(element, "the document has no number of pages", "Ask for NoPages, 1 or more.")
      }
      func part(_ name: String) throws(Problem) -> Data {
        guard let part = element.first(name), !part.text.isEmpty else {
          throw wrong(element, "the document has no '\(name)'", "Ask for the document whole.")
        }
        guard let data = Data(base64Encoded: part.text, options: .ignoreUnknownCharacters), !data.isEmpty else {
          throw wrong(part, "'\(name)' is not base64", "Ask for the document again.")
        }
        return data
      }
      set.documents.append(
        Document(type: type, pages: pages, id: element.attributes["ID"] ?? "", xml: try part("XML"), pdf: try part("PDF")))
    }
    if set.documents.isEmpty { throw wrong(body, "the set has no document", "Ask for it whole.") }
    return set
  }
}

extension XMLTree {
  /// Checks that a root element names its schema as the scanning service wants it: a file's name and no path.
  func checkSchema(_ place: String) throws(Problem) {
    guard let schema = attributes["xsi:noNamespaceSchemaLocation"], schema.wholeMatch(of: /[A-Za-z0-9-]+\.xsd/) != nil else {
      throw Problem(
        place: "\(place):\(line)", summary: "'\(name)' names no schema",
        remedy: "Ask for xsi:noNamespaceSchemaLocation=\"\(name).xsd\", without a path.")
    }
  }
}
