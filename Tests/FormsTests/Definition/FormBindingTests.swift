import Forms
import Foundation
import Testing

private let good = """
  form: small
  version: 1
  title: Small
  fields:
    name: { label: Name, type: text, bind: name of person }
    agree: { label: Agreed, type: choice, of: [yes, no], bind: { yes: agree - yes, no: agree - no } }
    born: { label: Born, type: date, bind: { parts: [DD, MM, YYYY] } }
    more: { label: More, type: flag, bind: { tick: more } }
  """

private func read(_ yaml: String) throws -> (binding: FormBinding?, problems: [Problem]) {
  let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try Data(yaml.utf8).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return try FormBinding.read(file)
}

@Test func `a binding gives each field the names of its boxes in order`() throws {
  let (binding, problems) = try read(good.replacing("name of person", with: "name#2"))
  #expect(problems == [])
  #expect(binding?.fields.map(\.pointer) == ["/name", "/agree", "/born", "/more"])
  #expect(
    binding?.fields.map { $0.names.map(\.text) } == [["name"], ["agree - yes", "agree - no"], ["DD", "MM", "YYYY"], ["more"]])
  #expect(binding?.fields.first?.names.map(\.copy) == [2])
}

@Test(arguments: [
  (", bind: name of person", "", "5:9", "has no 'bind'"),
  ("bind: name of person", "bind: { parts: [a] }", "5:51", "two parts or more"),
  ("bind: name of person", "bind: { part: [a] }", "5:44", "'part' is no key here"),
  ("bind: name of person", "bind: \"12\"", "5:42", "cannot name a field of a PDF"),
  ("no: agree - no", "nay: agree - no", "6:82", "'nay' is no key here"),
  (", no: agree - no", "", "6:62", "nothing is bound to 'no'"),
  ("bind: { tick: more }", "bind: more", "8:42", "a flag is bound to its tick box"),
  ("bind: { yes: agree - yes, no: agree - no }", "bind: agree", "6:62", "bound box by box"),
  ("agree - no", "agree - yes", "6:86", "is bound at"),
  ("type: text", "type: txt", "5:30", "'txt' is not known here"),
  ("name:", "na me:", "5:10", "'na me' cannot be bound"),
  ("form: small", "form: Sm/all", "1:7", "cannot name a form"),
  ("version: 1", "version: 2", "2:10", "version 2"),
])
func `a mistake in fields.yaml is named with its line and column`(old: String, new: String, place: String, summary: String)
  throws
{
  let found = try read(good.replacing(old, with: new)).problems
  let match = found.first { $0.summary.contains(summary) }
  let problem = try #require(match, "\(found)")
  #expect(problem.place.hasSuffix(":\(place)"), "\(problem)")
  #expect(problem.remedy?.isEmpty == false)
}

@Test func `a form.yaml still refuses a bind`() throws {
  let yaml = FormLibraryTests.good.replacing("label: Name, type: text", with: "label: Name, type: text, bind: x")
  #expect(try FormLibraryTests.problems(yaml).contains { $0.summary == "'bind' is no key here" })
}

@Test func `a folder that only prepares a form holds none for the library`() throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  let prepared = folder.appendingPathComponent("small")
  try FileManager.default.createDirectory(at: prepared, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try Data(good.utf8).write(to: prepared.appendingPathComponent("fields.yaml"))
  #expect(FormLibrary.ids(in: folder) == [])
}
