import Forms
import Foundation
import Imaging
import Pipeline
import Testing

/// Binding against a real official PDF, where one is at hand beside the repository.
struct BoundN5BTests {
  private static let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardizedFileURL
  private static let blank = root.appendingPathComponent("../shared/forms/N5B-05.14.pdf").standardizedFileURL

  private static let fields = """
    form: n5b
    version: 1
    title: N5B
    fields:
      court:
        name: { label: Court, type: text, bind: court_name }
      claim:
        costs:     { label: Costs, type: flag, bind: { tick: "order_cost#1" } }
        issueDate: { label: Issued, type: date, bind: { parts: [issue_date_day, issue_date_month, issue_date_year] } }
      claimants:
        "0":
          nameAndAddress: { label: Claimant, type: text, bind: Claimant_1_address }
          postcode: { label: Postcode, type: postcode, bind: { parts: [claimant_1_postcode1, claimant_1_postcode2] } }
      fees:
        courtFee: { label: Fee, type: money, bind: fee_court… }
      premises:
        address: { label: Premises, type: text, bind: "property_address#2" }
        kind: { label: Kind, type: choice, of: [dwelling, part], bind: { dwelling: "property_house#1", part: "property_house#2" } }
      tenancy:
        demoted: { label: Demoted, type: choice, of: [yes, no], bind: { yes: "tenancy_demoted_tenancy#1", no: "tenancy_demoted_tenancy#2" } }
      replacement:
        samePremises: { label: Same, type: choice, of: [yes, no, notApplicable], bind: { yes: "…same_property#1", no: "…same_property#2", notApplicable: "…same_property#3" } }
      notice:
        servedBy: { label: Served by, type: text, bind: notice_served_by }
      statementOfTruth:
        fullName: { label: Full name, type: text, bind: claimant sign…name }
      certificateOfService:
        officer: { label: Officer, type: signature, bind: officer of the court }
    """

  @Test(.enabled(if: FileManager.default.fileExists(atPath: blank.path)))
  func `names bound to the official N5B give the zones of the shipped definition within half a millimetre`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(Self.fields.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let (binding, problems) = try FormBinding.read(file)
    #expect(problems == [])
    let pdf = try PDFDocument(path: Self.blank.path)
    let blanks = try (1...4).map { try BlankPage(try pdf.page($0), number: $0) }
    let outcome = FormBinder(try #require(binding))(blanks, edition: "05.14", title: "N5B")
    #expect(outcome.problems == [])
    let shipped = try #require(FormLibrary.readForm(Self.root.appendingPathComponent("Pipelines/forms/n5b")).forms.first)
    let zones = shipped.pages.flatMap(\.zones)
    var compared = 0
    for zone in outcome.form.pages.flatMap(\.zones) {
      let theirs = try #require(zones.first { $0.field == zone.field })
      #expect(zone.read == theirs.read, "\(zone.field)")
      #expect(zone.cells == theirs.cells && zone.boxes.map(\.name) == theirs.boxes.map(\.name))
      for (mine, other) in zip(zone.parts + zone.boxes.map(\.zone), theirs.parts + theirs.boxes.map(\.zone)) {
        let apart = zip(mine.numbers, other.numbers).map { abs($0 - $1) }.max()!
        #expect(apart < 0.5, "\(zone.field): \(mine.numbers) for \(other.numbers)")
        compared += 1
      }
    }
    #expect(compared == 20)
  }
}
