public import Foundation

/// One of a pipeline's `outputs`: a kind of output and the folder that takes its files.
public struct OutputDefinition: Sendable {
  /// As the pipeline's file has it: absolute, or from the folder where the program was started.
  public var folder: String
  public var exporter: any Exporter

  public init(folder: String, exporter: any Exporter) {
    self.folder = folder
    self.exporter = exporter
  }

  /// Its name in the pipeline's file.
  public var kind: String { type(of: exporter).kind }

  /// Reads `{ kind: json, folder: out/json, … }`.
  ///
  /// - Parameter kinds: those that there are.
  init?(_ value: YAMLValue, kinds: [any Exporter.Type], definitions: URL?) {
    let names = kinds.map { $0.kind }.sorted()
    guard let member = value["kind"] else {
      value.complain("the output has no 'kind'", "Add kind: with one of: \(names.joined(separator: ", ")).")
      return nil
    }
    guard let name = member.string else { return nil }
    guard let kind = kinds.first(where: { $0.kind == name }) else {
      member.complain("there is no kind of output '\(name)'", "Use one of: \(names.joined(separator: ", ")).")
      return nil
    }
    let members = value.members(["kind", "folder"] + kind.keys)
    guard let folder = members["folder"] else {
      value.complain("the output has no 'folder'", "Add folder: out/\(name).")
      return nil
    }
    guard let path = folder.string else { return nil }
    if path.isEmpty { folder.complain("the folder has no name", "Write one such as out/\(name).") }
    self.init(folder: path, exporter: kind.init(ExportSettings(value, members: members, definitions: definitions)))
  }
}

extension PipelineDefinition {
  /// Reads `outputs: [ { kind: …, folder: … }, … ]`.
  mutating func take(outputs list: YAMLValue, kinds: [any Exporter.Type], definitions: URL?) {
    var seen: Set<[String]> = []
    for item in list.items {
      guard let output = OutputDefinition(item, kinds: kinds, definitions: definitions) else { continue }
      if !seen.insert([output.kind, URL(fileURLWithPath: output.folder).standardizedFileURL.path]).inserted {
        item.complain("two outputs of kind '\(output.kind)' go to one folder", "Give each a folder of its own.")
      }
      outputs.append(output)
    }
  }
}
