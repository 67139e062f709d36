public import Foundation

/// An output's settings as its pipeline's file has them: every complaint names file, line and column.
public struct ExportSettings {
  private let output: YAMLValue
  private let members: [String: YAMLValue]
  /// The folder of definitions, `Pipelines`, for kinds that are described there.
  public let definitions: URL?

  init(_ output: YAMLValue, members: [String: YAMLValue], definitions: URL?) {
    self.output = output
    self.members = members
    self.definitions = definitions
  }

  /// A setting that may be left out.
  public func text(_ key: String) -> String? { members[key]?.string }

  /// A setting that must be there.
  ///
  /// - Parameter example: what to write, for who left it out.
  /// - Returns: an empty text where it is missing or empty, which is complained of.
  public func text(_ key: String, example: String) -> String {
    guard let member = members[key] else {
      output.complain("the output has no '\(key)'", "Add \(key): \(example).")
      return ""
    }
    let text = member.string
    if text?.allSatisfy(\.isWhitespace) == true { member.complain("'\(key)' is empty", "Write \(key): \(example).") }
    return text ?? ""
  }

  /// A whole number that may be left out; complains of one outside `range`.
  public func integer(_ key: String, in range: ClosedRange<Int>) -> Int? { members[key]?.integer(in: range) }

  /// True or false; may be left out.
  public func flag(_ key: String) -> Bool? { members[key]?.flag }

  /// Complains of a setting, or of the whole output where it has none of that key.
  public func complain(_ key: String, _ summary: String, _ remedy: String) {
    (members[key] ?? output).complain(summary, remedy)
  }

  /// The files in which forms are described for a kind of output; complains where there are none.
  func definitionFiles(of kind: String) -> [URL] {
    guard let folder = definitions?.appendingPathComponent("exports/\(kind)") else { return [] }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".yaml") }
      .sorted()
    if names.isEmpty { complain("kind", "no form is described in \(folder.path)", "Add a file such as lp1f.yaml there.") }
    return names.map { folder.appendingPathComponent($0) }
  }

  /// Takes in what is wrong with files that the settings name.
  public func add(_ problem: Problem) { output.findings.add(problem) }
}
