import Forms
import Testing

@testable import Pipeline

/// Sheets and the documents that they belong to. Of a batch every document stands on one page.
struct OwnersTests {
  private enum Paper {
    case owner(_ name: String?), sheet(_ names: [String]), separator
  }

  private static let form: FormDefinition = form(mayStandAlone: false)

  private static func form(mayStandAlone: Bool) -> FormDefinition {
    var form = FormDefinition(
      id: "sheet", edition: "1", title: "Sheet", pages: [], fields: [:], layout: FormLayout(pages: []))
    form.belongsTo = .init(forms: ["owner"], same: ["/one", "/two"], as: ["/first", "/last"], mayStandAlone: mayStandAlone)
    return form
  }

  private static func record(_ form: String, _ id: String, _ fields: [String: String]) -> FormRecord {
    FormRecord(
      id: id, source: .init(file: "a.pdf", sha256: "", received: nil), form: .init(id: form, edition: "1"), pages: [],
      disposition: .accepted,
      fields: fields.mapValues {
        FieldReading(value: .text($0), text: $0, state: .read, confidence: 0.99, review: false, formPage: 1, page: 0)
      }, issues: [])
  }

  /// The sheets' records; owners are called by their place: file and page.
  private static func link(_ files: [[Paper]], mayStandAlone: Bool = false) -> [FormRecord] {
    var owners = Owners([form(mayStandAlone: mayStandAlone)]), linked: [FormRecord] = []
    for (file, papers) in files.enumerated() {
      var separators: [Int] = [], sheets: [(FormRecord, Owners.Place)] = []
      for (index, paper) in papers.enumerated() {
        let place = Owners.Place(file: file, index: index)
        switch paper {
        case .separator: separators.append(index)
        case .owner(let name):
          let words = name?.split(separator: " ").map(String.init) ?? ["", ""]
          owners.note(record("owner", "\(file)-\(index)", ["/first": words[0], "/last": words[1]]), at: place)
        case .sheet(let names):
          sheets.append((record("sheet", "sheet", Dictionary(uniqueKeysWithValues: zip(["/one", "/two"], names))), place))
        }
      }
      for (var sheet, place) in sheets {
        owners.link(&sheet, at: place, separators: separators)
        linked.append(sheet)
      }
    }
    return linked
  }

  /// What the only sheet belongs to, how that is known, and the query.
  private static func only(_ files: [[Paper]]) -> [String?] {
    let sheet = link(files)[0], link = sheet.links?.first
    #expect((sheet.disposition == .review) == (sheet.issues.count == 1))
    return [link?.record, link?.by.rawValue, sheet.issues.first?.rule]
  }

  @Test func `the same name, or nearly the same beside it, tells`() {
    #expect(Self.only([[.owner("Ada Lovelace"), .sheet(["Mrs ADA LOVELACE"])]]) == ["0-0", "name", nil])
    #expect(Self.only([[.owner("Ada Lovelace"), .sheet(["Ada Love1ace"])]]) == ["0-0", "name", nil])
    #expect(Self.only([[.owner("Ada Lovelace")], [.owner("Alan Turing"), .sheet(["Ada Lovelace"])]]) == ["0-0", "name", nil])
    #expect(Self.only([[.sheet(["Ada Lovelace"]), .separator, .owner("Ada Lovelace")]]) == ["0-2", "name", nil])
  }

  @Test func `of two with the name it is the nearest before`() {
    let ada = Paper.owner("Ada Lovelace")
    #expect(Self.only([[ada, ada, .sheet(["Ada Lovelace"]), ada]]) == ["0-1", "name", nil])
  }

  @Test func `where no name tells, the nearest before in the file is assumed and queried`() {
    #expect(Self.only([[.owner("Ada Lovelace"), .owner("Alan Turing"), .sheet([])]]) == ["0-1", "order", "link-assumed"])
    #expect(Self.only([[.owner("Ada Lovelace"), .sheet(["Grace Hopper"])]]) == ["0-0", "order", "link-assumed"])
    #expect(Self.only([[.owner(nil), .sheet(["Grace Hopper"])]]) == ["0-0", "order", "link-assumed"])
    #expect(Self.only([[.sheet([]), .owner("Ada Lovelace")]]) == ["0-1", "order", "link-assumed"])
  }

  @Test func `nothing is assumed over a separator or from another file`() {
    #expect(Self.only([[.owner("Ada Lovelace"), .separator, .sheet([])]]) == [nil, nil, "link-missing"])
    #expect(Self.only([[.owner("Ada Lovelace")], [.sheet([])]]) == [nil, nil, "link-missing"])
    #expect(Self.only([[.owner("Ada Lovelace")], [.sheet(["Ada Love1ace"])]]) == [nil, nil, "link-missing"])
  }

  @Test func `two names on the sheets are queried`() {
    #expect(
      Self.only([[.owner("Ada Lovelace"), .sheet(["Ada Lovelace", "Alan Turing"])]]) == ["0-0", "name", "link-assumed"])
  }

  @Test func `a name nearly the same beside it and the very same elsewhere are queried`() {
    let files: [[Paper]] = [[.owner("Ada Lovelace")], [.owner("Ida Lovelace"), .sheet(["Ada Lovelace"])]]
    #expect(Self.only(files) == ["0-0", "name", "link-assumed"])
  }

  @Test func `a message names the document and the reason, and nobody`() {
    let message = Self.link([[.owner("Ada Lovelace"), .sheet(["Grace Hopper"])]])[0].issues[0].message
    #expect(message.contains("the owner on page 1 of a.pdf") && message.contains("differ"))
    #expect(!message.contains("Lovelace") && !message.contains("Hopper"))
  }

  @Test func `a document that may stand alone belongs to another by its name alone`() {
    let files: [[Paper]] = [[.owner("Ann Lee"), .sheet(["Bob Day"]), .sheet(["Ann Lee"]), .sheet([])]]
    let sheets = Self.link(files, mayStandAlone: true)
    #expect(sheets.map { $0.links?.map(\.by) } == [nil, [.name], nil] && sheets.allSatisfy { $0.issues == [] })
  }
}
