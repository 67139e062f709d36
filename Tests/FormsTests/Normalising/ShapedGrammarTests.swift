import Forms
import Testing

/// Numbers of known shapes: National Insurance, cases, claims, companies.
struct ShapedGrammarTests {
  typealias Kind = FieldDefinition.Kind

  @Test(arguments: [
    (Kind.nationalInsurance, "AB 12 34 56 C", "AB123456C"), (.nationalInsurance, "sy123456d", "SY123456D"),
    (.caseNumber, "7000-0123-4567", "7000-0123-4567"), (.caseNumber, "7000 0123 4567", "700001234567"),
    (.caseNumber, "M-ABCD-EFGH-3456", "M-ABCD-EFGH-3456"), (.claimNumber, "K00XX123", "K00XX123"),
    (.claimNumber, "7WL12345", "7WL12345"), (.claimNumber, "123 MC 456", "123MC456"), (.companyNumber, "01234567", "01234567"),
    (.companyNumber, "SC 123456", "SC123456"), (.companyNumber, "R0000123", "R0000123"),
  ])
  func `a number of a known shape passes as it is`(kind: Kind, text: String, value: String) {
    let answer = kind.normalise(text)
    #expect(answer.isValid && !answer.isOffered && answer.value == value && answer.repairs.isEmpty)
  }

  @Test(arguments: [
    (Kind.nationalInsurance, "GB123456C"), (.nationalInsurance, "DA123456C"), (.nationalInsurance, "AO123456C"),
    (.nationalInsurance, "AB123456E"), (.nationalInsurance, "AB12345C"), (.nationalInsurance, "ZZ123456A"),
    (.caseNumber, "6000-0123-4567"), (.caseNumber, "7000-0123-456"), (.caseNumber, "PAT/1815748"), (.claimNumber, "KK0XX123"),
    (.companyNumber, "XX123456"), (.companyNumber, "2233445566"), (.companyNumber, "TDS/1174723"), (.companyNumber, ""),
  ])
  func `what was never given, or has another shape, does not`(kind: Kind, text: String) {
    #expect(!kind.normalise(text).isValid)
  }

  @Test(arguments: [
    (Kind.nationalInsurance, "A8123456C", "AB123456C", false), (.nationalInsurance, "AB1234S6C", "AB123456C", false),
    (.caseNumber, "7OOO-0123-4567", "7000-0123-4567", false), (.companyNumber, "5C123456", "SC123456", false),
    (.companyNumber, "0123456T", "01234567", true), (.nationalInsurance, "ABI234G6C", "AB123466C", true),
  ])
  func `look-alikes are mended where one answer is left, and offered where that is bold`(
    kind: Kind, text: String, value: String, offered: Bool
  ) {
    let answer = kind.normalise(text)
    #expect(answer.isValid && answer.value == value && answer.isOffered == offered && !answer.repairs.isEmpty)
  }

  @Test func `where look-alikes leave several answers none is taken, and all are named`() {
    // The letter that 0 stands for may be O or Q.
    let answer = Kind.claimNumber.normalise("7W012345")
    #expect(!answer.isValid && answer.value == "7W012345" && answer.alternatives.contains("7WO12345"))
    #expect(answer.alternatives.contains("7WQ12345"))
  }

  @Test func `a company's number that lacks noughts is offered with them`() {
    let answer = Kind.companyNumber.normalise("1234567")
    #expect(answer.value == "01234567" && answer.isValid && answer.isOffered)
  }

  @Test func `letters and digits of a case number that look the same are offered`() {
    #expect(Kind.caseNumber.normalise("M-AB0D-EFGH-3456").isOffered)
  }

  @Test(arguments: [
    (Kind.nationalInsurance, "AB 12 34 56 C", "GB123456C"), (.caseNumber, "7000-0123-4567", "6000"),
    (.claimNumber, "K00XX123", "KK"),
    (.companyNumber, "SC123456", "S12"),
  ])
  func `handwriting is searched within the shape`(kind: Kind, right: String, wrong: String) {
    let spelling = kind.spelling(WordModel([]), isComb: false)
    func spells(_ text: String) -> Bool {
      let codes = Array(text.utf8)
      return codes.indices.allSatisfy { spelling.weight(of: codes[$0], after: Array(codes[..<$0])) != nil }
        && spelling.weight(ofEndAfter: codes) != nil
    }
    #expect(spells(right) && !spells(wrong))
  }
}
