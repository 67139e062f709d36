public import Foundation

/// A set as the OPG's scanning service takes it: documents of one case, each as data and as a picture.
public struct OPGSet: Hashable, Sendable {
  public struct Header: Hashable, Sendable {
    /// Empty in a set that creates its case.
    public var caseNumber: String
    public var scanner: String
    /// `YYYY-MM-DD HH:MM:SS`.
    public var time: String
    public var `operator`: String
    /// The batch's id.
    public var schedule: String
    public var feeNumber: String?
  }

  public struct Document: Hashable, Sendable {
    /// The embedded document's root element and schema, such as `LP1F`.
    public var type: String
    /// How many pages its PDF has.
    public var pages: Int
    /// What the service knows it by when it comes a second time.
    public var id: String
    public var xml: Data
    public var pdf: Data
  }

  public var header: Header
  public var documents: [Document] = []

  /// A time as the header has it, in UTC.
  static func time(_ time: Date) -> String {
    time.ISO8601Format().replacing("T", with: " ").replacing("Z", with: "")
  }

  /// The set's file.
  var file: Data {
    var head: [(name: String, value: String)] = [
      ("CaseNo", header.caseNumber), ("Scanner", header.scanner), ("ScanTime", header.time),
      ("ScannerOperator", header.operator),
      ("Schedule", header.schedule),
    ]
    if let feeNumber = header.feeNumber { head.append(("FeeNumber", feeNumber)) }
    var body = XMLPart("Body")
    body.parts = documents.map { document in
      var part = XMLPart(
        "Document",
        attributes: [("Type", document.type), ("Encoding", "UTF-8"), ("NoPages", "\(document.pages)"), ("ID", document.id)])
      part.parts = [
        XMLPart("XML", text: document.xml.base64EncodedString()), XMLPart("PDF", text: document.pdf.base64EncodedString()),
      ]
      return part
    }
    var root = XMLPart(document: "SET", root: "Set")
    root.parts = [XMLPart("Header", attributes: head), body]
    return root.file
  }
}
