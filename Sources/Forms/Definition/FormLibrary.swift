public import Foundation

/// The forms that are defined in a folder, one folder each: `forms/<id>/form.yaml` with `layout.json` beside it. Other prints and editions
/// of a form lie in folders within its own: `forms/<id>/<name>/form.yaml`.
public struct FormLibrary: Sendable {
  public var forms: [FormDefinition]

  public init(forms: [FormDefinition]) { self.forms = forms }

  /// The ids of the forms below `folder`, in order.
  public static func ids(in folder: URL) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
    return found.filter { FileManager.default.fileExists(atPath: folder.appendingPathComponent("\($0)/form.yaml").path) }
  }

  /// Why there is no form of that id below `folder`: because nobody has described it, or because it is prepared only.
  public static func absence(of id: String, in folder: URL) -> Problem {
    let file = "\(id)/fields.yaml"
    guard FormDefinition.isID(id), FileManager.default.fileExists(atPath: folder.appendingPathComponent(file).path) else {
      return Problem(
        place: folder.path, summary: "there is no form '\(id)'", remedy: "Known: \(ids(in: folder).joined(separator: ", ")).")
    }
    return Problem(
      place: folder.appendingPathComponent(file).path,
      summary: "the form '\(id)' is prepared only: its places are not known yet",
      remedy: "Take them from the official PDF with 'formscan draft --bind'.")
  }

  /// Reads every form below `folder`, in the order of their ids.
  ///
  /// - Parameter wanted: the ids to read; all if empty.
  /// - Returns: the forms that are right, and everything that is wrong with the others.
  public static func read(_ folder: URL, forms wanted: [String] = []) -> (library: FormLibrary, problems: [Problem]) {
    let ids = ids(in: folder)
    var forms: [FormDefinition] = [], problems: [Problem] = []
    if ids.isEmpty {
      problems.append(
        Problem(
          place: folder.path, summary: "there is no form in this folder",
          remedy: "A form is <id>/form.yaml with <id>/layout.json."))
    }
    for id in wanted where !ids.contains(id) { problems.append(absence(of: id, in: folder)) }
    for id in ids where wanted.isEmpty || wanted.contains(id) {
      let (read, found) = readForm(folder.appendingPathComponent(id))
      problems += found
      if found.isEmpty { forms += read }
    }
    for form in forms {
      let file = folder.appendingPathComponent("\(form.id)/form.yaml").path
      problems += belongingProblems(of: form, ids: ids, forms: forms, file: file)
    }
    return (FormLibrary(forms: forms), problems)
  }

  /// Reads `<kind>/<name>.txt` of the nearest folder above that has it: one value a line, `#` starts a remark.
  ///
  /// - Parameter kind: `lists` or `words`, and the field's key that named it.
  private static func readLines(_ kind: (folder: String, key: String), _ name: String, above folder: URL) throws -> [String] {
    let lines = try readText(kind, name, above: folder).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces).uppercased()
    }
    return lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  /// The file's text as it is.
  private static func readText(_ kind: (folder: String, key: String), _ name: String, above folder: URL) throws -> String {
    var above = folder.absoluteURL.standardizedFileURL
    var tried: [URL] = []
    while above.path != "/", tried.count < 4 {
      above.deleteLastPathComponent()
      tried.append(above.appendingPathComponent("\(kind.folder)/\(name).txt"))
      if let text = try? String(contentsOf: tried[tried.count - 1], encoding: .utf8) { return text }
    }
    throw Problem(
      place: (tried.dropFirst().first ?? folder).path, summary: "the list '\(name)' cannot be read",
      remedy: "Write it, one value a line, or take it out of '\(kind.key)'.")
  }

  /// Reads one form's folder, and the folders within it that hold its other prints and editions.
  ///
  /// - Returns: the form, and after it its other editions; the other prints of an edition's pages are in it.
  public static func readForm(_ folder: URL) -> (forms: [FormDefinition], problems: [Problem]) {
    let findings = Findings()
    guard var form = readDefinition(folder, of: nil, findings) else { return ([], findings.problems) }
    var editions: [FormDefinition] = []
    for name in ids(in: folder) {
      guard var other = readDefinition(folder.appendingPathComponent(name), of: form, findings) else { continue }
      let yaml = folder.appendingPathComponent("\(name)/form.yaml").path
      guard other.edition == form.edition else {
        other.key = "\(form.id) \(other.edition)"
        other.belongsTo = other.belongsTo ?? form.belongsTo
        if other.ties.isEmpty, Set(other.fields.keys) == Set(form.fields.keys) { (other.ties, other.towns) = (form.ties, form.towns) }
        if editions.contains(where: { $0.key == other.key }) {
          findings.add(
            Problem(
              place: yaml, summary: "the edition \(other.edition) comes twice",
              remedy: "Name editions as they are printed; another print of one has the edition of the form's own form.yaml."))
        }
        editions.append(other)
        continue
      }
      for page in other.pages {
        guard let layout = other.layout.page(page.number) else { continue }
        if form.page(page.number)?.hasFields(of: page) != true {
          findings.add(
            Problem(
              place: yaml, summary: "page \(page.number) has not the zones that \(form.id) \(form.edition) has there",
              remedy: "Give another print the same fields in the same order, or another 'edition'."))
        }
        form.prints.append(.init(name: name, page: page, layout: layout))
      }
    }
    return ([form] + editions, findings.problems)
  }

  /// Reads one definition.
  ///
  /// - Parameter main: the form of which it is another print or edition.
  private static func readDefinition(_ folder: URL, of main: FormDefinition?, _ findings: Findings) -> FormDefinition? {
    let yaml = folder.appendingPathComponent("form.yaml"), json = folder.appendingPathComponent("layout.json")
    do {
      guard FileManager.default.fileExists(atPath: yaml.path) else {
        throw Problem(
          place: folder.path, summary: "there is no form.yaml here",
          remedy: "Give a form's folder, such as Pipelines/forms/n5b, or write one with 'formscan draft'.")
      }
      let root = try YAMLValue(yaml, findings: findings)
      let layout: FormLayout
      do {
        layout = try JSONDecoder().decode(FormLayout.self, from: Data(contentsOf: json))
      } catch {
        throw Problem(
          place: json.path, summary: "the layout cannot be read",
          remedy: "Write it with 'formscan draft'; it is not edited by hand.")
      }
      for problem in layout.problems(file: json.path) { findings.add(problem) }
      guard var form = FormReader(findings: findings).read(root, layout: layout, of: main) else { return nil }
      for name in Set(form.fields.values.compactMap(\.list)).sorted() {
        form.lists[name] = Set(try readLines(("lists", "list"), name, above: folder))
      }
      for tie in form.ties {
        guard case .town(_, _, let name) = tie, form.towns[name] == nil else { continue }
        form.towns[name] = PostTowns(try readLines(("lists", "list"), name, above: folder))
      }
      for name in Set(form.fields.values.flatMap(\.words)).sorted() {
        _ = try readText(("words", "words"), name, above: folder)
      }
      let name = (main == nil ? folder : folder.deletingLastPathComponent()).lastPathComponent
      if form.id != name { root.complain("the form is called '\(form.id)' but its folder '\(name)'", "Give both one name.") }
      return form
    } catch let problem as Problem {
      findings.add(problem)
    } catch {
      findings.add(Problem(place: yaml.path, summary: "the form cannot be read: \(error)"))
    }
    return nil
  }
}

extension PageDefinition {
  /// Whether the other page fills the same fields in the same way and order.
  fileprivate func hasFields(of other: PageDefinition) -> Bool {
    zones.map(\.field) == other.zones.map(\.field) && zones.map(\.read) == other.zones.map(\.read)
  }
}
