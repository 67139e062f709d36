import Forms
import Testing

@testable import Pipeline

struct HandEvidenceTests {
  private static func confidence(
    sure: Double = 0.9, share: Double = 0.999, agrees: Bool = true, isListed: Bool = true, lines: Int = 1
  ) -> Double {
    var reading = HandReading(text: "SMITH")
    (reading.sure, reading.share, reading.isListed, reading.lines) = (sure, share, isListed, lines)
    return HandEvidence(reading, agrees: agrees, kind: .text).confidence(beside: Evidence())
  }

  @Test func `what every reader is sure of passes, and less of anything is less sure`() {
    let best = Self.confidence()
    #expect(best > 0.985)
    #expect(Self.confidence(sure: 0.2) < best)
    #expect(Self.confidence(share: 0.9) < best)
    #expect(Self.confidence(agrees: false) < best)
    #expect(Self.confidence(isListed: false) < best)
    #expect(Self.confidence(lines: 3) < best)
  }

  @Test func `what the network holds next to impossible never passes, though it be the only text that the type allows`() {
    #expect(Self.confidence(sure: 0.001, share: 1, agrees: true) <= 0.9)
  }

  @Test func `spaces count by what stands before them`() {
    #expect(HandReading.spaces(of: "A BC\nD") == [1, 3])
    #expect(HandReading.spaces(of: "ABCD") == [])
  }

  @Test func `type that Tesseract reads well outweighs what its ink looks like to the other reader`() {
    var typed = Evidence()
    (typed.weakest, typed.agreement, typed.regularity) = (0.995, .full, 1)
    var unsure = HandReading(text: "X"), sure = unsure
    (unsure.sure, sure.sure) = (0.001, 0.97)
    #expect(typed.outweighs(unsure))
    (typed.weakest, typed.agreement, typed.regularity) = (0.6, .none, 0.5)
    #expect(!typed.outweighs(sure))
  }

  @Test func `what stands among type is likelier to be type`() {
    var typed = Evidence()
    (typed.weakest, typed.witness, typed.agreement, typed.regularity) = (0.97, 0.97, .none, 1)
    var hand = HandReading(text: "X")
    hand.sure = 0.01
    typed.around = -3
    #expect(!typed.outweighs(hand))
    typed.around = 3
    #expect(typed.outweighs(hand))
  }

  @Test func `a name whose accent the network cannot know keeps it, and a person looks`() {
    let field = FieldDefinition(label: "First names", kind: .text)
    let form = FormDefinition(
      id: "x", edition: "1", title: "X", pages: [], fields: [:], layout: FormLayout(pages: []))
    let verdict = Verdict(field: field, form: form, target: 0.97)
    var typed = Evidence()
    typed.agreement = .butAccents
    var before = FieldReading(state: .read, confidence: 0, review: false, formPage: 1, page: 0)
    verdict.fill(&before, "Siân", typed)
    var hand = HandReading(text: "SIAN")
    (hand.sure, hand.share) = (0.9, 0.999)
    let reading = verdict.weigh(hand, against: before, "Siân", typed)
    #expect(reading.value == .text("Siân"))
    #expect(reading.review && reading.reasons.contains("a letter may have an accent"))
    #expect(reading.alternatives.map(\.value).contains("SIAN"))
  }

  @Test func `a word that the lists have with an apostrophe may have lost it, and a person looks however sure the readers are`()
  {
    let form = FormDefinition(
      id: "x", edition: "1", title: "X", pages: [], fields: [:], layout: FormLayout(pages: []))
    let verdict = Verdict(field: FieldDefinition(label: "Street", kind: .text), form: form, target: 0.97)
    var typed = Evidence()
    typed.weakest = 0.995
    var before = FieldReading(state: .read, confidence: 0, review: false, formPage: 1, page: 0)
    verdict.fill(&before, "66 QUEENS CRESCENT", typed)
    var hand = HandReading(text: "66 QUEENS CRESCENT")
    (hand.sure, hand.share) = (0.99, 0.9999)
    #expect(!before.review && !verdict.weigh(hand, against: before, "66 QUEENS CRESCENT", typed).review)
    hand.mayLackApostrophe = true
    let reading = verdict.weigh(hand, against: before, "66 QUEENS CRESCENT", typed)
    #expect(reading.review && reading.reasons.contains("an apostrophe may be missing"))
  }
}
