import Forms
import Foundation
import RecordStore

/// What came held against what a supplier said was sent: the incumbent's six kinds of discrepancy.
///
/// Source: HMCTS bulk scan's reconciliation report.
public struct Reconciliation: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case reportedNotReceived = "reported but not received"
    case receivedNotReported = "received but not reported"
    case paymentsDiffer = "payment dcns mismatch"
    case scansDiffer = "scannable document dcns mismatch"
    case rescanDiffers = "rescan for file name mismatch"
    case rejected = "envelope rejected"
  }

  /// Something that does not fit, of one envelope.
  public struct Discrepancy: Codable, Hashable, Sendable {
    public var kind: Kind
    public var envelope: String
    /// What was stated, and what came; control numbers and names of envelopes alone.
    public var stated: String?
    public var received: String?
  }

  /// Envelopes that were stated, and that came.
  public var stated = 0, received = 0
  public var discrepancies: [Discrepancy] = []

  init(_ statements: [Statement], _ came: [ArrivedEnvelope]) {
    let told = Dictionary(statements.flatMap(\.envelopes).map { ($0.zipFileName, $0) }) { _, last in last }
    // Of an envelope that was refused and came again it is the one that was taken that counts.
    let received = Dictionary(came.map { ($0.name, $0) }) { first, last in first.status == .refused ? last : first }
    (stated, self.received) = (told.count, received.count)
    for name in Set(told.keys).union(received.keys).sorted() { compare(name, told[name], received[name]) }
  }

  /// Days before and after a night in which a statement may come of what came in it.
  private static let slack = 31.0

  /// A night's, with what other nights have of the same envelopes: a statement may come a night later than what it states, or before it.
  init(_ statements: [Statement], _ came: [ArrivedEnvelope], _ store: RecordStore, around night: Date) async throws {
    let stated = Set(statements.flatMap(\.envelopes).map(\.zipFileName)), names = Set(came.map(\.name))
    var earlier: [ArrivedEnvelope] = []
    for name in stated.subtracting(names).sorted() { earlier += try await store.envelopes(named: name) }
    var others: [Statement] = []
    if !names.isSubset(of: stated) {
      let slack = Self.slack * 86_400
      let found = try await store.statements(from: night - slack, to: night + slack).compactMap { Statement($0.json) }
      others = found.map { statement in
        var statement = statement
        statement.envelopes.removeAll { !names.contains($0.zipFileName) || stated.contains($0.zipFileName) }
        return statement
      }
    }
    self.init(others + statements, earlier + came)
  }

  private mutating func compare(_ name: String, _ told: Statement.Envelope?, _ came: ArrivedEnvelope?) {
    func note(_ kind: Kind, _ stated: String? = nil, _ received: String? = nil) {
      discrepancies.append(Discrepancy(kind: kind, envelope: name, stated: stated, received: received))
    }
    guard let came else { return note(.reportedNotReceived) }
    if told == nil { note(.receivedNotReported) }
    if came.status == .refused { return note(.rejected, nil, came.code) }
    guard let told else { return }
    func list(_ numbers: [String]) -> String { numbers.sorted().joined(separator: " ") }
    let scans = list(told.scannableItemDcns ?? []), payments = list(told.paymentDcns ?? [])
    if payments != list(came.payments) { note(.paymentsDiffer, payments, list(came.payments)) }
    if scans != list(came.numbers) { note(.scansDiffer, scans, list(came.numbers)) }
    if told.rescanFor ?? "" != came.rescanFor ?? "" { note(.rescanDiffers, told.rescanFor, came.rescanFor) }
  }
}
