import Forms
import HTTPTypes
import Testing

@testable import ReviewApp

struct PixelBoxTests {
  @Test(arguments: [0, 90, 180, 270]) func `a box that is turned back with its page lies where it is upright`(rotation: Int) {
    // A page of 20 × 30 with a box at its top left, laid into the file turned clockwise.
    let upright = PixelBox(x: 1, y: 2, width: 3, height: 4)
    let (lying, sheet): (PixelBox, (width: Int, height: Int)) =
      switch rotation {
      case 90: (PixelBox(x: 30 - 2 - 4, y: 1, width: 4, height: 3), (30, 20))
      case 180: (PixelBox(x: 20 - 1 - 3, y: 30 - 2 - 4, width: 3, height: 4), (20, 30))
      case 270: (PixelBox(x: 2, y: 20 - 1 - 3, width: 4, height: 3), (30, 20))
      default: (upright, (20, 30))
      }
    #expect(lying.turnedBack(rotation, in: sheet) == upright)
  }

  @Test func `a crop is never smaller than asked and never leaves its sheet`() {
    let sheet = (width: 100, height: 200)
    for box in [
      PixelBox(x: -5, y: -5, width: 10, height: 10), .init(x: 95, y: 195, width: 20, height: 20),
      .init(x: 40, y: 90, width: 4, height: 4),
    ] {
      let grown = box.grown(to: (60, 30), within: sheet)
      #expect(grown.width >= 60 && grown.height >= 30 && grown.x >= 0 && grown.y >= 0 && grown.maxX <= 100 && grown.maxY <= 200)
    }
    #expect(
      PixelBox(x: 0, y: 0, width: 500, height: 500).grown(to: (60, 30), within: sheet)
        == PixelBox(x: 0, y: 0, width: 100, height: 200))
  }

  @Test(arguments: [0, 90, 180, 270]) func `a crop is drawn where it was cut, in every size`(rotation: Int) async throws {
    let desk = try await TestDesk([TestForm.record(1, doubts: ["/signed"], rotation: rotation)])
    try await desk.open("ann") { browsers in
      let group = try #require(try await browsers[0].get("/groups").elements("//main//li/a").first?["href"])
      for path in [group, "/records/t1-1/field?at=/signed"] {
        let page = try await browsers[0].get(path)
        let image = try #require(
          page.text.firstMatch(of: /<image href="([^"]*)" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/))
        _ = try await browsers[0].get(String(image.1).replacing("&amp;", with: "&"))
        let part = try #require(desk.crops.all.last?.part).turnedBack(rotation, in: (2000, 3000))
        #expect(
          [part.x, part.y, part.width, part.height].map(String.init) == [image.2, image.3, image.4, image.5].map(String.init))
      }
    }
  }

  @Test func `the crop of a field is cut from the picture's pixels, where the page lies turned too`() async throws {
    for rotation in [0, 90] {
      let desk = try await TestDesk([TestForm.record(1, rotation: rotation)])
      try await desk.open("ann") { browsers in
        let answer = try await browsers[0].get("/records/t1-1/crop?at=/name")
        #expect(answer.status == .ok && answer.headers[.contentType] == "image/png")
        let crop = try #require(desk.crops.all.first), part = try #require(crop.part)
        #expect(crop.rotation == rotation && part.x <= 200 && part.maxX >= 800 && part.y <= 300 && part.maxY >= 380)
        #expect(try await browsers[0].get("/records/t1-1/crop?at=/none").status == .notFound)
      }
    }
  }
}
