import Forms

/// Which of a run's documents leave together: one, and those that belong to it.
struct Cases {
  private struct Entry {
    var id, file: String
    var links: [String]
  }
  private var entries: [Entry] = []
  private var files: [String: String] = [:]

  /// Remembers a record.
  ///
  /// - Parameter file: what it was written to.
  mutating func note(_ record: FormRecord, file: String) {
    entries.append(Entry(id: record.id, file: file, links: (record.links ?? []).map(\.record)))
    files[record.id] = file
  }

  /// What a record was written to.
  func file(of id: String) -> String { files[id] ?? id }

  /// The records' files case by case, in each first the one that the others belong to. One that belongs to a document of another run
  /// is a case of its own.
  var all: [[String]] {
    let known = Set(entries.map(\.id))
    let owners = entries.map { entry in entry.links.first(where: known.contains) ?? entry.id }
    let heads = Set(owners)
    let members = Dictionary(grouping: zip(entries, owners).filter { $0.id != $1 }, by: \.1).mapValues { $0.map(\.0.file) }
    return entries.filter { heads.contains($0.id) }.map { [$0.file] + members[$0.id, default: []] }
  }
}
