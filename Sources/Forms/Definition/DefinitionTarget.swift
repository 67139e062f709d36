public import Foundation

/// Something that can be checked: one of the kinds of definition that lie in a folder such as `Pipelines`.
public enum DefinitionTarget: Hashable, Sendable {
  /// A form's folder: `form.yaml`, or `fields.yaml` of one that is prepared, or both.
  case form(URL)
  /// A `fields.yaml` alone.
  case fields(URL)
  /// The folder in which `rules` and `tables` lie: they hang together.
  case rules(URL)
  /// The folder in which `letters` lie.
  case letters(URL)
  /// A form as another system's document, `exports/<kind>/<form>.yaml`.
  case document(URL, kind: String)
  case pipeline(URL)

  /// What there is at a path: one file or folder, or everything below a folder that holds several.
  ///
  /// - Parameter kinds: the kinds of output that are described in `exports`.
  /// - Throws: `Problem` where nothing is there, or nothing that can be checked.
  public static func all(at path: URL, kinds: [String]) throws(Problem) -> [DefinitionTarget] {
    let path = path.standardizedFileURL
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path.path, isDirectory: &isFolder) else {
      throw Problem(place: path.path, summary: "there is no such file or folder", remedy: "Check the path.")
    }
    let found = isFolder.boolValue ? folder(path, kinds) : try file(path, kinds)
    guard !found.isEmpty else {
      throw Problem(
        place: path.path, summary: "no definition is here",
        remedy: "Give a form's folder, rules or tables, a pipeline's file or exports/<kind>/<form>.yaml.")
    }
    return found
  }

  private static func folder(_ path: URL, _ kinds: [String]) -> [DefinitionTarget] {
    if isRules(path) { return [.rules(path.deletingLastPathComponent())] }
    if path.lastPathComponent == "letters" { return [.letters(path.deletingLastPathComponent())] }
    if isForm(path) { return [.form(path)] }
    if path.lastPathComponent == "exports" { return inner(path).flatMap { folder($0, kinds) } }
    if path.deletingLastPathComponent().lastPathComponent == "exports" {
      return inner(path).filter { $0.pathExtension == "yaml" }.compactMap { document($0, kinds) }
    }
    guard has("forms", path) else { return inner(path).filter(isForm).map { .form($0) } }
    return folder(path.appendingPathComponent("forms"), kinds)
      + (has("rules", path) || has("tables", path) ? [.rules(path)] : [])
      + (has("letters", path) ? [.letters(path)] : [])
      + folder(path.appendingPathComponent("exports"), kinds)
      + inner(path).filter { $0.pathExtension == "yaml" }.map { .pipeline($0) }
  }

  private static func file(_ path: URL, _ kinds: [String]) throws(Problem) -> [DefinitionTarget] {
    let folder = path.deletingLastPathComponent()
    if path.lastPathComponent == "fields.yaml" { return [.fields(path)] }
    if path.lastPathComponent == "form.yaml" { return [.form(folder)] }
    guard path.pathExtension == "yaml" else { return [] }
    if isRules(folder) { return [.rules(folder.deletingLastPathComponent())] }
    if folder.lastPathComponent == "letters" { return [.letters(folder.deletingLastPathComponent())] }
    if let document = document(path, kinds) { return [document] }
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    for (key, home) in [("rules", "rules/"), ("table", "tables/"), ("form", "a form's folder, as form.yaml")]
    where text.split(separator: "\n").contains(where: { $0.hasPrefix("\(key):") }) {
      throw Problem(
        place: path.path, summary: "it begins as '\(key)' does, and is not where such a file is read",
        remedy: "Put it into \(home) of a folder of definitions, and check it there.")
    }
    return [.pipeline(path)]
  }

  private static func document(_ file: URL, _ kinds: [String]) -> DefinitionTarget? {
    let folder = file.deletingLastPathComponent(), kind = folder.lastPathComponent
    let isKnown = kinds.contains(kind) && folder.deletingLastPathComponent().lastPathComponent == "exports"
    return isKnown ? .document(file, kind: kind) : nil
  }

  private static func isRules(_ folder: URL) -> Bool { ["rules", "tables"].contains(folder.lastPathComponent) }

  private static func isForm(_ folder: URL) -> Bool { has("form.yaml", folder) || has("fields.yaml", folder) }

  private static func has(_ name: String, _ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }

  private static func inner(_ folder: URL) -> [URL] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted().map(folder.appendingPathComponent)
  }
}
