@testable import Pipeline
import Testing

/// What the letters alone give to doubt.
struct TextDoubtsTests {
  @Test(arguments: [
    ("lan Williams", "Ian Williams"), ("Mei lan", "Mei Ian"), ("lan", "Ian"), ("Flat 2, lsla House", "Flat 2, Isla House"),
    ("Hughes - Zhang", "Hughes-Zhang"), ("Hughes -Zhang Legal LLP", "Hughes-Zhang Legal LLP"),
    ("DAFYDD 0 CONNOR", "DAFYDD O CONNOR"), ("0'BRIEN", "O'BRIEN"), ("0CONNOR", "OCONNOR"), ("J0NES", "JONES"),
    ("Nottingham .", "Nottingham"), ("263 High Street.", "263 High Street"),
    ("ANDRE] SMITH", "ANDREI SMITH"), ("H{LL ROAD", "HILL ROAD"), ("3 Mill~ Lane", "3 Mill Lane"),
    ("SM(TH", "SMITH"),
    ("'Llandudno", "Llandudno"), ("244A Station Road:", "244A Station Road"), ("Elm House'", "Elm House"),
    (", Elm House", "Elm House"), ("AC The Green", "4C The Green"),
  ])
  func `what looks alike is offered otherwise`(read: String, other: String) {
    let looks = TextDoubts.look(at: read)
    #expect(looks.map(\.other) == (other == read ? [] : [other]))
    #expect(looks.allSatisfy { !$0.reason.isEmpty })
  }

  @Test(arguments: [
    "I would like to live near my family for as long as possible.", "Please ask lan about the garden.",
    "Flat 10, 203 Mill Lane",
    "Jean-Paul O'Connor", "Lloyd & Co.", "Smith Ltd.", "Llewellyn", "LLOYD", "2nd floor", "B5 0JX", "- none -", "100",
    "\"The Oaks\"", "'Elm House', Mill Lane", "Hessle,", "c/o J. Finn (son)", "50% of rent", "Flat 3: upper floor",
    "3½ Mill Lane", "ST MARY'S ROAD",
    "The BT Tower",
  ])
  func `plain names, addresses and sentences give none`(read: String) {
    #expect(TextDoubts.look(at: read).isEmpty)
  }
}
