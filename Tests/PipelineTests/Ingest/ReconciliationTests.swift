import Forms
import Foundation
import RecordStore
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

  @Test(arguments: [#"{"envelopes":1}"#, #"{"envelopes":[],"envelopes":[]}"#, "[]", "", "{\"envelopes\":[{}]}"])
  func `what is no statement is none`(json: String) { #expect(Statement(Data(json.utf8)) == nil) }
}
