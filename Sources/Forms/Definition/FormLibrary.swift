public import Foundation

/// The forms that are defined in a folder, one folder each: `forms/<id>/form.yaml` with `layout.json` beside it.
public struct FormLibrary: Sendable {
  public var forms: [FormDefinition]

  /// The ids of the forms below `folder`, in order.
  public static func ids(in folder: URL) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
    return found.filter { FileManager.default.fileExists(atPath: folder.appendingPathComponent("\($0)/form.yaml").path) }
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
    for id in wanted where !ids.contains(id) {
      problems.append(
        Problem(place: folder.path, summary: "there is no form '\(id)'", remedy: "Known: \(ids.joined(separator: ", "))."))
    }
    for id in ids where wanted.isEmpty || wanted.contains(id) {
      let (form, found) = readForm(folder.appendingPathComponent(id))
      problems += found
      if let form, found.isEmpty { forms.append(form) }
    }
    for form in forms {
      let file = folder.appendingPathComponent("\(form.id)/form.yaml").path
      problems += belongingProblems(of: form, ids: ids, forms: forms, file: file)
    }
    return (FormLibrary(forms: forms), problems)
  }

  /// Reads `lists/<name>.txt` beside the folder of forms: one value a line, `#` starts a remark.
  private static func readList(_ name: String, beside form: URL) throws -> Set<String> {
    let file = form.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("lists/\(name).txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw Problem(
        place: file.path, summary: "the list '\(name)' cannot be read",
        remedy: "Write it, one value a line, or take 'list: \(name)' out.")
    }
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces).uppercased() }
    return Set(lines.filter { !$0.isEmpty && !$0.hasPrefix("#") })
  }

  /// Reads one form's folder.
  public static func readForm(_ folder: URL) -> (form: FormDefinition?, problems: [Problem]) {
    let yaml = folder.appendingPathComponent("form.yaml"), json = folder.appendingPathComponent("layout.json")
    let findings = Findings()
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
      var form = FormReader(findings: findings).read(root, layout: layout)
      for name in Set(form?.fields.values.compactMap(\.list) ?? []).sorted() {
        form?.lists[name] = try readList(name, beside: folder)
      }
      if let form, form.id != folder.lastPathComponent {
        root.complain("the form is called '\(form.id)' but its folder '\(folder.lastPathComponent)'", "Give both one name.")
      }
      return (form, findings.problems)
    } catch let problem as Problem {
      return (nil, findings.problems + [problem])
    } catch {
      return (nil, findings.problems + [Problem(place: yaml.path, summary: "the form cannot be read: \(error)")])
    }
  }
}
