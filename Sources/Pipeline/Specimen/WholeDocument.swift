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
  private let values: [String: FieldValue]
  private var numbers: Set<Int>

  init(_ document: Truth.Document, of truth: Truth, file: String, keys: [String]) {
    let pages = truth.pages.filter { $0.doc == document.doc && $0.role == "form" }
    places = Set(pages.map { Place(file: file, index: $0.index) })
    self.keys = keys
    form = document.form
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
}
