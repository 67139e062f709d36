import Forms
import Foundation
import Imaging
import Pipeline
import Testing

/// What it costs to know many forms: pages drawn from seeded layouts.
struct IdentifyCostTests {
  @Test func `fourteen times as many form pages cost less than four times as much, and none is mistaken`() throws {
    let forms = (1...1000).map { IdentifyTests.form(seed: UInt64($0)) }
    let few = try seconds(Array(forms[..<70])), many = try seconds(forms)
    print("identify: \(Int(few * 1000)) ms CPU a page of 70 known, \(Int(many * 1000)) ms of 1,000")
    #expect(many < 4 * few)
  }

  /// CPU seconds to identify one page of some of these forms, the median over eight.
  private func seconds(_ forms: [FormDefinition]) throws -> Double {
    let identify = Identify(forms: forms)
    let map = IdentifyTests.map(turn: 0, skew: 0.7, scale: (0.99, 1.01), shift: (2, -3))
    var times: [Double] = []
    for form in stride(from: 3, to: 67, by: 8).map({ forms[$0] }) {
      let scan = try IdentifyTests.scan(form, by: map, turn: 0)
      // The first look draws what is then kept.
      for _ in 0..<2 {
        let start = Self.cpu
        let finding = try identify(scan, index: 0)
        times.append(Self.cpu - start)
        guard case .form(let page, _) = finding else {
          Issue.record("not found")
          continue
        }
        #expect(page.form.id == form.id)
      }
    }
    let kept = stride(from: 1, to: times.count, by: 2).map { times[$0] }.sorted()
    return kept[kept.count / 2]
  }

  /// CPU seconds that this thread has used.
  private static var cpu: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
