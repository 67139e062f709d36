import Forms
import Testing

@testable import Pipeline

/// Made-up people say again what they said before, mostly.
struct SpecimenTiesTests {
  private static func entries(_ id: String, _ seed: UInt64) throws -> [String: String] {
    let form = try #require(DamageTests.forms.first { $0.id == id })
    var random = SeededRandom(seed: seed)
    return SpecimenContent(form, random: &random).entries.compactMapValues {
      if case .text(let text) = $0 { text } else { nil }
    }
  }

  @Test func `who signs is mostly an attorney, with the same name and date of birth`() throws {
    var same = 0, others = 0
    for seed in 1...60 {
      let entries = try Self.entries("lp1f", UInt64(seed))
      for index in 0..<4 {
        guard let name = entries["/attorneys/\(index)/lastName"], let signed = entries["/attorneySignatures/\(index)/lastName"]
        else { continue }
        if name == signed { same += 1 } else { others += 1 }
      }
    }
    #expect(others > 0 && same > 2 * others)
  }

  @Test func `amounts mostly add up, and the premises are mostly the property`() throws {
    var sums = 0, places = 0
    for seed in 1...40 {
      let entries = try Self.entries("n5b", UInt64(seed))
      let amounts = ["courtFee", "legalCosts", "total"].map { Double(entries["/fees/\($0)"] ?? "0") ?? 0 }
      if abs(amounts[0] + amounts[1] - amounts[2]) < 0.001 { sums += 1 }
      if entries["/property/postcode"] == entries["/premises/postcode"] { places += 1 }
    }
    #expect((30..<41).contains(sums) && (30..<40).contains(places))
  }
}
