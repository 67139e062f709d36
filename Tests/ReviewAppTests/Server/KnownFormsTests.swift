import Forms
import Testing

@testable import ReviewApp

struct KnownFormsTests {
  private let form: FormDefinition = {
    let labels = [
      "/court/name": "Court", "/claimants/0/name": "Claimant", "/claimants/1/name": "Claimant",
      "/defendants/0/name": "Defendant",
      "/attorneys/0/address/1": "Address", "/attorneys/1/address/0": "Address",
    ]
    return FormDefinition(
      id: "t2", edition: "1", title: "Test", pages: [], fields: labels.mapValues { FieldDefinition(label: $0, kind: .text) },
      layout: FormLayout(pages: []))
  }()

  @Test(arguments: [
    ("/court/name", "Court"), ("/claimants/0/name", "Claimant (1)"), ("/claimants/1/name", "Claimant (2)"),
    ("/defendants/0/name", "Defendant"), ("/attorneys/0/address/1", "Address (1, 2)"), ("/nothing", nil),
  ])
  func `of several fields of a kind each is called by its number`(pointer: String, label: String?) {
    #expect(form.label(of: pointer) == label)
  }
}
