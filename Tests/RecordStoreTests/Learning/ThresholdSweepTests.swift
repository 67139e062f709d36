import Forms
import Foundation
import RecordStore
import Testing

struct ThresholdSweepTests {
  private func reading(_ confidence: Double, _ isRight: Bool, forced: Bool = false, weight: Double = 1, blank: Bool = false)
    -> JudgedReading
  {
    JudgedReading(
      FieldPlace("r", "/a"), form: "t1", kind: .date, old: blank ? nil : .text("a"), new: .text(isRight ? "a" : "b"),
      confidence: confidence, isForced: forced, weight: weight)
  }

  @Test func `each threshold has what passes, what of it is wrong, and what is looked at`() {
    let sweep = ThresholdSweep(
      "date",
      [
        reading(0.9, true), reading(0.5, false), reading(0.9, false, weight: 3), reading(0.99, true, weight: 5),
        reading(0.7, true),
        reading(0.95, false, forced: true), reading(0.99, false, blank: true),
      ])
    #expect(sweep.rows.map(\.threshold) == [0.5, 0.7, 0.9, 0.95, 0.99])
    #expect(sweep.rows.map(\.passed) == [11, 10, 9, 5, 5] && sweep.rows.map(\.wrong) == [4, 3, 3, 0, 0])
    #expect(sweep.rows.map(\.touched) == [1, 2, 3, 7, 7] && sweep.fields == 12 && sweep.judged == 7 && sweep.missed == 1)
    #expect(sweep.row(at: 0.6).passed == 10 && sweep.row(at: 0.999).touched == 12)
    // Nine of which three are wrong, as if from 81/35 readings.
    #expect(sweep.rows[2].risk == MeasuredShare(3.0 / 9, over: 81.0 / 35))
  }

  @Test func `the setting is the lowest threshold whose risk is surely below the target`() throws {
    // One in a hundred wrong at 0.9, one in a thousand at 0.95, none in six thousand at 0.98.
    var readings = (0..<1000).map { reading(0.9, $0 % 100 != 0) } + (0..<2000).map { reading(0.95, $0 % 1000 != 0) }
    readings += (0..<6000).map { _ in reading(0.98, true) }
    let sweep = ThresholdSweep("date", readings)
    #expect(sweep.setting(risk: 0.01)?.threshold == 0.9)
    #expect(sweep.setting(risk: 0.001)?.threshold == 0.95)
    #expect(sweep.setting(risk: 0.0008)?.threshold == 0.98)
    // Six thousand without an error do not show one in ten thousand.
    #expect(sweep.setting(risk: 0.0001) == nil)
    #expect(ThresholdSweep("date", []).setting(risk: 1) == nil)
    #expect(ThresholdSweep("date", [reading(0.9, true, forced: true)]).setting(risk: 1) == nil)
  }

  @Test func `types and ways of writing have sweeps of their own`() {
    var other = reading(0.9, true)
    other.isHand = true
    #expect(ThresholdSweep.all([reading(0.9, true), other, reading(0.8, true)]).map(\.group) == ["date", "date, hand"])
  }

  @Test func `a higher threshold never lets more pass, and what does not pass is looked at`() {
    for seed in 1...50 {
      var random = Seeded(seed)
      let readings = (0..<200).map { _ in
        reading(
          (Double.random(in: 0...1, using: &random) * 100).rounded() / 100, .random(using: &random),
          forced: Int.random(in: 0..<5, using: &random) == 0, weight: .random(in: 1...40, using: &random))
      }
      let rows = ThresholdSweep("date", readings).rows
      for (lower, higher) in zip(rows, rows.dropFirst()) {
        #expect(lower.threshold < higher.threshold && lower.passed >= higher.passed && lower.wrong >= higher.wrong)
        #expect(lower.touched <= higher.touched)
      }
      let total = readings.reduce(0) { $0 + $1.weight }
      #expect(rows.allSatisfy { abs($0.passed + $0.touched - total) < 1e-6 && $0.wrong <= $0.passed + 1e-9 })
    }
  }

  @Test func `a weighted sample of what passed tells the same as all of it, within its interval`() {
    var inside = 0
    for seed in 1...100 {
      var random = Seeded(seed)
      let all = (0..<4000).map { _ -> JudgedReading in
        let confidence = (Double.random(in: 0.5...1, using: &random) * 1000).rounded() / 1000
        return reading(confidence, Double.random(in: 0...1, using: &random) < confidence)
      }
      let low = all.filter { $0.confidence < 0.9 }, passed = all.filter { $0.confidence >= 0.9 }
      var drawn = passed.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
      for index in drawn.indices { drawn[index].weight = Double(passed.count) / Double(drawn.count) }
      let truth = ThresholdSweep("date", all).row(at: 0.8), guess = ThresholdSweep("date", low + drawn).row(at: 0.8)
      #expect(abs(guess.passed - truth.passed) < 1e-6)
      inside += (guess.risk.low...guess.risk.high).contains(truth.risk.value) ? 1 : 0
    }
    #expect(inside >= 93, "\(inside)")
  }
}
