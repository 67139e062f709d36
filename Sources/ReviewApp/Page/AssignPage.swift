import Forms
import Foundation
import RecordStore

/// What `page.mustache` shows: a whole page, and a form that says which page it is.
struct AssignPage {
  struct Target {
    let value, label: String
    let isChosen: Bool
  }
  struct Corner {
    let id, label, value: String
  }
  let id: Int64
  let file, position: String
  let width, height: Int
  let viewBox, pictureAddress: String
  let taken: String
  let targets: [Target]
  /// Pages that documents of the same file lack.
  let lacking: [Target]
  let hasLacking: Bool
  let corners: [Corner]
  let hasCorners: Bool
  let address: String
  /// Whether it is in no document and may be said to belong in none; whether somebody has said so.
  let mayDismiss, isDismissed: Bool
  let refusal, remedy: String?
  let isRefused: Bool

  static let cornerNames = ["top-left", "top-right", "bottom-right", "bottom-left"]

  /// What the form sent.
  struct Asked {
    /// Form's key and page, such as `lp1f/4`; behind them the record that the page is to join, if any.
    let target: String
    /// As typed: `x, y` in pixels, from the top left clockwise.
    let corners: [String]

    init(_ posted: PostedForm) {
      target = posted["target"] ?? ""
      corners = AssignPage.cornerNames.map { (posted[$0] ?? "").trimmingCharacters(in: .whitespaces) }
    }

    /// - Parameter neighbours: documents that the page may join.
    func target(in forms: KnownForms, _ neighbours: [OpenNeighbour]) -> (form: FormDefinition, page: Int, record: String?)? {
      let parts = target.split(separator: "/", maxSplits: 2)
      guard parts.count >= 2, let number = Int(parts[1]), let form = forms.all.first(where: { $0.key == parts[0] }),
        form.page(number) != nil
      else { return nil }
      guard parts.count == 3 else { return (form, number, nil) }
      let neighbour = neighbours.first { $0.record == parts[2] && forms[$0.form]?.key == form.key }
      guard let neighbour, !neighbour.formPages.contains(number) else { return nil }
      return (form, number, neighbour.record)
    }

    struct NoCorners: Error {}

    /// The corners' numbers; nil where none is given.
    ///
    /// - Throws: `NoCorners` where some are missing, or they are no corners of a sheet within the picture.
    func corners(within picture: StoredPage.Picture) throws -> [Double]? {
      guard corners.contains(where: { !$0.isEmpty }) else { return nil }
      let points = corners.map { $0.split(whereSeparator: { ", ".contains($0) }).compactMap { Double($0) } }
      let isWithin = points.allSatisfy {
        $0.count == 2 && (0...Double(picture.width)).contains($0[0]) && (0...Double(picture.height)).contains($0[1])
      }
      guard isWithin else { throw NoCorners() }
      // Going around the sheet every turn is a right-hand one, else two corners are swapped.
      let turns = (0..<4).map { index -> Double in
        let a = points[index], b = points[(index + 1) % 4], c = points[(index + 2) % 4]
        return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
      }
      guard turns.allSatisfy({ $0 > 0 }) else { throw NoCorners() }
      return points.flatMap { $0 }
    }
  }

  init(
    _ page: RecordView.Page, _ picture: StoredPage.Picture, _ forms: KnownForms, _ neighbours: [OpenNeighbour], turned: Int,
    standing: StrayStanding?, asked: Asked?, problem: Problem?, _ words: Words
  ) {
    id = page.id
    file = page.file
    position = words("scan-page", ["n": "\(page.position + 1)"])
    (width, height) = turned % 180 == 0 ? (picture.width, picture.height) : (picture.height, picture.width)
    viewBox = "0 0 \(width) \(height)"
    pictureAddress = "/pages/\(page.id)/picture?turned=\(turned)"
    taken = page.formPage.map { words("taken-for", ["n": "\($0)"]) } ?? words("taken-for-none")
    targets = forms.all.flatMap { form in
      form.pages.map { page in
        let value = "\(form.key)/\(page.number)"
        return Target(
          value: value, label: "\(KnownForms.name(form.key)) – " + words("form-page", ["n": "\(page.number)"]),
          isChosen: asked?.target == value)
      }
    }
    lacking = neighbours.flatMap { neighbour -> [Target] in
      guard let form = forms[neighbour.form] else { return [] }
      return form.pages.map(\.number).filter { !neighbour.formPages.contains($0) }.map { number in
        let value = "\(form.key)/\(number)/\(neighbour.record)"
        let label = words(
          "assign-lacking",
          [
            "form": KnownForms.name(form.key), "n": "\(number)", "from": "\(neighbour.positions.lowerBound + 1)",
            "to": "\(neighbour.positions.upperBound + 1)",
          ])
        return Target(value: value, label: label, isChosen: asked?.target == value)
      }
    }
    hasLacking = !lacking.isEmpty
    let typed = asked?.corners ?? ["", "", "", ""]
    corners = zip(Self.cornerNames, typed).map { .init(id: $0, label: words("corner-\($0)"), value: $1) }
    hasCorners = typed.contains { !$0.isEmpty }
    address = "/pages/\(page.id)/assign"
    mayDismiss = standing == .undecided
    isDismissed = standing == .dismissed
    refusal = problem?.summary
    remedy = problem?.remedy
    isRefused = problem != nil
  }
}
