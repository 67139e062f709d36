import Forms

/// Holds the documents of a run against the rules, each together with those that belong to it.
struct Validation {
  let rules: RuleBook
  /// The ids of the documents that belong to each.
  private var belongings: [String: [String]] = [:]
  /// Documents of earlier calls to which one of the last call's belongs: they are to be judged again.
  private(set) var late: [String] = []

  init(rules: RuleBook) { self.rules = rules }

  /// The ids of the documents that are known to belong to one.
  func belongings(of id: String) -> [String] { belongings[id] ?? [] }

  /// Judges documents that were assembled together and know what they belong to.
  mutating func judge(_ records: [FormRecord]) -> [FormRecord] {
    let here = Set(records.map(\.id))
    var late: Set<String> = []
    for record in records {
      for link in record.links ?? [] {
        belongings[link.record, default: []].append(record.id)
        if !here.contains(link.record) { late.insert(link.record) }
      }
    }
    self.late = late.sorted()
    return records.map { record in
      judge(record, with: records.filter { $0.links?.contains { $0.record == record.id } == true })
    }
  }

  /// The same document with what the rules say of it.
  func judge(_ record: FormRecord, with belongings: [FormRecord]) -> FormRecord {
    var record = record
    record.take(rules.judge(record, with: belongings, received: record.source.received), of: rules)
    return record
  }
}
