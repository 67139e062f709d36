import Foundation
import Testing

@testable import Forms

struct XMLTreeTests {
  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>\n<a>&b;</a>",
    "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]>\n<a>&c;</a>",
    "<!doctype a SYSTEM \"http://localhost/a.dtd\">\n<a/>",
  ])
  func `a file that declares a document type or an entity is refused`(text: String) throws {
    let problem = #expect(throws: Problem.self) {
      try XMLTree.read(Data("<?xml version=\"1.0\"?>\n\(text)".utf8), place: "a.xml")
    }
    #expect(problem?.place == "a.xml:2" && problem?.summary.contains("refused") == true)
  }

  @Test func `a declaration in another encoding does not slip through`() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>"
    #expect(throws: Problem.self) { try XMLTree.read(text.data(using: .utf16LittleEndian)!, place: "") }
    #expect(throws: Problem.self) { try XMLTree.read(text.data(using: .utf16)!, place: "") }
    let seven = "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADwAIQ-DOCTYPE a+AD4-<a/>"
    #expect(throws: Problem.self) { try XMLTree.read(Data(seven.utf8), place: "") }
  }

  @Test(arguments: ["", "no XML", "<a><b></a>", "<a>", "<a>&nbsp;</a>", "<a b=\"1\" b=\"2\"/>", "<a/><b/>"])
  func `what is no XML is refused with line and column`(text: String) throws {
    let problem = #expect(throws: Problem.self) { try XMLTree.read(Data(text.utf8), place: "a.xml") }
    #expect(problem?.place.wholeMatch(of: /a\.xml:\d+:\d+/) != nil && problem?.remedy != nil)
  }

  @Test func `elements nest fifty deep at most`() {
    func nested(_ depth: Int) -> Data {
      Data((String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
    }
    #expect(throws: Never.self) { try XMLTree.read(nested(50), place: "") }
    #expect(throws: Problem.self) { try XMLTree.read(nested(51), place: "") }
    #expect(throws: Problem.self) { try XMLTree.read(nested(100_000), place: "") }
  }

  @Test func `text comes back as it was, with XML's own entities and Welsh letters`() throws {
    let tree = try XMLTree.read(Data("<a>\n <b c='&lt;ŷ'>Ŵyn &amp; &#x177; <![CDATA[<x>]]></b>\n</a>".utf8), place: "")
    #expect(tree.children.map(\.text) == ["Ŵyn & ŷ <x>"] && tree.children[0].attributes == ["c": "<ŷ"])
    #expect(tree.children[0].line == 2)
  }
}
