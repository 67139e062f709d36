@testable import Pipeline
import Testing

struct HandTests {
  @Test func `a hand whose font has no accents writes without them, and leaves no letter out`() {
    var written: [String: String] = [:]
    for seed in 1...300 {
      var random = SeededRandom(seed: UInt64(seed))
      let hand = Hand(seed % 2 == 0 ? .typed : .handwritten, random: &random)
      written[hand.font] = hand.written("Siân Zoë").lowercased()
    }
    #expect(Set(written.keys) == Set(Hand.typed + Hand.handwritten))
    #expect(written["Humor Sans"] == "sian zoe" && written["Because We Learn"] == "sian zoe")
    #expect(written["Breip"] == "siân zoë" && Hand.typed.allSatisfy { written[$0] == "siân zoë" })
  }
}
