import Forms
import Foundation
import Testing

struct OCRValidationTests {
  static let form: FormDefinition = {
    func field(_ kind: FieldDefinition.Kind, required: Bool = false) -> FieldDefinition {
      FieldDefinition(label: "", kind: kind, of: kind == .choice ? ["yes", "no"] : [], required: required)
    }
    return FormDefinition(
      id: "f", edition: "", title: "", pages: [],
      fields: [
        "/name": field(.text, required: true), "/born": field(.date), "/nino": field(.nationalInsurance), "/fee": field(.money),
        "/postcode": field(.postcode), "/how": field(.choice), "/tick": field(.flag), "/signed": field(.signature),
      ], layout: FormLayout(pages: []))
  }()

  private func answer(_ name: String, _ value: String?) -> OCRAnswer {
    OCRValidation(Self.form)(OCRData([.init(name: "name", value: "N"), .init(name: name, value: value)]))
  }

  @Test(arguments: [
    ("/born", "07/03/1962"), ("born", "1962-03-07"), ("born", "07031962"), ("nino", "AB 12 34 56 C"), ("fee", "£1,234.50"),
    ("postcode", "hu15 2pw"), ("how", "yes"), ("tick", "true"), ("signed", "No"), ("born", ""), ("fee", nil),
  ])
  func `a value that follows its grammar is a success, with a slash before its name or not`(name: String, value: String?) {
    #expect(answer(name, value) == OCRAnswer(warnings: [], errors: []) && answer(name, value).status == .success)
  }

  @Test(arguments: [
    ("born", "March 1962", "/born is no date"), ("fee", "many", "/fee is no amount in pounds"),
    ("postcode", "D3", "/postcode is no postcode"),
    ("nino", "AB123456", "/nino is no National Insurance number"), ("postcode", "HU15 2P9", "/postcode is no postcode"),
    ("fee", "3S5.00", "/fee is no amount in pounds unless with S→5 at 2"),
  ])
  func `a value that does not is a warning, with the repair where one answer is left`(name: String, value: String, says: String)
  {
    let answer = answer(name, value)
    #expect(answer.status == .warnings && answer.errors == [])
    #expect(answer.warnings == [says])
  }

  @Test(arguments: [
    ("born", "31/02/2020", "/born cannot be: there is no such date"),
    ("nino", "GB123456C", "/nino cannot be: there is no such National Insurance number"),
    ("how", "maybe", "/how is none of: yes, no"), ("tick", "X", "/tick is neither true nor false"),
    ("Jane Secretname", "red", "value 2 of the list is of no field that f has"),
  ])
  func `what cannot be is an error`(name: String, value: String, says: String) {
    #expect(answer(name, value).errors == [says] && answer(name, value).status == .errors)
  }

  @Test func `a required field that is empty or missing is a warning, and one that comes twice an error`() {
    #expect(OCRValidation(Self.form)(OCRData([])).warnings == ["/name is empty"])
    #expect(OCRValidation(Self.form)(OCRData([.init(name: "name", value: " ")])).warnings == ["/name is empty"])
    let twice = OCRData([.init(name: "name", value: "a"), .init(name: "/name", value: "b")])
    #expect(OCRValidation(Self.form)(twice).errors == ["/name comes twice"])
  }

  @Test func `rules of law see the values and add what they find by its severity`() {
    let validation = OCRValidation(Self.form) { values in
      values["/born"] == .text("1962-03-07") && values["/tick"] == .flag(true)
        ? [
          .init(rule: "a", severity: .reject, message: "rejected"), .init(rule: "b", severity: .query, message: "asked"),
          .init(rule: "c", severity: .info, message: "told"),
        ] : []
    }
    let answer = validation(
      OCRData([.init(name: "name", value: "N"), .init(name: "born", value: "7/3/1962"), .init(name: "tick", value: "yes")]))
    #expect(answer == OCRAnswer(warnings: ["asked"], errors: ["rejected"]))
  }

  @Test func `a request is read strictly`() throws {
    let request = try OCRRequest(
      Data(#"{"ocr_data_fields":[{"name":"a","value":"b"},{"name":"c","value":3},{"name":"d"}]}"#.utf8))
    #expect(request.data.fields.map(\.value) == ["b", "3", nil])
    for text in [
      "", "[]", "{}", #"{"ocr_data_fields":{}}"#, #"{"ocr_data_fields":[],"x":1}"#, #"{"ocr_data_fields":[{"value":"b"}]}"#,
      #"{"ocr_data_fields":[{"name":"a","value":["SECRET"]}]}"#, #"{"ocr_data_fields":[{"name":"a","value":"b","c":1}]}"#,
      #"{"ocr_data_fields":[{"name":"a","value":"b","value":"SECRET"}]}"#, #"{"ocr_data_fields":[],"ocr_data_fields":[]}"#,
    ] {
      let problem = #expect(throws: Problem.self) { try OCRRequest(Data(text.utf8)) }
      #expect(problem?.remedy != nil && problem?.summary.contains("SECRET") == false)
    }
  }
}
