/// What is known of a document and of those that belong to it, for rules to ask.
///
/// A value that waits for a person's look is not known: asking for it throws a `Gap`.
struct Facts {
  /// The document judged, and behind it those that belong to it.
  let records: [FormRecord]
  let trees: [String: FieldTree]
  let fields: [String: [String: FieldDefinition]]
  let tables: [String: DatedTable]
  private let memory = Memory()
  /// The pointers that the rules' paths mean, by form.
  let pointers: [FieldPath: [String: [String]]]
  /// When the paper arrived.
  let received: Day?
  /// What paths mean while a check goes through the members of a group.
  private var bound: [(path: FieldPath, place: Place)] = []

  init(
    _ records: [FormRecord], received: Day?, fields: [String: [String: FieldDefinition]], trees: [String: FieldTree],
    tables: [String: DatedTable], pointers: [FieldPath: [String: [String]]]
  ) {
    (self.records, self.received, self.fields, self.trees) = (records, received, fields, trees)
    (self.tables, self.pointers) = (tables, pointers)
  }

  /// The same, while `path` means this one place.
  func binding(_ path: FieldPath, to place: Place) -> Facts {
    var facts = self
    facts.bound.append((path, place))
    return facts
  }

  /// The documents of a form that belong to the one judged.
  ///
  /// - Throws: `Gap` where it is only assumed of one that it does, and nobody has let that stand.
  func documents(_ form: String) throws(Gap) -> [Int] {
    let documents = records.indices.dropFirst().filter { records[$0].form.id == form }
    let assumed = documents.filter { records[$0].issues.contains { $0.rule == FormRecord.Link.assumed && $0.needsLook } }
    if !assumed.isEmpty { throw .waiting(assumed.map { Place(document: $0, pointer: "") }) }
    return documents
  }

  /// The places that a path means. Of documents that belong to the one judged, only those count that have the sheet: each may be another
  /// sheet of one set. Empty where there is none.
  func places(_ path: FieldPath) throws(Gap) -> [Place] {
    var found: [Place], rest = path.segments[...]
    if bound.isEmpty, let known = pointers[path]?[path.form ?? records[0].form.id] {
      let documents = if let form = path.form { try documents(form) } else { [0] }
      return documents.flatMap { document in known.map { Place(document: document, pointer: $0) } }.filter {
        !isOnAbsentSheet($0)
      }
    }
    if let (above, place) = bound.last(where: { $0.path.holds(path) }) {
      found = [place]
      rest = rest.dropFirst(above.segments.count)
    } else if let form = path.form {
      found = try documents(form).map { Place(document: $0, pointer: "") }
    } else {
      found = [Place(document: 0, pointer: "")]
    }
    for segment in rest {
      var next: [Place] = []
      for place in found {
        guard let tree = trees[records[place.document].form.id] else { continue }
        switch segment {
        case .name(let name): next.append(Place(document: place.document, pointer: "\(place.pointer)/\(name)"))
        case .every: next += tree.numbered(place.pointer).map { Place(document: place.document, pointer: $0) }
        case .where(let field, let value):
          for pointer in tree.numbered(place.pointer) {
            let member = Place(document: place.document, pointer: pointer)
            let ticked = try text(Place(document: place.document, pointer: "\(pointer)/\(field)"))
            if ticked == value { next.append(member) }
          }
        }
      }
      found = next
    }
    // Where some members of a group have a field and others do not, it is that of those that have it.
    return found.filter { place in
      guard let tree = tree(place), !tree.holds(place.pointer) else { return !isOnAbsentSheet(place) }
      return path.pointers(in: tree).isEmpty
    }
  }

  /// Whether it stands on a sheet that documents may lack, and this one, which belongs to the one judged, does.
  private func isOnAbsentSheet(_ place: Place) -> Bool {
    guard place.document > 0, let tree = tree(place), tree.isOptional(place.pointer) else { return false }
    let page = tree.page(of: place.pointer)
    return !records[place.document].pages.contains { $0.formPage == page }
  }

  /// The one place that a path means.
  func place(_ path: FieldPath) throws(Gap) -> Place? { try places(path).first }

  private func tree(_ place: Place) -> FieldTree? { trees[records[place.document].form.id] }

  /// What was read there; nil where the sheet is one that documents may lack, and this one does.
  ///
  /// - Throws: `Gap` where it waits for a look, its page is missing, or this print has no such field.
  private func reading(_ place: Place) throws(Gap) -> FieldReading? {
    guard let reading = records[place.document].fields[place.pointer] else {
      guard let tree = tree(place), tree.isField(place.pointer) else {
        throw .unknown("this print of the form does not ask for it", place)
      }
      if tree.isOptional(place.pointer) { return nil }
      throw .waiting([place])
    }
    if reading.review || reading.state == .unclear { throw .waiting([place]) }
    return reading
  }

  /// The words in a field, or its choice; nil where it is blank.
  func text(_ place: Place) throws(Gap) -> String? {
    guard case .text(let text) = try reading(place)?.value, !text.isEmpty else { return nil }
    return text
  }

  /// Whether something is written, ticked or signed there; of a group, whether anything is.
  func isFilled(_ place: Place) throws(Gap) -> Bool {
    if let known = memory.filled[place] { return known }
    let filled = try filled(place)
    memory.filled[place] = filled
    return filled
  }

  private func filled(_ place: Place) throws(Gap) -> Bool {
    if let tree = tree(place), !tree.children(of: place.pointer).isEmpty {
      var gap: Gap?
      for child in tree.children(of: place.pointer) {
        do throws(Gap) {
          if try isFilled(Place(document: place.document, pointer: "\(place.pointer)/\(child)")) { return true }
        } catch { gap = error }
      }
      if let gap { throw gap }
      return false
    }
    switch try reading(place)?.value {
    case .text(let text): return !text.isEmpty
    case .flag(let flag): return flag
    case nil: return false
    }
  }

  /// How many boxes of a field are ticked; 1 or 0 for what has no boxes.
  func marks(_ place: Place) throws(Gap) -> Int {
    guard let reading = try reading(place) else { return 0 }
    if let boxes = reading.boxes { return boxes.values.count { $0.state == .marked } }
    return try isFilled(place) ? 1 : 0
  }

  /// The day in a field; nil where it is blank. What is written and no day of the calendar cannot be told from a misreading.
  func day(_ place: Place) throws(Gap) -> Day? {
    guard let text = try text(place) else { return nil }
    guard let day = Day(text) else { throw .unknown("the date that is written is no day of the calendar", place) }
    return day
  }

  /// An amount in pence; nil where the field is blank.
  func pence(_ place: Place) throws(Gap) -> Int? {
    guard let text = try text(place) else { return nil }
    guard let pence = MoneyGrammar.pence(text) else { throw .unknown("what is written is no amount", place) }
    return pence
  }

  /// What stands in a field, or the name of the person that a group of fields is about, without case, accents, spaces and title; nil
  /// where that is blank.
  func folded(_ place: Place) throws(Gap) -> String? {
    if let known = memory.names[place] { return known }
    let name = try spelled(place)
    memory.names[place] = .some(name)
    return name
  }

  private func spelled(_ place: Place) throws(Gap) -> String? {
    var words: [String] = []
    guard let tree = tree(place), !tree.isField(place.pointer) else {
      guard let text = try text(place) else { return nil }
      return Self.telling(kind(place) == .text ? PersonName.letters(of: text) : text.uppercased().filter { !$0.isWhitespace })
    }
    for part in ["fullName", "firstNames", "lastName"] where tree.holds("\(place.pointer)/\(part)") {
      if let word = try text(Place(document: place.document, pointer: "\(place.pointer)/\(part)")) { words.append(word) }
    }
    return Self.telling(PersonName.letters(of: words.joined(separator: " ")))
  }

  /// Nil where nothing is left to tell by, as of a dash.
  private static func telling(_ folded: String) -> String? { folded.isEmpty ? nil : folded }

  /// What kind of value a field holds.
  func kind(_ place: Place) -> FieldDefinition.Kind? { fields[records[place.document].form.id]?[place.pointer]?.kind }

  /// Those of some places where `isWrong`; what cannot be told counts only if nothing else is wrong.
  func failing(_ places: [Place], _ isWrong: (Place) throws(Gap) -> Bool) throws(Gap) -> [Place] {
    var wrong: [Place] = [], gap: Gap?
    for place in places {
      do throws(Gap) { if try isWrong(place) { wrong.append(place) } } catch { gap = gap ?? error }
    }
    if wrong.isEmpty, let gap { throw gap }
    return wrong
  }
}

/// What many checks ask of the same places: what stands there, folded, and whether anything does.
private final class Memory {
  var names: [Place: String?] = [:]
  var filled: [Place: Bool] = [:]
}
