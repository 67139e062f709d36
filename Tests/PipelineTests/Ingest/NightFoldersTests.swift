import Forms
import Foundation
import RecordStore
import Testing

@testable import Pipeline

struct NightFoldersTests {
  private func arrival(_ batch: String, _ name: String) -> Arrival {
    Arrival(batch: batch, name: name, sha256: name, bytes: 1, arrived: "2026-11-26T00:00:00Z")
  }

  @Test func `scans, results and reports go, and nothing else does`() throws {
    let folder = try TestFolder(), day = try #require(Day("2026-11-03"))
    for path in [
      "done/b1/post/a.pdf", "done/b1/b.pdf", "done/b2/c.pdf", "quarantine/b1/d.pdf", "night/batches/b1/records/x.json",
      "night/batches/b2/records/y.json", "night/report-2026-11-02.html", "night/report-2026-11-02.csv",
      "night/report-2026-11-03.json", "night/report-of-mine-2026-11-01.html", "night/store.sqlite",
    ] { try folder.write("x", to: path) }
    let night = NightFolders(incoming: folder["incoming"], output: folder["night"])
    #expect(night.reports(before: day).map(\.lastPathComponent) == ["report-2026-11-02.csv", "report-2026-11-02.html"])
    for _ in 1...2 {
      // The second time, all is gone already.
      try night.remove([arrival("b1", "post/a.pdf"), arrival("b1", "b.pdf")], batches: ["b1"], reportsBefore: day)
    }
    #expect(folder.names("done") == ["b2"] && folder.names("quarantine") == ["b1"] && folder.names("night/batches") == ["b2"])
    #expect(folder.names("night") == ["batches", "report-2026-11-03.json", "report-of-mine-2026-11-01.html", "store.sqlite"])
  }

  @Test func `folders that are not those of the store are refused, for what is not in them would count as removed`() throws {
    let folder = try TestFolder()
    for name in ["incoming", "done", "night/batches", "other"] {
      try FileManager.default.createDirectory(at: folder[name], withIntermediateDirectories: true)
    }
    let place = folder["incoming"].resolvingSymlinksInPath().path
    try NightFolders(incoming: folder["incoming"], output: folder["night"]).check(against: place)
    try NightFolders(incoming: folder["incoming"], output: folder["night"]).check(against: nil)
    for (incoming, output) in [("other", "night"), ("wrong/incoming", "night"), ("incoming", "wrong")] {
      #expect(throws: Problem.self) { try NightFolders(incoming: folder[incoming], output: folder[output]).check(against: place) }
    }
    #expect(throws: Problem.self) {
      try NightFolders(incoming: folder["wrong/incoming"], output: folder["night"]).check(against: nil)
    }
  }
}
