import Forms
import Foundation
import Imaging
import Testing

@testable import Pipeline

struct PenHandsTests {
  private static func line(_ character: Character, writer: String = "a") -> String {
    let strokes = (DrawnHand.strokes[character] ?? [[(0, 0), (0.3, 1)]]).map {
      "[" + $0.map { "[\($0.x),\($0.y)]" }.joined(separator: ",") + "]"
    }
    return "{\"writer\":\"\(writer)\",\"label\":\"\(character)\",\"strokes\":[\(strokes.joined(separator: ","))]}"
  }

  private static func read(_ text: String) throws -> PenHands {
    let folder = try TestFolder(), file = folder.url.appendingPathComponent("hands.jsonl")
    try Data(text.utf8).write(to: file)
    return try PenHands(contentsOf: file)
  }

  @Test func `a writer with most capitals and digits can write`() throws {
    let text = "ABCDEFGHIJKLMNOPRSTUWY0123456789'".map { Self.line($0) }.joined(separator: "\n") + "\n"
    var random = SeededRandom(seed: 1)
    #expect(try Self.read(text).pick(&random).characters.count == 33)
  }

  @Test func `lines that are no characters, and writers of a few, are said so`() throws {
    let broken = try #require(throws: Problem.self) { try Self.read("\(Self.line("A"))\nno json\n") }
    #expect(broken.place.hasSuffix("hands.jsonl:2") && broken.remedy != nil)
    let missing = try #require(throws: Problem.self) { try PenHands(contentsOf: URL(fileURLWithPath: "/nowhere.jsonl")) }
    #expect(missing.place == "/nowhere.jsonl" && missing.remedy != nil)
    let few = try #require(throws: Problem.self) { try Self.read(Self.line("A") + "\n") }
    #expect(few.summary.contains("most capitals"))
  }

  @Test func `an apostrophe hangs at the height of capitals, a full stop stands on the line`() throws {
    func ink(_ text: String) throws -> ClosedRange<Int> {
      let paper = try Drawing(width: 200, height: 200, dpi: 254)
      paper.transform = .scale(10)
      var random = SeededRandom(seed: 1)
      DrawnHand.hand.draw(text, x: 5, base: 15, size: 10, pen: 0.5, .black, on: paper, &random)
      let plane = try paper.image().plane
      let rows = (0..<200).filter { row in (0..<200).contains { plane[$0, row] < 128 } }
      return try #require(rows.first)...(try #require(rows.last))
    }
    #expect(try ink("'").upperBound < 100)
    #expect(try ink(".").lowerBound > 130)
  }
}
