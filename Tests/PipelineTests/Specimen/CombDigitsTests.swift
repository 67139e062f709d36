import Forms
import Testing

@testable import Pipeline

struct CombDigitsTests {
  private func digits(_ written: String, _ read: String?) -> [Int]? {
    let field = Truth.Field(
      name: "/date", type: "date", form_page: 1, rect: [0, 0, 9, 9], comb: [2, 2, 4], value: .text(""), written: written,
      status: "filled")
    return CombDigits(field, read).map { [$0.right, $0.written] }
  }

  @Test func `each digit counts, whether a day was made of them or not`() {
    #expect(digits("08 02 1972", "1972-02-08") == [8, 8])
    #expect(digits("08 02 1972", "1972-02-02") == [7, 8])
    #expect(digits("31 06 2018", "31/06/2018") == [8, 8])
    #expect(digits("31/06/2018", "31/0/2018") == [7, 8])
    #expect(digits("31 06 2018", nil) == [0, 8])
    #expect(digits("31 06 2018", "310620189999999999") == [0, 8])
  }

  @Test func `other characters than digits are none`() {
    #expect(digits("AB1 2CD", "AB1 2CD") == nil)
    #expect(digits("", nil) == nil)
  }
}
