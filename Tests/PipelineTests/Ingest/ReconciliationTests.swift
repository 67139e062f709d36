import Forms
import Foundation
import RecordStore
import Synchronization
import Testing

@testable import Pipeline

struct ReconciliationTests {
  private func told(_ name: String, scans: [String] = ["1"], payments: [String] = [], rescanFor: String? = nil)
    -> Statement.Envelope
  {
    let json: [String: Any?] = [
      "zip_file_name": name, "scannable_item_dcns": scans, "payment_dcns": payments, "rescan_for": rescanFor,
    ]
    let data = try! JSONSerialization.data(withJSONObject: ["envelopes": [json.compactMapValues { $0 }]])
    return Statement(data)!.envelopes[0]
  }

  private func came(_ name: String, scans: [String] = ["1"], payments: [String] = [], rescanFor: String? = nil)
    -> ArrivedEnvelope
  {
    var envelope = ArrivedEnvelope(name: name, status: .accepted)
    (envelope.numbers, envelope.payments, envelope.rescanFor) = (scans, payments, rescanFor)
    return envelope
  }

  private func kinds(_ told: [Statement.Envelope], _ came: [ArrivedEnvelope]) -> [Reconciliation.Kind] {
    var statement = Statement(Data(#"{"envelopes":[]}"#.utf8))!
    statement.envelopes = told
    return Reconciliation([statement], came).discrepancies.map(\.kind)
  }

  @Test func `each of the six kinds is found, and nothing where all is as stated`() {
    #expect(kinds([told("a", scans: ["1", "2"])], [came("a", scans: ["2", "1"])]).isEmpty)
    #expect(kinds([told("a")], []) == [.reportedNotReceived])
    #expect(kinds([], [came("a")]) == [.receivedNotReported])
    #expect(kinds([told("a", payments: ["9"])], [came("a")]) == [.paymentsDiffer])
    #expect(kinds([told("a", scans: ["1", "2"])], [came("a")]) == [.scansDiffer])
    #expect(kinds([told("a", rescanFor: "b")], [came("a")]) == [.rescanDiffers])
    var refused = ArrivedEnvelope(name: "a", status: .refused, code: "ERR_METAFILE_INVALID")
    #expect(kinds([told("a")], [refused]) == [.rejected])
    // It came again and was taken.
    #expect(kinds([told("a")], [refused, came("a")]).isEmpty)
    #expect(kinds([told("a")], [came("a"), refused]).isEmpty)
    refused.name = "b"
    #expect(kinds([told("a")], [came("a"), refused]) == [.receivedNotReported, .rejected])
  }

  @Test func `a statement may come a night later than what it states, or before it`() async throws {
    let folder = try TestFolder(), time = Mutex("2026-11-27T02:00:00Z")
    let store = try RecordStore(folder["s.sqlite"], create: true) { (try? Date(time.withLock { $0 }, strategy: .iso8601)) ?? Date() }
    func take(_ name: String) throws {
      let arrival = Arrival(batch: "b", name: name, sha256: name, bytes: 1, arrived: time.withLock { $0 })
      try store.register([arrival], in: "b")
      var file = TakenFile(arrival)
      (file.arrival.state, file.envelope) = (.done, came(name))
      try store.take([file], of: "b")
    }
    func state(_ names: String...) throws {
      let envelopes = names.map { ["zip_file_name": $0, "scannable_item_dcns": ["1"]] }
      try store.keep(statement: JSONSerialization.data(withJSONObject: ["envelopes": envelopes]), name: "s.json")
    }
    func night(_ day: String) async throws -> [Reconciliation.Discrepancy] {
      try await NightReport(of: store, on: #require(Day(day)), turn: 12).reconciliation?.discrepancies ?? []
    }
    try state("early.zip")
    try take("late.zip")
    // No other night's statement has it yet.
    #expect(try await night("2026-11-27").map(\.kind) == [.reportedNotReceived, .receivedNotReported])
    time.withLock { $0 = "2026-11-28T02:00:00Z" }
    try take("early.zip")
    try take("never.zip")
    try state("late.zip", "lost.zip")
    #expect(try await night("2026-11-28").map(\.envelope) == ["lost.zip", "never.zip"])
    #expect(try await night("2026-11-27").isEmpty)
  }

  @Test(arguments: [#"{"envelopes":1}"#, #"{"envelopes":[],"envelopes":[]}"#, "[]", "", "{\"envelopes\":[{}]}"])
  func `what is no statement is none`(json: String) { #expect(Statement(Data(json.utf8)) == nil) }
}
