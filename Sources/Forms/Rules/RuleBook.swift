public import Foundation

/// All rules and the tables that they look things up in: what documents are held against.
public struct RuleBook: Sendable {
  public private(set) var rules: [Rule] = []
  /// Where in `rules` those of each form are.
  private var rulesOf: [String: [Int]] = [:]
  private var known = KnownForms()
  var trees: [String: FieldTree] { known.trees }
  private var tables: [String: DatedTable] = [:]
  /// The pointers that the rules' paths mean, by form; none of paths with a condition, which depend on the document, or of fields that
  /// only another print has.
  private var pointers: [FieldPath: [String: [String]]] = [:]

  /// Without rules.
  public init() {}

  /// Reads `rules/*.yaml` and `tables/*.yaml` of a folder of definitions. Rules may speak of forms that are only prepared (`fields.yaml`): they
  /// are asked as soon as the forms are known.
  ///
  /// - Parameter forms: every form that is known; rules of others are wrong.
  /// - Returns: the rules that are right, and everything that is wrong with the others.
  public static func read(_ folder: URL, forms: [FormDefinition]) -> (book: RuleBook, problems: [Problem]) {
    let findings = Findings()
    var book = RuleBook()
    book.known = KnownForms(forms, prepared: FormBinding.all(in: folder.appendingPathComponent("forms")))
    func each(_ kind: String, _ read: (URL) throws -> Void) {
      let inner = folder.appendingPathComponent(kind)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: inner.path)) ?? []
      for name in names.sorted() where name.hasSuffix(".yaml") {
        let file = inner.appendingPathComponent(name)
        do { try read(file) } catch {
          findings.add(error as? Problem ?? Problem(place: file.path, summary: "the file cannot be read: \(error)"))
        }
      }
    }
    each("tables") { file in
      let table = try DatedTable.read(file, findings)
      book.tables[table.name] = table
    }
    var reader = RuleReader(known: book.known, tables: book.tables, findings: findings)
    each("rules") { file in
      for rule in try reader.read(file) {
        for form in rule.forms { book.rulesOf[form, default: []].append(book.rules.count) }
        book.rules.append(rule)
      }
    }
    for path in Set(book.rules.flatMap(\.paths)) where !path.isConditional {
      let found = book.known.trees.mapValues { path.pointers(in: $0) }.filter { !$0.value.isEmpty }
      if !found.isEmpty { book.pointers[path] = found }
    }
    return (book, findings.problems)
  }

  /// What rules say of a document.
  public struct Judgement: Sendable {
    public var issues: [FormRecord.Issue] = []
    /// Rules that cannot be asked before somebody has looked at a field.
    public var undecided: [String] = []
  }

  /// Holds a document against the rules of its form.
  ///
  /// - Parameters:
  ///   - linked: the documents that belong to it, such as continuation sheets.
  ///   - received: when the paper arrived, ISO 8601; nil if that is not known.
  public func judge(_ record: FormRecord, with linked: [FormRecord] = [], received: String?) -> Judgement {
    let facts = Facts(
      [record] + linked, received: received.flatMap { Day($0) }, fields: known.fields, trees: known.trees, tables: tables,
      pointers: pointers)
    let asked = (rulesOf[record.form.id] ?? []).map { index in
      (rules[index], Result(catching: { () throws(Gap) in try rules[index](facts) }))
    }
    // One look at a place that is wrong, or is not asked for, answers all rules that hang on it.
    var named = Set(
      asked.flatMap { (_, outcome) -> [Place] in if case .success(.fails(let places)) = outcome { places } else { [] } })
    var judgement = Judgement()
    for (rule, outcome) in asked {
      switch outcome {
      case .success(.holds): break
      case .success(.fails(let places)):
        let pointers = places.isEmpty ? Self.pointers(of: rule, facts) : facts.pointers(places)
        judgement.issues.append(
          .init(rule: rule.id, severity: rule.severity, fields: pointers, message: rule.say.en, basis: rule.basis))
      case .failure(.waiting): judgement.undecided.append(rule.id)
      case .failure(.unknown(let what, let place)):
        if let place, !named.insert(place).inserted { continue }
        judgement.issues.append(
          .init(
            rule: rule.id, severity: rule.severity == .info ? .info : .query, fields: Self.pointers(of: rule, facts),
            message: "This could not be checked: \(what). The rule: \(rule.say.en)", basis: rule.basis))
      }
    }
    return judgement
  }

  private static func pointers(of rule: Rule, _ facts: Facts) -> [String] {
    facts.pointers(rule.paths.flatMap { (try? facts.places($0)) ?? [] })
  }
}

extension Facts {
  /// Pointers for an issue; in another document they have its id before them: `lpc-12ab34cd56ef#/people/0/lastName`.
  func pointers(_ places: [Place]) -> [String] {
    var seen: Set<String> = []
    return places.map { $0.document == 0 ? $0.pointer : "\(records[$0.document].id)#\($0.pointer)" }
      .filter { seen.insert($0).inserted }
  }
}

extension FormRecord {
  /// Takes in what rules say of it, in place of what they said before.
  ///
  /// - Parameter book: whose rules were asked.
  public mutating func take(_ judgement: RuleBook.Judgement, of book: RuleBook) {
    let ids = Set(book.rules.map(\.id))
    issues = issues.filter { !ids.contains($0.rule) } + judgement.issues
    undecided = judgement.undecided.isEmpty ? nil : judgement.undecided
    settle()
  }

  /// The disposition that follows from its fields, issues and undecided rules: nothing is accepted or proposed for rejection while
  /// something waits for a look, be it in a document that belongs to it.
  public mutating func settle() {
    let grave = issues.map(\.severity)
    if fields.values.contains(where: \.review) || grave.contains(.query) || undecided?.isEmpty == false {
      disposition = .review
    } else {
      disposition = grave.contains(.reject) ? .rejected : .accepted
    }
  }
}
