import Forms
import Foundation
import GRDB
import Testing

@testable import RecordStore

struct PurgingTests {
  private func filled() async throws -> TestStore {
    let test = try await TestStore()
    var named = TestForm.record(2, other: ["/name": .text("Zzyzx")])
    named.source.file = "Zzyzx.pdf"
    try test.add([TestForm.record(1), named, TestForm.record(3)])
    for number in 1...2 {
      try await test.store.decide(
        .init(
          FieldPlace(number), old: number == 2 ? .text("Zzyzx") : .text("Alys Wyn"), new: .text("Zzyzx Wyn"), reason: "Zzyzx"),
        by: "ann")
    }
    test.wait(40 * 86_400)
    return test
  }

  @Test func `what it would do is what it does, and doing it needs to be said`() async throws {
    let test = try await filled(), before = test.now.addingTimeInterval(-30 * 86_400)
    let plan = try await test.store.purge(closedBefore: before, by: "admin", pretend: true)
    #expect(
      plan.records == 2 && plan.values == 10 && plan.corrections == 2 && plan.images == 2 && plan.bytes > 0 && plan.waiting == 1
    )
    #expect(try await test.store.record("t1-1") != nil)
    #expect(test.store.images.bytes(of: image(1, test)) != nil)
    #expect(try await test.store.purge(closedBefore: before, by: "admin") == plan)
    #expect(try await test.store.purge(closedBefore: before, by: "admin").records == 0)
  }

  @Test func `images and values are gone from the disk, and counts and the log stay`() async throws {
    let test = try await filled()
    let rows = try await test.store.verify().rows
    _ = try await test.store.purge(closedBefore: test.now.addingTimeInterval(-30 * 86_400), by: "admin")
    #expect(try await test.store.record("t1-2") == nil)
    #expect(test.store.images.bytes(of: image(1, test)) == nil && test.store.images.bytes(of: image(3, test)) != nil)
    let files = try FileManager.default.contentsOfDirectory(atPath: test.folder.path).filter {
      $0.hasPrefix("store.sqlite") && !$0.hasSuffix("images")
    }
    #expect(files.count >= 2)
    for file in files {
      let bytes = try Data(contentsOf: test.folder.appendingPathComponent(file))
      #expect(bytes.range(of: Data("Zzyzx".utf8)) == nil, "\(file)")
    }
    #expect(try test.number("SELECT count(*) FROM files WHERE name LIKE 'scan-%'") == 1)
    #expect(try test.number("SELECT count(*) FROM corrections WHERE changed") == 2)
    let report = try await test.store.verify()
    #expect(report.problems == [] && report.rows == rows + 4 && report.records == 3)
    // The one that waits for somebody is whole.
    #expect(
      try await test.store.decide(.init(FieldPlace(3), old: .text("Alys Wyn"), new: .text("A")), by: "ann").disposition
        == .accepted)
  }

  @Test func `images may go before values, which stay to be read`() async throws {
    let test = try await filled(), before = test.now.addingTimeInterval(-30 * 86_400)
    try test.add([TestForm.record(4, doubts: [])], policy: ReviewPolicy(sample: 1))
    let report = try await test.store.purge(valuesBefore: nil, imagesBefore: before, by: "admin")
    #expect(report.records == 0 && report.images == 2 && report.waiting == 1)
    #expect(test.store.images.bytes(of: image(1, test)) == nil && test.store.images.bytes(of: image(4, test)) != nil)
    #expect(try await test.store.record("t1-2")?.source.file == "Zzyzx.pdf")
    #expect(try await test.store.view("t1-1", for: "ann")?.pages.first?.picture == nil)
    // What cannot be seen any more cannot be checked.
    _ = try await test.store.purge(valuesBefore: nil, imagesBefore: test.now.addingTimeInterval(1), by: "admin")
    #expect(try await test.store.nextSample(for: "ann") == nil)
    #expect(try await test.store.purge(valuesBefore: before, imagesBefore: nil, by: "admin").records == 2)
    #expect(try await test.store.verify().problems == [])
  }

  @Test func `values may go before images, and the scan's name stays with its picture`() async throws {
    let test = try await filled(), before = test.now.addingTimeInterval(-30 * 86_400)
    let report = try await test.store.purge(valuesBefore: before, imagesBefore: nil, by: "admin")
    #expect(report.records == 2 && report.images == 0 && report.notExported == 2)
    #expect(test.store.images.bytes(of: image(1, test)) != nil)
    #expect(try test.number("SELECT count(*) FROM files WHERE name = 'Zzyzx.pdf'") == 1)
    _ = try await test.store.purge(valuesBefore: before, imagesBefore: before, by: "admin")
    #expect(try test.number("SELECT count(*) FROM files WHERE name = 'Zzyzx.pdf'") == 0)
  }

  @Test(arguments: ["t1-1", "t1-3"])
  func `nothing of a case goes while a document of it waits`(owner: String) async throws {
    // 1 and 2 are released long ago, 3 waits still; all belong to one of them.
    let test = try await TestStore(), numbers = [1, 2, 3]
    try test.add(
      numbers.map { number in
        let id = "t1-\(number)"
        return TestForm.record(
          number, doubts: number == 3 ? ["/name"] : [], links: id == owner ? nil : [.init(record: owner, form: "t1", by: .name)]
        )
      })
    test.wait(40 * 86_400)
    let report = try await test.store.purge(closedBefore: test.now, by: "admin")
    #expect(report.records == 0 && report.images == 0 && report.waiting == 1 && report.held == 2)
    try await test.store.decide(.init(FieldPlace(3), old: .text("Alys Wyn"), new: .text("Alys Wyn")), by: "ann")
    test.wait(1)
    let later = try await test.store.purge(closedBefore: test.now, by: "admin")
    #expect(later.records == 3 && later.images == 3 && later.held == 0)
  }

  @Test func `a case goes as a whole: nothing of one goes of which a document is younger, or is in an export's hands`()
    async throws
  {
    let test = try await TestStore()
    try test.add([
      TestForm.record(1, doubts: []), TestForm.record(2, links: [.init(record: "t1-1", form: "t1", by: .name)]),
      TestForm.record(3, doubts: []),
    ])
    test.wait(40 * 86_400)
    try await test.store.decide(.init(FieldPlace(2), old: .text("Alys Wyn"), new: .text("Alys Wyn")), by: "ann")
    _ = try await test.store.claimCases()
    let before = test.now.addingTimeInterval(-30 * 86_400)
    #expect(try await test.store.purge(closedBefore: before, by: "admin").records == 0)
    try await test.store.giveBack(["t1-3"])
    let report = try await test.store.purge(closedBefore: before, by: "admin")
    #expect(report.records == 1 && report.images == 1 && report.held == 1)
    #expect(try await test.store.record("t1-3") == nil)
    try await test.store.noteExport(of: [["t1-1", "t1-2"]], by: "export")
    test.wait(31 * 86_400)
    #expect(
      try await test.store.purge(closedBefore: test.now.addingTimeInterval(-30 * 86_400), by: "admin").records == 2)
  }

  @Test func `what somebody reads meanwhile is not overwritten, which is said, and is by the next purge`() async throws {
    let test = try await filled(), before = test.now.addingTimeInterval(-30 * 86_400)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: test.file.path, configuration: configuration)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN; SELECT count(*) FROM fields") }
    #expect(try await test.store.purge(closedBefore: before, by: "admin").isOverwritten == false)
    try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    #expect(try await test.store.purge(closedBefore: before, by: "admin").isOverwritten)
  }

  @Test func `the same scan after its purge is known, and gets no second record`() async throws {
    let test = try await filled()
    _ = try await test.store.purge(closedBefore: test.now.addingTimeInterval(-30 * 86_400), by: "admin")
    #expect(try test.add([TestForm.record(1)]) == [.known])
    #expect(try await test.store.released().isEmpty)
    #expect(try await test.store.record("t1-1") == nil)
  }

  @Test func `a page in no document stays until somebody has said that it belongs in none`() async throws {
    let test = try await TestStore(), before = test.now.addingTimeInterval(10 * 86_400)
    var pages = try test.pages(of: TestForm.record(1)) + test.pages(of: TestForm.record(2))
    (pages[0].kind, pages[1].kind) = (.unknown, .blank)
    try test.store.add(strays: pages, batch: test.store.beginBatch("test"))
    let arrival = Arrival(batch: "b", name: "letter.pdf", sha256: "1", bytes: 1, arrived: test.now.stamp)
    try test.store.register([arrival], in: "b")
    var file = TakenFile(arrival)
    file.arrival.state = .done
    try test.store.take([file], of: "b")
    test.wait(40 * 86_400)
    let report = try await test.store.purge(closedBefore: before, by: "admin")
    #expect(report.images == 1 && report.strays == 1 && report.arrivals.isEmpty)
    let stray = try #require(await test.store.strays().pages.first?.page.id)
    try await test.store.dismiss(stray: stray, by: "ann")
    await #expect(throws: Refusal.unknownPage) { try await test.store.dismiss(stray: stray, by: "bob") }
    #expect(try await test.store.strays().count == 0)
    let later = try await test.store.purge(closedBefore: before, by: "admin")
    #expect(later.images == 1 && later.strays == 0 && later.arrivals.map(\.name) == ["letter.pdf"])
    #expect(try await test.store.verify().problems == [])
    try test.tamper("UPDATE pages SET dismissed = NULL")
    #expect(try await test.store.verify().problems.map(\.place) == ["stray page \(stray)"])
  }

  @Test func `what a killed run left in the images' folder goes after a day, and nothing else`() async throws {
    let test = try await filled()
    let left = try test.store.images.keep(Data("left".utf8), format: "png")
    let fresh = try test.store.images.keep(Data("fresh".utf8), format: "png")
    for image in [left, image(3, test)] {
      try FileManager.default.setAttributes(
        [.modificationDate: test.now.addingTimeInterval(-90_000)], ofItemAtPath: test.store.images.file(of: image).path)
    }
    try FileManager.default.setAttributes([.modificationDate: test.now], ofItemAtPath: test.store.images.file(of: fresh).path)
    let report = try await test.store.purge(closedBefore: test.now.addingTimeInterval(-100 * 86_400), by: "admin")
    #expect(report.leftovers >= 1 && report.records == 0)
    #expect(test.store.images.bytes(of: left) == nil && test.store.images.bytes(of: fresh) != nil)
    #expect(test.store.images.bytes(of: image(3, test)) != nil)
  }

  private func image(_ number: Int, _ test: TestStore) -> KeptImage {
    KeptImage(sha256: Data("picture of \(number) 0".utf8).sha256, format: "png", bytes: 0)
  }
}
