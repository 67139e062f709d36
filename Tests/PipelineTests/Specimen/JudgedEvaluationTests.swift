import Forms
import RecordStore
import Testing

@testable import Pipeline

/// What operators made of what was read, as truth.
struct JudgedEvaluationTests {
  private static func reading(
    _ number: Int, _ old: FieldValue?, _ new: FieldValue?, isReviewed: Bool,
    weight: Double = 1,
    isHand: Bool = false, kind: FieldDefinition.Kind = .date
  ) -> JudgedReading {
    JudgedReading(
      FieldPlace("t1-\(number)", "/x"), form: "t1", kind: kind, isHand: isHand, old: old, new: new,
      confidence: isReviewed ? 0.7 : 0.99,
      isReviewed: isReviewed, weight: weight)
  }

  private let evaluation = Evaluation(judged: [
    Self.reading(1, .text("a"), .text("a"), isReviewed: false, weight: 50),
    Self.reading(2, .text("a"), .text("b"), isReviewed: false, weight: 50),
    Self.reading(3, .text("a"), .text("c"), isReviewed: true, weight: 2, isHand: true),
    Self.reading(4, nil, .text("d"), isReviewed: true),
    Self.reading(5, .flag(false), .flag(false), isReviewed: true, kind: .flag),
    Self.reading(6, .text("e"), nil, isReviewed: true),
  ])

  @Test func `fields count as many as they stand for`() throws {
    let all = try #require(evaluation.tallies["all"])
    #expect(all.fields == 105 && all.filled == 103 && all.exact == 50 && all.empty == 2 && all.blank == 1)
    #expect(all.touched == 5 && all.silent == 50 && all.pages == 0)
    #expect(evaluation.tallies["type:flag"]?.fields == 1 && evaluation.tallies["type:date/hand"]?.touched == 2)
    #expect(evaluation.tallies["form:t1"]?.fields == 105)
  }

  @Test func `confidence is judged where a value was read and there is one`() {
    let all = RiskCoverage(evaluation.values["all"] ?? [])
    #expect(all.values.count == 3 && abs(all.right - 50.0 / 102) < 1e-9 && all.accepted.wrong == 50)
    #expect(evaluation.values["read as:hand"]?.count == 1 && evaluation.values["type:flag"] == nil)
  }

  @Test func `what is wrong is named by record and field, without values`() {
    #expect(evaluation.errors.contains("t1-2  /x  date  SILENT") && evaluation.errors.contains("t1-4  /x  date  to review"))
    #expect(evaluation.errors.count == 4)
  }
}
