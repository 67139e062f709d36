import Foundation
import FoundationXML

/// An XML file as a tree, read from a stranger: no document type, no entities but XML's own five, nothing fetched.
struct XMLTree {
  var name: String
  var attributes: [String: String] = [:]
  /// The characters between its tags, with those around it that are space taken away; an element with others has none.
  var text = ""
  var children: [XMLTree] = []
  /// In its file, from 1.
  var line: Int

  /// - Parameters:
  ///   - data: the file, UTF-8.
  ///   - place: what errors call it.
  /// - Throws: `Problem` at the line and column where it is no XML, or where it declares what a stranger may not.
  static func read(_ data: Data, place: String) throws(Problem) -> XMLTree {
    // Zeros and other encodings could hide from this look what the parser then sees.
    guard let source = String(validating: data, as: UTF8.self), !data.contains(0),
      source.prefix(200).firstMatch(of: /encoding\s*=\s*["']([^"']*)/).map({ $0.1.lowercased() == "utf-8" }) ?? true
    else { throw Problem(place: place, summary: "the file is not UTF-8", remedy: "Ask for it in UTF-8.") }
    for declaration in ["<!DOCTYPE", "<!ENTITY"] {
      guard let range = source.range(of: declaration, options: .caseInsensitive) else { continue }
      let line = source[..<range.lowerBound].utf8.count { $0 == 0x0A } + 1
      throw Problem(
        place: "\(place):\(line)", summary: "the file declares a document type or entities, which are refused",
        remedy: "Ask for it without '\(declaration)'; its schema is named by xsi:noNamespaceSchemaLocation.")
    }
    let builder = Builder()
    // In pieces: of a whole file at once the parser takes ten megabytes.
    let parser = XMLParser(stream: InputStream(data: data))
    parser.shouldResolveExternalEntities = false
    parser.delegate = builder
    guard parser.parse(), parser.parserError == nil, let root = builder.root else {
      throw Problem(
        place: "\(place):\(parser.lineNumber):\(parser.columnNumber)", summary: "the file is no XML from here on",
        remedy: "Ask for it again, whole.")
    }
    return root
  }

  /// The first element of that name within this one.
  func first(_ name: String) -> XMLTree? { children.first { $0.name == name } }

  /// Puts the tree together as the parser goes through the file.
  private final class Builder: NSObject, XMLParserDelegate {
    private(set) var root: XMLTree?
    private var open: [XMLTree] = []
    private static let depth = 50

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if open.count == Self.depth { return parser.abortParsing() }
      open.append(XMLTree(name: name, attributes: attributes, line: parser.lineNumber))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      guard !open.isEmpty else { return }
      open[open.count - 1].text += string
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
      self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      var element = open.removeLast()
      element.text = element.children.isEmpty ? element.text.trimmingCharacters(in: .whitespacesAndNewlines) : ""
      if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }
  }
}
