public import Forms
import Foundation

/// What an office wants to know of its paper: counts, shares and times, all from one state of the store. No field's value, no name, no
/// file and no record's id is in it: nothing that tells of a citizen.
///
/// Days are of UTC. Documents count by when their paper arrived, operators' seconds by when they worked, batches by when they began.
public struct StoreReport: Codable, Equatable, Sendable {
  public var schema = "formscan.report/1"
  /// When it was made, from when on and before when what it counts arrived: ISO 8601 UTC; nil where there is no such end.
  public var made: String
  public var from: String?
  public var to: String?
  /// By day and form.
  public var days: [Documents]
  /// Pages that are in no document, by what they are.
  public var strays: [String: Int]
  public var fields: [Fields]
  public var checks: [Checks]
  /// From the paper's arrival until the record left, by form.
  public var waits: [Wait]
  public var queue: Queue
  public var work: Work
  public var service: Service

  /// Documents of a form that arrived on a day.
  public struct Documents: Codable, Equatable, Sendable {
    /// `2026-11-25`; empty in a sum over days.
    public var day: String
    public var form: String
    public var documents = 0, pages = 0
    /// Left as accepted, of these without that a person did anything; rejected by a person; still here.
    public var accepted = 0, straightThrough = 0, rejected = 0, waiting = 0
    /// The share of documents that no person had to do anything about.
    public var straightThroughShare: MeasuredShare { MeasuredShare(straightThrough, of: documents) }
  }

  /// Fields of a form by what read them and why a person had to look; nil where they passed.
  public struct Fields: Codable, Equatable, Sendable {
    public var form: String
    /// Such as `line`, or `line, hand` for handwriting.
    public var reader: String?
    /// The first reason.
    public var reason: String?
    public var fields = 0
    /// Which people were asked for; which wait for them; which somebody decided; whose value was changed by that.
    public var touched = 0, waiting = 0, decided = 0, corrected = 0
  }

  /// What people found who checked fields of a form that had passed without a look.
  public struct Checks: Codable, Equatable, Sendable {
    public var form: String
    public var judged = 0, wrong = 0
    /// The silent errors' share with its 95 % interval.
    public var silent: MeasuredShare
  }

  public struct Wait: Codable, Equatable, Sendable {
    public var form: String
    public var documents: Int
    /// Half of the documents left within `median` hours, nine of ten within `most`.
    public var median, most, longest: Double
  }

  /// What waits now, whenever it arrived.
  public struct Queue: Codable, Equatable, Sendable {
    public var records = 0, held = 0, samples = 0, rereads = 0
    /// Hours since the oldest one's paper arrived.
    public var oldest: Double?
    /// Records by age: under a day, under a week, under four weeks, older.
    public var byAge = [0, 0, 0, 0]
    public var byForm: [String: Int] = [:]
  }

  public struct Work: Codable, Equatable, Sendable {
    /// Operators' time from one step to the next, without pauses, and the fields and issues decided in it.
    public var seconds = 0.0
    public var fields = 0
    /// Of the machine.
    public var cpuSeconds = 0.0
    public var secondsPerField: Double? { fields > 0 ? seconds / Double(fields) : nil }
  }

  /// The digital service standard's measures of what citizens sent in: a document with what belongs to it is one transaction.
  public struct Service: Codable, Equatable, Sendable {
    public var transactions = 0, completed = 0
    public var completionRate: MeasuredShare
    /// Pounds; nil without prices or where none is completed.
    public var costPerTransaction: Double?
    /// The share that comes on paper, as the settings say.
    public var paperShare: Double?
  }
}

extension StoreReport {
  /// Documents by form, over all days.
  public var forms: [Documents] {
    let sums = days.reduce(into: [String: Documents]()) { $0[$1.form, default: Documents(day: "", form: $1.form)].add($1) }
    return sums.values.sorted { $0.form < $1.form }
  }
  public var allDocuments: Documents { days.reduce(into: Documents(day: "", form: "")) { $0.add($1) } }
  public var allFields: Fields { sum(fields) }
  /// Fields by the first reason for which people were asked, the most frequent first.
  public var byReason: [Fields] { sums(fields.filter { $0.reason != nil }, by: \.reason) }
  /// Fields by what read them.
  public var byReader: [Fields] { sums(fields, by: \.reader) }
  public var allChecks: Checks {
    let (judged, wrong) = checks.reduce((0, 0)) { ($0.0 + $1.judged, $0.1 + $1.wrong) }
    return Checks(form: "", judged: judged, wrong: wrong, silent: MeasuredShare(wrong, of: judged))
  }

  private func sum(_ fields: [Fields]) -> Fields { fields.reduce(into: Fields(form: "")) { $0.add($1) } }

  private func sums(_ fields: [Fields], by name: WritableKeyPath<Fields, String?>) -> [Fields] {
    Dictionary(grouping: fields) { $0[keyPath: name] }.map { key, members in
      var sum = sum(members)
      sum[keyPath: name] = key
      return sum
    }.sorted { ($1.touched, $0[keyPath: name] ?? "") < ($0.touched, $1[keyPath: name] ?? "") }
  }
}

extension StoreReport.Documents {
  fileprivate mutating func add(_ other: Self) {
    documents += other.documents
    pages += other.pages
    accepted += other.accepted
    straightThrough += other.straightThrough
    rejected += other.rejected
    waiting += other.waiting
  }
}

extension StoreReport.Fields {
  fileprivate mutating func add(_ other: Self) {
    fields += other.fields
    touched += other.touched
    waiting += other.waiting
    decided += other.decided
    corrected += other.corrected
  }
}
