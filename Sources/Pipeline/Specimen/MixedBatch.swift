public import Forms

/// A file as a post room scans it: documents of several forms in a row, with what lies between them and what goes wrong.
public struct MixedBatch: Sendable {
  public private(set) var documents: [SpecimenMaker.Document] = []
  public private(set) var sheets: [SpecimenMaker.Sheet] = []
  /// How worn the file's pages are.
  public let severity: SpecimenMaker.Severity
  private let continuation: FormDefinition?
  private var random: SeededRandom

  /// Plans a file of 3 to 8 documents, and the continuation sheets of the powers of attorney among them.
  ///
  /// - Parameters:
  ///   - forms: what documents may be; `lpc` follows a power of attorney, unless there is no other form.
  ///   - mode: how all are filled in; each in its own way if nil.
  ///   - severity: clean or moderate by chance if nil.
  public init(
    of forms: [FormDefinition], mode: SpecimenMaker.Mode? = nil, severity: SpecimenMaker.Severity? = nil, seed: UInt64
  ) {
    var random = SeededRandom(seed: seed &* 31 &+ 7)
    let isClean = random.chance(0.5)
    self.severity = severity ?? (isClean ? .clean : .moderate)
    self.random = random
    continuation = forms.first { $0.id == "lpc" }
    let own = forms.filter { $0.id != "lpc" }, choice = own.isEmpty ? forms : own
    guard !choice.isEmpty else { return }
    for _ in 0..<self.random.whole(3...8) {
      let twin = self.random.chance(0.25) ? documents.last { $0.link == nil }?.form : nil
      let form = twin ?? self.random.pick(choice)
      between()
      let isTyped = self.random.chance(0.7)
      let document = SpecimenMaker.Document(form: form, mode: mode ?? (isTyped ? .typed : .handwritten))
      add(document, pages: form.pages.filter { !$0.optional || form.id == "lpc" || self.random.chance(0.5) }.map(\.number))
      if ["lp1f", "lp1h"].contains(form.id) { addSheets(of: documents.count - 1) }
    }
    if self.random.chance(0.2) { sheets.append(.init(.blank)) }
  }

  /// What lies before the next document: often nothing.
  private mutating func between() {
    if random.chance(0.55) {
      let kind = random.pick([SpecimenMaker.Sheet.Kind.coloured, .code, .cover])
      sheets.append(.init(kind))
      if kind == .cover, random.chance(0.3) { sheets.append(.init(.blank)) }
    }
    if random.chance(0.2) {
      for _ in 0..<random.whole(1...2) { sheets.append(.init(.letter, turn: turn(0.1))) }
    }
  }

  /// None to three different continuation sheets, right behind their power of attorney.
  private mutating func addSheets(of owner: Int) {
    guard let continuation else { return }
    let chosen = continuation.pages.map(\.number).map { ($0, random.next()) }.sorted { $0.1 < $1.1 }
      .prefix(random.whole(0...3)).map(\.0)
    guard !chosen.isEmpty else { return }
    if random.chance(0.1) { sheets.append(.init(.blank)) }
    add(.init(form: continuation, mode: documents[owner].mode, link: owner), pages: chosen.sorted())
  }

  private mutating func add(_ document: SpecimenMaker.Document, pages: [Int]) {
    let number = documents.count
    documents.append(document)
    let order = document.link == nil ? handled(pages) : pages
    let turned = random.chance(0.1) ? 180 : nil, isDuplex = order.count <= 6 && random.chance(0.2)
    let backs = isDuplex ? order.count : random.chance(0.3) ? random.whole(1...2) : 0
    for (place, page) in order.enumerated() {
      let hasLabel = random.chance(place == 0 ? 0.35 : 0.03)
      sheets.append(.init(.form(document: number, page: page), turn: turn(0.04) ?? turned, hasLabel: hasLabel))
      if isDuplex || random.chance(Double(backs) / Double(order.count)) {
        sheets.append(.init(.back(document: number, page: page)))
      }
      if place + 1 < order.count, random.chance(0.01) { sheets.append(.init(.letter)) }
    }
  }

  /// The pages as they come out of an envelope: mostly all and in order, else with one missing, one twice or a few changed about.
  private mutating func handled(_ pages: [Int]) -> [Int] {
    var order = pages
    guard order.count > 1 else { return order }
    switch random.value(0...1) {
    case ..<0.12: order.remove(at: random.whole(0...(order.count - 1)))
    case ..<0.22:
      let place = random.whole(0...(order.count - 1))
      order.insert(order[place], at: min(order.count, place + random.whole(1...2)))
    case ..<0.36:
      for _ in 0..<random.whole(1...2) {
        let place = random.whole(0...(order.count - 2))
        order.swapAt(place, place + 1)
      }
    default: break
    }
    return order
  }

  private mutating func turn(_ share: Double) -> Int? { random.chance(share) ? random.pick([90, 180, 270]) : nil }
}
