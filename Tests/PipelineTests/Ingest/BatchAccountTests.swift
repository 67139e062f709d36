import Forms
import RecordStore
import Testing

@testable import Pipeline

/// What became of a file, by what was said of the run.
struct BatchAccountTests {
  private func arrival(_ name: String, _ sha256: String = "") -> Arrival {
    Arrival(batch: "b", name: name, sha256: sha256, bytes: 1, arrived: "2026-11-26T00:00:00Z")
  }

  private func account(_ summary: RunSummary, _ problems: [Problem] = [], pages: [String: Int] = [:]) -> BatchAccount {
    var account = BatchAccount()
    for problem in problems { account.take(.problem(problem)) }
    for (name, count) in pages { account.take(.closed(name, pages: count, failed: 0)) }
    account.take(.finished(summary))
    return account
  }

  @Test(arguments: [(true, Arrival.State.quarantined), (false, .duplicate)])
  func `a scan that lay in an envelope of the batch too is a duplicate where it was read there`(
    isUnread: Bool, state: Arrival.State
  ) {
    var envelope = RunSummary.Parcel(file: "1.zip", status: .accepted), scan = RunSummary.Parcel.Scan(name: "1.zip/1.pdf", kept: "", sha256: "same")
    if isUnread { scan.unread = true }
    envelope.scans = [scan]
    var summary = RunSummary()
    summary.parcels = [envelope]
    let account = account(
      summary, [Problem(place: "a.pdf", summary: "it has the same content as 1.zip/1.pdf, and was read once")],
      pages: ["1.zip/1.pdf": isUnread ? 0 : 2, "a.pdf": 0])
    #expect(account.taken(arrival("a.pdf", "same"))?.arrival.state == state)
    #expect(account.taken(arrival("b.pdf", "other"))?.arrival.state == .quarantined)
  }

  @Test func `a problem is a file's own`() {
    let problems = [
      Problem(place: "a.pdf 2.pdf", summary: "the file is cut short"), Problem(place: "c.pdf page 3", summary: "a page"),
      Problem(place: "d.pdf pages 4–9", summary: "pages"), Problem(place: "e.zip/1.pdf", summary: "a scan in it"),
      Problem(place: "f.pdf page of mine.pdf", summary: "another file"),
    ]
    let account = account(RunSummary(), problems)
    #expect(account.problem(of: "a.pdf") == nil && account.problem(of: "a.pdf 2.pdf") == problems[0])
    #expect(account.problem(of: "c.pdf") == problems[1] && account.problem(of: "d.pdf") == problems[2])
    #expect(account.problem(of: "e.zip") == problems[3] && account.problem(of: "f.pdf") == nil)
  }

  @Test func `pages in no document are counted, but for blank ones and separators`() {
    var summary = RunSummary()
    summary.strays = [
      .init(file: "a.pdf", index: 0, kind: .unknown, reason: ""), .init(file: "a.pdf", index: 1, kind: .blank, reason: ""),
      .init(file: "e.zip/1.pdf", index: 0, kind: .unknown, reason: ""), .init(file: "a.pdf", index: 2, kind: .separator, reason: ""),
      .init(file: "a.pdf", index: 3, kind: .unknown, reason: ""),
    ]
    let account = account(summary, pages: ["a.pdf": 4, "e.zip/1.pdf": 1])
    #expect(account.taken(arrival("a.pdf"))?.arrival.strays == 2 && account.taken(arrival("e.zip"))?.arrival.strays == 1)
  }
}
