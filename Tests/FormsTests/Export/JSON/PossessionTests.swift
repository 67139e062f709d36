import Foundation
import Testing

@testable import Forms

struct PossessionTests {
  @Test func `a claim is as it was`() throws {
    try expectGolden(CanonicalJSON.data(LPAStoreTests.document("pcs-api", [TestRecord.full("n5b")])), "pcs-api-n5b.json")
  }

  @Test func `lines behind the third go together, and a choice is in the other system's words`() throws {
    var record = TestRecord.full("n5b")
    record.fields["/property/address"]?.value = .text("Flat 1\n2 Stryd Fawr\nTŷ Gwyn\nLlandudno\nConwy")
    record.fields["/tenancy/demoted"]?.value = .text("no")
    record.fields["/orders/costs"]?.value = .flag(false)
    let body = try LPAStoreTests.document("pcs-api", [record]).body
    #expect(body["propertyAddress"]?["AddressLine2"] == "2 Stryd Fawr")
    #expect(body["propertyAddress"]?["AddressLine3"] == "Tŷ Gwyn, Llandudno, Conwy")
    #expect(body["tenancy_TypeOfTenancyLicence"] == "ASSURED_TENANCY" && body["claimingCostsWanted"] == "NO")
  }

  @Test func `a second defendant that is not there is left out, with what it would lack`() throws {
    var record = TestRecord.full("n5b")
    for pointer in record.fields.keys where pointer.hasPrefix("/defendants/1") {
      record.fields[pointer] = TestRecord.reading(nil, on: 1, state: .blank)
    }
    let document = try LPAStoreTests.document("pcs-api", [record])
    #expect(
      document.body["additionalDefendants"] == []
        && !document.missing.contains { $0.pointer.hasPrefix("/additionalDefendants") })
    record.fields["/defendants/1/nameAndAddress"]?.value = .text("Someone")
    #expect(
      try LPAStoreTests.document("pcs-api", [record]).missing.contains { $0.pointer == "/additionalDefendants/0/lastName" })
  }

  @Test func `what could not be read is missing for that reason`() throws {
    var record = TestRecord.full("n5b")
    record.fields["/tenancy/startDate"] = TestRecord.reading(nil, on: 2, state: .unclear)
    record.fields["/property/postcode"] = nil
    record.fields["/statementOfTruth/position"] = TestRecord.reading(nil, on: 2, state: .blank)
    let missing = try LPAStoreTests.document("pcs-api", [record]).missing
    #expect(missing.contains(.init(pointer: "/tenancy_TenancyLicenceDate", reason: "it could not be read")))
    #expect(missing.contains(.init(pointer: "/propertyAddress/PostCode", reason: "its page is not in the scan")))
    #expect(!missing.contains { $0.pointer == "/statementOfTruth/position" })
  }
}
