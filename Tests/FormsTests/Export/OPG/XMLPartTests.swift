import Foundation
import Testing

@testable import Forms

struct XMLPartTests {
  @Test func `what is written is read as it was, whatever stands in it`() throws {
    let odd = "<&>\"' ]]> ŵ 𝔴 a\r\nb\tc &amp;"
    var root = XMLPart("a", attributes: [("b", odd), ("c", "")])
    root.parts = [XMLPart("d", text: odd), XMLPart("e")]
    let tree = try XMLTree.read(root.file, place: "")
    #expect(tree.name == "a" && tree.attributes == ["b": odd, "c": ""])
    #expect(tree.children.map(\.name) == ["d", "e"] && tree.children.map(\.text) == [odd, ""])
  }

  @Test func `an element stands on a line of its own, with its attributes in their order`() {
    var root = XMLPart(document: "X", root: "a")
    root.parts = [XMLPart("b", attributes: [("z", "1"), ("y", "2")], text: "t"), XMLPart("c")]
    #expect(
      String(decoding: root.file, as: UTF8.self) == """
        <?xml version="1.0" encoding="UTF-8" standalone="no"?>
        <a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="X.xsd">
          <b z="1" y="2">t</b>
          <c/>
        </a>

        """)
  }
}
