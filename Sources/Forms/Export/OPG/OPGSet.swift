public import Foundation
import FoundationXML

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
  var bytes: Data {
    let root = XMLElement(document: "SET", root: "Set")
    let head = XMLElement(name: "Header")
    head.set([
      ("CaseNo", header.caseNumber), ("Scanner", header.scanner), ("ScanTime", header.time),
      ("ScannerOperator", header.operator),
      ("Schedule", header.schedule),
    ])
    if let feeNumber = header.feeNumber { head.set([("FeeNumber", feeNumber)]) }
    let body = XMLElement(name: "Body")
    for document in documents {
      let element = XMLElement(name: "Document")
      element.set([("Type", document.type), ("Encoding", "UTF-8"), ("NoPages", "\(document.pages)"), ("ID", document.id)])
      element.addChild(XMLElement(name: "XML", stringValue: document.xml.base64EncodedString()))
      element.addChild(XMLElement(name: "PDF", stringValue: document.pdf.base64EncodedString()))
      body.addChild(element)
    }
    root.addChild(head)
    root.addChild(body)
    return XMLElement.bytes(of: root)
  }
}

extension XMLElement {
  /// A root element that names its schema.
  convenience init(document schema: String, root: String? = nil) {
    self.init(name: root ?? schema)
    set([("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"), ("xsi:noNamespaceSchemaLocation", "\(schema).xsd")])
  }

  /// Adds attributes, in their order.
  func set(_ attributes: [(String, String)]) {
    for (name, value) in attributes {
      if let attribute = XMLNode.attribute(withName: name, stringValue: value) as? XMLNode { addAttribute(attribute) }
    }
  }

  /// A whole file.
  static func bytes(of root: XMLElement) -> Data {
    let document = XMLDocument(rootElement: root)
    (document.version, document.characterEncoding) = ("1.0", "UTF-8")
    return document.xmlData(options: .nodePrettyPrint)
  }
}
