public import Forms
import Imaging

/// Makes a form's definition from its `fields.yaml` and its official PDF: the meaning from the one, the geometry from the other.
public struct FormBinder: Sendable {
  /// What came of it.
  public struct Outcome: Sendable {
    public var form: FormDefinition
    /// Names that the PDF lacks or has more than once; with any of them the form is not whole.
    public var problems: [Problem]
    /// Fields of the PDF that nothing is bound to, such as `page 2: court seal`.
    public var leftOver: [String]
  }

  private let binding: FormBinding

  public init(_ binding: FormBinding) { self.binding = binding }

  /// - Parameter blanks: the official PDF's pages, numbered as form pages.
  public func callAsFunction(_ blanks: [BlankPage], edition: String, title: String) -> Outcome {
    let declared = blanks.flatMap { blank in
      blank.fields.filter { $0.kind != .pushButton }.inReadingOrder(by: \.zone).map {
        DeclaredField(page: blank.layout.number, field: $0)
      }
    }
    let printed = Dictionary(uniqueKeysWithValues: blanks.map { ($0.layout.number, PrintedPlaces($0)) })
    var problems: [Problem] = [], zones: [(page: Int, zone: ZoneDefinition)] = []
    var fields: [String: FieldDefinition] = [:], taken: [String: BoundName] = [:]
    for bound in binding.fields {
      fields[bound.pointer] = bound.definition
      var found: [DeclaredField] = []
      for name in bound.names {
        do throws(Problem) {
          let field = try declared.field(name)
          if let other = taken.updateValue(name, forKey: field.place) {
            problems.append(
              Problem(
                place: name.place, summary: "'\(name.text)' means the field that is bound at \(other.place) already",
                remedy: "Write both names as the PDF has them."))
          }
          found.append(field)
        } catch { problems.append(error) }
      }
      guard found.count == bound.names.count, let page = found.first?.page else { continue }
      if let stray = zip(bound.names, found).first(where: { $1.page != page }) {
        problems.append(
          Problem(
            place: stray.0.place, summary: "'\(stray.0.text)' stands on page \(stray.1.page), its fellows on page \(page)",
            remedy: "Bind what is filled in on one page, or make two fields of it."))
      }
      zones.append((page, printed[page]!.zone(bound, found.map(\.field))))
    }
    let leftOver = declared.filter { taken[$0.place] == nil }.map { "page \($0.page): \($0.field.name)" }
    let pages = blanks.map { blank in
      PageDefinition(
        number: blank.layout.number, barcode: blank.barcode,
        zones: zones.filter { $0.page == blank.layout.number }.map(\.zone).inReadingOrder(by: \.bounds))
    }
    let form = FormDefinition(
      id: binding.id, edition: edition, title: title, pages: pages, fields: fields,
      layout: FormLayout(pages: blanks.map(\.layout)))
    return Outcome(form: form, problems: problems, leftOver: leftOver)
  }
}

extension DeclaredField {
  /// Tells it from every other.
  fileprivate var place: String { "\(page) \(field.x) \(field.y) \(field.name)" }
}
