import Foundation

/// An element of an XML file to be written. (FoundationXML's own tree, tried first, crashed in libxml2 now and then as it was freed.)
struct XMLPart {
  var name: String
  /// In their order.
  var attributes: [(name: String, value: String)] = []
  /// What is between its tags where it has no parts.
  var text = ""
  var parts: [XMLPart] = []

  init(_ name: String, attributes: [(name: String, value: String)] = [], text: String = "") {
    (self.name, self.attributes, self.text) = (name, attributes, text)
  }

  /// A root element that names its schema.
  init(document schema: String, root: String? = nil) {
    self.init(
      root ?? schema,
      attributes: [
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"), ("xsi:noNamespaceSchemaLocation", "\(schema).xsd"),
      ])
  }

  /// The whole file, UTF-8, an element a line.
  var file: Data {
    var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n".utf8)
    write(to: &bytes, depth: 0)
    return Data(bytes)
  }

  private func write(to bytes: inout [UInt8], depth: Int) {
    let indent = String(repeating: "  ", count: depth)
    bytes += Array("\(indent)<\(name)".utf8)
    for (name, value) in attributes { bytes += Array(" \(name)=\"\(Self.escaped(value, inAttribute: true))\"".utf8) }
    if text.isEmpty, parts.isEmpty {
      bytes += Array("/>\n".utf8)
    } else if parts.isEmpty {
      bytes += Array(">\(Self.escaped(text))</\(name)>\n".utf8)
    } else {
      bytes += Array(">\n".utf8)
      for part in parts { part.write(to: &bytes, depth: depth + 1) }
      bytes += Array("\(indent)</\(name)>\n".utf8)
    }
  }

  /// A reader turns a bare carriage return into a line's end, and in an attribute every space into a blank.
  private static func escaped(_ text: String, inAttribute: Bool = false) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\r": escaped += "&#13;"
      case "\"" where inAttribute: escaped += "&quot;"
      case "\n" where inAttribute: escaped += "&#10;"
      case "\t" where inAttribute: escaped += "&#9;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
