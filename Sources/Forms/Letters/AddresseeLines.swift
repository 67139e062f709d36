/// Somebody's name and address as they stand in a record.
struct AddresseeLines {
  private(set) var lines: [String] = []
  /// For the greeting; nil where the record has no name of its own.
  private(set) var name: String?
  /// Whether a value in it waits for a look.
  private(set) var isDoubtful = false
  /// Whether it has a name or company, where the form asks for one, and an address.
  private(set) var isComplete = false

  /// The first of several who is complete, or else the first of whom there is anything.
  init(_ choices: [LetterFamily.Addressee], in record: FormRecord) {
    let made = choices.map { AddresseeLines($0, record) }
    if let best = made.first(where: \.isComplete) ?? made.first(where: { !$0.lines.isEmpty }) { self = best }
  }

  private init(_ fields: LetterFamily.Addressee, _ record: FormRecord) {
    func values(_ pointers: [String]) -> [String] { pointers.compactMap { record.fields[$0]?.letterText } }
    let name = values(fields.name).joined(separator: " ")
    let address = values(fields.address).flatMap { $0.split(separator: "\n").map(String.init) }
    let companies = values(fields.company).filter { company in !address.contains { $0.lowercased() == company.lowercased() } }
    self.name = name.isEmpty ? nil : name
    lines = (name.isEmpty ? [] : [name]) + companies + address
    let isNamed = fields.name.isEmpty || !name.isEmpty || !companies.isEmpty
    isComplete = isNamed && fields.address.first.map { record.fields[$0]?.letterText != nil } == true
    isDoubtful = (fields.name + fields.company + fields.address).contains { record.fields[$0]?.review == true }
  }
}

extension FieldReading {
  /// Its text, without blanks around it; nil where there is none.
  fileprivate var letterText: String? {
    guard case .text(let text) = value else { return nil }
    let trimmed = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    return trimmed.isEmpty ? nil : trimmed.joined(separator: "\n")
  }
}
