import Forms

/// A document as truth tells it. One that was split over several files has a truth in each, which names the others' pages missing
/// and yet tells what stands on them.
struct WholeDocument {
  struct Place: Hashable {
    var file: String
    var index: Int
  }

  /// Where its form pages lie.
  private(set) var places: Set<Place>
  /// The groups that it is counted in.
  let keys: [String]
  private let form: String
  /// The file and number of its first part, and its form: what errors call it.
  let name: String
  private let values: [String: FieldValue]
  private var numbers: Set<Int>

  init(_ document: Truth.Document, of truth: Truth, file: String, keys: [String]) {
    let pages = truth.pages.filter { $0.doc == document.doc && $0.role == "form" }
    places = Set(pages.map { Place(file: file, index: $0.index) })
    self.keys = keys
    form = document.form
    name = "\(file)  document \(document.doc + 1)  \(document.form)"
    values = Dictionary(document.fields.map { ($0.name, $0.value) }) { first, _ in first }
    numbers = Set(pages.compactMap(\.form_page))
  }

  /// Whether a document of another file is the rest of this one: it says the same on other pages.
  func goesOn(with other: WholeDocument) -> Bool {
    form == other.form && Set(places.map(\.file)).isDisjoint(with: other.places.map(\.file))
      && numbers.isDisjoint(with: other.numbers) && values == other.values
  }

  mutating func take(_ other: WholeDocument) {
    places.formUnion(other.places)
    numbers.formUnion(other.numbers)
  }

  /// What became of it.
  struct Found {
    /// Whether one record has its pages and no others.
    var isWhole: Bool
    /// Its pages that lie in the record of another document: the one of which most pages are there, or the first of several.
    var strays: Set<Place>
    /// In what way it is not whole.
    var words: String
  }

  /// - Parameters:
  ///   - records: where the pages of each record lie.
  ///   - documents: all documents, this one too.
  func found(in records: Set<Set<Place>>, beside documents: [WholeDocument]) -> Found {
    let own = records.filter { !$0.isDisjoint(with: places) }
    var strays: Set<Place> = [], guests = 0
    for record in own {
      let mine = record.intersection(places)
      let isGuest = documents.contains { other in
        let theirs = other.places.intersection(record).count
        return theirs > mine.count || theirs == mine.count && other.name < name
      }
      if isGuest { strays.formUnion(mine) }
      guests += record.count - mine.count
    }
    let lost = places.subtracting(own.reduce(into: []) { $0.formUnion($1) })
    let words = [
      own.count > 1 ? "in \(own.count) records" : nil,
      lost.isEmpty ? nil : "\(lost.count) of \(places.count) pages in no record",
      strays.isEmpty ? nil : "\(strays.count) pages in another document's record",
      guests == 0 ? nil : "together with \(guests) pages that are not its own",
    ].compactMap(\.self)
    return Found(isWhole: records.contains(places), strays: strays, words: words.joined(separator: ", "))
  }
}
