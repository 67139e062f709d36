import Forms
import Foundation
import Testing

struct OCRDataTests {
  @Test func `values come back in their order, with letters of every language`() throws {
    let data = OCRData([
      .init(name: "/b", value: "Siân Ŵyn\n2 \"x\""), .init(name: "/a", value: nil), .init(name: "/c", value: ""),
    ])
    let text = try data.base64()
    #expect(text.wholeMatch(of: /[0-9a-zA-Z=+\/]*/) != nil)
    #expect(OCRData(base64: text) == data)
  }

  @Test func `a field without a value is written as null, as the contract has it`() throws {
    let json = try #require(Data(base64Encoded: OCRData([.init(name: "/a", value: nil)]).base64()))
    #expect(
      String(decoding: json, as: UTF8.self)
        == #"{"Metadata_file":[{"metadata_field_name":"/a","metadata_field_value":null}]}"#)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a hundred thousand fields are read`() throws {
    let fields = (0..<100_000).map { OCRData.Field(name: "/\($0)", value: nil) }
    #expect(try OCRData(base64: OCRData(fields).base64())?.fields.count == 100_000)
  }

  @Test func `numbers and true or false become text`() throws {
    let json =
      #"{"Metadata_file":[{"metadata_field_name":"a","metadata_field_value":12.50},{"metadata_field_name":"b","metadata_field_value":true}]}"#
    #expect(OCRData(base64: Data(json.utf8).base64EncodedString())?.fields.map(\.value) == ["12.5", "true"])
  }

  @Test(arguments: [
    "?", Data("{}".utf8).base64EncodedString(),
    Data(
      #"{"Metadata_file":[{"metadata_field_name":"a","metadata_field_value":"1"},{"metadata_field_name":"a","metadata_field_value":"2"}]}"#
        .utf8
    )
    .base64EncodedString(),
    Data(#"{"Metadata_file":[{"metadata_field_name":"a","metadata_field_value":[]}]}"#.utf8).base64EncodedString(),
    Data(#"{"Metadata_file":[{"metadata_field_name":"a","metadata_field_value":1,"metadata_field_value":2}]}"#.utf8)
      .base64EncodedString(),
  ])
  func `what is no list of fields, or names one twice, is none`(text: String) { #expect(OCRData(base64: text) == nil) }
}
