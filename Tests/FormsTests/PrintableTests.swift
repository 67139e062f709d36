import Forms
import Testing

struct PrintableTests {
  @Test(arguments: [
    ("scan 1.pdf", "scan 1.pdf"), ("Müller 日本 👩‍👧.pdf", "Müller 日本 👩‍👧.pdf"), ("a\u{1B}[31mred", "a\\u{1B}[31mred"),
    ("new\nline\u{7F}", "new\\u{A}line\\u{7F}"), ("fdp.\u{202E}exe\u{2028}", "fdp.\\u{202E}exe\\u{2028}"),
    ("\r\n", "\\u{D}\\u{A}"),
  ])
  func `what a terminal would obey is shown and not done`(name: String, shown: String) {
    #expect(name.printable == shown)
  }

  @Test func `a problem is two lines, whatever the names in it`() throws {
    let problem = Problem(place: "a\nb.pdf", summary: "the same content as \u{1B}[2J.pdf", remedy: "None.\r")
    #expect(problem.description == "a\\u{A}b.pdf: the same content as \\u{1B}[2J.pdf\n  None.\\u{D}")
  }
}
