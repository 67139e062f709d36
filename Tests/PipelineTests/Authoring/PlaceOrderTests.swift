import Forms
import Testing

@testable import Pipeline

private func text(_ x: Double, _ y: Double, _ width: Double = 80, _ height: Double = 7) -> Place {
  Place(read: .line, parts: [Zone(x: x, y: y, width: width, height: height)])
}

private func tick(_ x: Double, _ y: Double) -> Place { Place(read: .ticks, parts: [Zone(x: x, y: y, width: 4, height: 4)]) }

private func order(_ places: [Place]) -> [[Double]] { places.inFormOrder.map { [$0.bounds.x, $0.bounds.y] } }

@Test func `two people side by side come one after the other`() {
  let left = [text(10, 20), text(10, 35), text(10, 50, 40)], right = [text(110, 20), text(110, 35), text(110, 50, 40)]
  let above = text(10, 5, 180), below = text(10, 70, 180)
  #expect(order([below, above] + right + left) == order([above]) + order(left) + order(right) + order([below]))
}

@Test func `of four people in two rows the upper two come first`() {
  func person(_ x: Double, _ y: Double) -> [Place] { [text(x, y, 20), text(x + 25, y, 55), text(x, y + 12)] }
  let people = [person(10, 20), person(110, 20), person(10, 50), person(110, 50)]
  #expect(people.flatMap { $0 }.shuffled().inFormOrder == people.flatMap { $0 })
}

@Test func `columns whose lines do not meet come one after the other`() {
  let left = [text(10, 20, 80, 22), text(10, 46, 80, 6)], right = [16.0, 27, 36, 50].map { text(110, $0) }
  #expect((right + left).inFormOrder == left + right)
}

@Test func `boxes that go on in the same lines are no column`() {
  let lines = [20.0, 32].flatMap { [text(70, $0, 35), tick(130, $0 + 2), tick(150, $0 + 2)] }
  #expect(lines.shuffled().inFormOrder == lines)
}

@Test func `a box further below both columns comes after both`() {
  let left = [text(10, 20), text(10, 35)], right = [text(110, 20), text(110, 35)]
  let near = tick(10, 46), far = tick(10, 55)
  #expect((left + right + [near]).inFormOrder == left + [near] + right)
  #expect((left + right + [far]).inFormOrder == left + right + [far])
}
