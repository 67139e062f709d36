import Foundation
import Testing

@testable import Forms

struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Data(text.utf8)) }

  @Test(arguments: [
    "{}", "[]", "0", "-1.5e3", "true", "null", #""""#, " [1, 2 ,\t3\r\n] ", #"{"a": {"b": [null, false]}, "": "x"}"#,
    #""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00é😀""#, "123456789012345678901234567890", "\u{FEFF}[1]",
  ])
  func `what is JSON is read as Foundation reads it`(text: String) throws {
    let data = Data(text.utf8)
    #expect(
      try JSONReader.read(data)
        == JSONDecoder().decode(JSONValue.self, from: data.prefix(3) == Data([0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data))
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", #"{"a":1,}"#, "{a:1}", "'a'", "01", "1.", ".5", "+1", "1e999", "NaN", "tru", "nul", "[1] 2", #""\x""#,
    #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, #""\u12g4""#, "\"a\nb\"", #""a"#, "[1 2]", #"{"a" 1}"#, "// x\n1",
    String(repeating: "[", count: 100_000), String(repeating: "9", count: 100_000),
  ])
  func `what is none is refused, without a word of it`(text: String) {
    let fault = #expect(throws: JSONReader.Fault.self) { try read(text) }
    #expect(fault?.words.wholeMatch(of: /is no JSON in UTF-8: line [0-9]+, column [0-9]+/) != nil)
  }

  @Test func `a key that comes twice in one object is told by its place, however it is written`() throws {
    let fault = #expect(throws: JSONReader.Fault.self) { try read("{\"ab\": 1,\n \"c\": {},\n \"a\\u0062\": 1}") }
    #expect(fault?.words == "has a key twice in one object: line 3, column 3")
    #expect(try read(#"{"a": {"a": 1}, "b": {"a": 1}}"#)["b"]?["a"] == 1)
  }

  @Test func `bytes that are not UTF-8 are refused`() throws {
    for data in [Data([0x22, 0xFF, 0x22]), try #require("[1]".data(using: .utf16)), Data([0x22, 0xC0, 0x80, 0x22])] {
      #expect(throws: JSONReader.Fault.self) { try JSONReader.read(data) }
    }
  }
}
