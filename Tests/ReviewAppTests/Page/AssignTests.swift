import Forms
import Foundation
import HTTPTypes
import RecordStore
import Synchronization
import Testing

@testable import ReviewApp

struct AssignTests {
  /// Notes what it was asked to read, and says that it is in another record, or fails.
  final class NotingReader: PageReader {
    let asked = Mutex<[Int64]>([])
    let problem: Problem?
    init(problem: Problem? = nil) { self.problem = problem }
    func readAgain(_ reread: Int64) async throws -> String {
      asked.withLock { $0.append(reread) }
      if let problem { throw problem }
      return "t1-9"
    }
  }

  @Test func `a page that is said to be another one is read again at once, with its corners where they are given`() async throws
  {
    let reader = NotingReader(), desk = try await TestDesk(reader: reader)
    try await desk.open("ann") { browsers in
      let page = try await browsers[0].get("/pages/1")
      #expect(try page.elements("//select[@id='target']//option").map { $0["value"] } == ["", "t1/1", "t1/2"])
      let corners = ["top-left": "10, 20", "top-right": "1900 25", "bottom-right": "1890,2900", "bottom-left": "12, 2890"]
      let answer = try await browsers[0].submit(page, "/pages/1/assign", corners.merging(["target": "t1/1"]) { $1 })
      #expect(answer.location == "/records/t1-9")
      let reread = try #require(await desk.store.nextReread())
      #expect(reader.asked.withLock { $0 } == [reread.id])
      #expect(reread.form == "t1" && reread.formPage == 1 && reread.corners == [10, 20, 1900, 25, 1890, 2900, 12, 2890])
    }
  }

  @Test func `pages that are in no document are listed, until somebody says what they are`() async throws {
    let desk = try await TestDesk([])
    let image = try desk.store.images.keep(Data("a page".utf8), format: "png")
    let file = StoredPage.File(sha256: "9", name: "scan-9.pdf", received: nil)
    let picture = StoredPage.Picture(image: image, width: 100, height: 200, dpi: 25)
    try desk.store.add(
      strays: [
        StoredPage(file: file, position: 0, kind: .blank, picture: picture),
        StoredPage(file: file, position: 1, kind: .unknown, reason: "no known form matches", picture: picture),
      ], batch: desk.store.beginBatch("test"))
    try await desk.open("ann") { browsers in
      let page = try await browsers[0].get("/pages")
      let links = try page.elements("//main//li/a")
      #expect(links.map(\.words) == ["scan-9.pdf, page 2 of the file"] && page.text.contains("no known form matches"))
      let sheet = try await browsers[0].get(links[0]["href"] ?? "")
      #expect(try await browsers[0].submit(sheet, (links[0]["href"] ?? "") + "/assign", ["target": "t1/1"]).location == "/")
      #expect(try await browsers[0].get("/pages").text.contains("Every page is in a document."))
    }
  }

  @Test func `a letter belongs in no document, as somebody says once`() async throws {
    let desk = try await TestDesk([TestForm.record(1)])
    let image = try desk.store.images.keep(Data("a letter".utf8), format: "png")
    let page = StoredPage(
      file: .init(sha256: "9", name: "scan-9.pdf", received: nil), position: 1, kind: .unknown, reason: "no known form matches",
      picture: .init(image: image, width: 100, height: 200, dpi: 25))
    try desk.store.add(strays: [page], batch: desk.store.beginBatch("test"))
    try await desk.open("ann") { browsers in
      let address = try await browsers[0].get("/pages").elements("//main//li/a").first?["href"] ?? ""
      let sheet = try await browsers[0].get(address)
      #expect(try await browsers[0].submit(sheet, address + "/dismiss").location == "/pages")
      #expect(try await browsers[0].get("/pages").text.contains("Every page is in a document."))
      #expect(try await browsers[0].submit(sheet, address + "/dismiss").status == .notFound)
      #expect(try desk.audit("page dismissed").map(\.actor) == ["ann"])
      // It is listed still, offers to take that back, and waits again then.
      let dismissed = try await browsers[0].get("/pages?dismissed=yes")
      #expect(try dismissed.elements("//main//li/a").map { $0["href"] } == [address])
      let kept = try await browsers[0].get(address)
      #expect(!kept.forms.contains { $0.action.hasSuffix("/dismiss") })
      #expect(try await browsers[0].submit(kept, address + "/recall").location == "/pages?dismissed=yes")
      #expect(try await browsers[0].get("/pages?dismissed=yes").text.contains("There are none."))
      #expect(try await browsers[0].get("/pages").elements("//main//li/a").map { $0["href"] } == [address])
      #expect(try await browsers[0].submit(kept, address + "/recall").status == .notFound)
      #expect(try desk.audit("page recalled").map(\.actor) == ["ann"])
      #expect(try await desk.store.verify().problems == [])
      // One that is in a document is not put out of it.
      let form = try #require(await desk.store.view("t1-1", for: "ann")?.pages.first)
      let other = try await browsers[0].get("/pages/\(form.id)")
      #expect(!other.forms.contains { $0.action.hasSuffix("/dismiss") })
    }
  }

  @Test func `every stray page can be come to, a hundred at a time`() async throws {
    let desk = try await TestDesk([])
    let image = try desk.store.images.keep(Data("picture".utf8), format: "png")
    let strays = (0..<203).map { position in
      StoredPage(
        file: .init(sha256: "9", name: "scan-9.pdf", received: nil), position: position, kind: .unknown,
        picture: .init(image: image, width: 100, height: 200, dpi: 25))
    }
    try desk.store.add(strays: strays, batch: desk.store.beginBatch("test"))
    try await desk.open("ann") { browsers in
      var seen: Set<String> = [], next: String? = "/pages", said: [String] = []
      while let address = next {
        let page = try await browsers[0].get(address)
        seen.formUnion(try page.elements("//main//li/a").compactMap { $0["href"] })
        said += try page.elements("//main//p").map(\.words).filter { $0.contains("203") }
        next = try page.elements("//a[@rel='next']").first?["href"]
      }
      #expect(seen.count == 203 && said == ["1 to 100 of 203", "101 to 200 of 203", "201 to 203 of 203"])
      let last = try await browsers[0].get("/pages?from=200")
      #expect(try last.elements("//a[@rel='prev']").first?["href"] == "/pages?from=100")
      for (odd, count) in [("-4", 100), ("9223372036854775807", 3), ("9999999999999999999999", 100), ("203", 3), ("x", 100)] {
        #expect(try await browsers[0].get("/pages?from=\(odd)").elements("//main//li/a").count == count, "\(odd)")
      }
    }
  }

  @Test func `a page that cannot be read so says why`() async throws {
    let reader = NotingReader(
      problem: Problem(place: "page", summary: "it does not look like that page", remedy: "Place its corners."))
    try await TestDesk(reader: reader).open("ann") { browsers in
      let answer = try await browsers[0].submit(try await browsers[0].get("/pages/1"), "/pages/1/assign", ["target": "t1/1"])
      #expect(answer.status == .unprocessableContent)
      #expect(answer.text.contains("it does not look like that page") && answer.text.contains("Place its corners."))
      #expect(try answer.elements("//option[@selected]").first?["value"] == "t1/1")
    }
  }

  @Test(arguments: [
    ["top-left": "10, 20"],
    ["top-left": "1900, 20", "top-right": "10, 25", "bottom-right": "1890, 2900", "bottom-left": "12, 2890"],
    ["top-left": "10, 20", "top-right": "2100, 25", "bottom-right": "1890, 2900", "bottom-left": "12, 2890"],
    ["top-left": "x", "top-right": "y", "bottom-right": "z", "bottom-left": "a"],
  ])
  func `corners that are none of a page are refused, and stay to be mended`(corners: [String: String]) async throws {
    let reader = NotingReader()
    try await TestDesk(reader: reader).open("ann") { browsers in
      let answer = try await browsers[0].submit(
        try await browsers[0].get("/pages/1"), "/pages/1/assign", corners.merging(["target": "t1/1"]) { $1 })
      #expect(answer.status == .unprocessableContent && answer.text.contains("The four corners are not those of a page"))
      #expect(try answer.elements("//input[@id='top-left']").first?["value"] == corners["top-left"])
      #expect(reader.asked.withLock { $0 }.isEmpty)
    }
  }

  @Test func `a stray page may join a document of its file that lacks just that page, and no other`() async throws {
    var record = TestForm.record(1)
    record.source = .init(file: "scan-9.pdf", sha256: "9", received: nil)
    let desk = try await TestDesk([record, TestForm.record(2)])
    let image = try desk.store.images.keep(Data("stray".utf8), format: "png")
    let stray = StoredPage(
      file: .init(sha256: "9", name: "scan-9.pdf", received: nil), position: 1, kind: .unknown,
      reason: "no known form matches",
      picture: .init(image: image, width: 2000, height: 3000, dpi: 254))
    try desk.store.add(strays: [stray], batch: 1)
    try await desk.open("ann") { browsers in
      let link = try #require(try await browsers[0].get("/pages").elements("//main//li/a").first?["href"])
      let page = try await browsers[0].get(link)
      let offered = try page.elements("//optgroup[1]/option")
      #expect(offered.map { $0["value"] } == ["t1/2/t1-1"])
      #expect(offered.first?.words == "T1 – page 2, which the document on pages 1 to 1 lacks")
      for wrong in ["t1/1/t1-1", "t1/2/t1-2", "t1/2/none"] {
        let answer = try await browsers[0].submit(page, link + "/assign", ["target": wrong])
        #expect(answer.status == .unprocessableContent, "\(wrong)")
      }
      #expect(try await browsers[0].submit(page, link + "/assign", ["target": "t1/2/t1-1"]).location == "/")
      let reread = try #require(await desk.store.nextReread())
      #expect(reread.record == "t1-1" && reread.formPage == 2)
      // A page that is in a document is not offered others.
      #expect(try await browsers[0].get("/pages/1").elements("//optgroup").count == 1)
    }
  }
}
