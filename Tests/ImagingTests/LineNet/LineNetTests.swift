import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Imaging

@Suite struct LineNetTests {
  private static let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardizedFileURL
  private static let weights = root.appendingPathComponent("Pipelines/handprint/line.weights")
  private let net: LineNet

  init() throws { net = try LineNet(contentsOf: Self.weights) }

  /// A picture of plain shapes, and what `Training/handprint/infer.py` says of it.
  private struct Vector: Decodable {
    var width: Int
    var ink: Data
    var text: String
    var logits: [[Float]]

    var line: LinePicture { LinePicture(rows: 32, width: width, ink: [UInt8](ink)) }
  }

  private static func vectors() throws -> [Vector] {
    try JSONDecoder().decode(
      [Vector].self, from: Data(contentsOf: root.appendingPathComponent("Training/handprint/vectors.json")))
  }

  @Test func `a line gives what the reference gives`() throws {
    let vectors = try Self.vectors()
    #expect(vectors.count == 5 && vectors.contains { $0.width % 4 != 0 })
    for vector in vectors {
      let logits = net.logits(vector.line), expected = vector.logits.flatMap(\.self)
      try #require(logits.count == expected.count)
      #expect(zip(logits, expected).allSatisfy { abs($0 - $1) < 1e-3 })
    }
  }

  @Test func `several threads read with one net as one thread does`() throws {
    let lines = try Self.vectors().map(\.line)
    let alone = lines.map(net.logits)
    let different = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 2000) { turn in
      if net.logits(lines[turn % lines.count]) != alone[turn % lines.count] { different.add(1, ordering: .relaxed) }
    }
    #expect(different.load(ordering: .relaxed) == 0)
  }

  @Test func `what stands on the paper is read, at any size and in any grey`() throws {
    for (size, paper, ink) in [(18.0, 1.0, 0.0), (40, 0.8, 0.3), (120, 0.95, 0.55)] {
      let read = net.read(try HandprintDrawing.oneO(height: size, paper: paper, ink: ink))
      #expect(read.alphabet.count + 1 == read.classes && read.values.count == read.steps * read.classes)
      for step in 0..<read.steps { #expect(abs((0..<read.classes).reduce(0) { $0 + exp(read[step, $1]) } - 1) < 1e-4) }
      #expect(["10", "1O", "IO", "I0"].contains(read.bestPath().text))
    }
  }

  @Test func `no writing has no steps`() {
    var specks = GreyPlane(width: 300, height: 60)
    for place in 0..<20 { specks[place * 14 + 5, place * 37 % 58] = 0 }
    for empty in [GreyPlane(width: 0, height: 0), GreyPlane(width: 200, height: 40, filled: 230), specks] {
      #expect(net.read(empty).steps == 0)
    }
  }

  @Test func `light writing on a dark ground is no line`() throws {
    for (paper, ink) in [(0.0, 1.0), (0.2, 0.9), (0.5, 0.9)] {
      #expect(net.read(try HandprintDrawing.oneO(height: 40, paper: paper, ink: ink)).steps == 0)
    }
  }

  @Test func `a file without the weights says what is wrong with it`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let good = try Data(contentsOf: Self.weights)
    var other = good
    other.replaceSubrange(other.firstRange(of: Data("handprint/1".utf8))!, with: Data("handprint/2".utf8))
    let cases = [
      (nil, "cannot be read"), (Data(), "too short"), (Data(repeating: 0x50, count: 5000), "header"), (other, "format"),
      (good.dropLast(2), "cut off"), (good.prefix(good.count / 2), "cut off"), (good.prefix(900), "header"),
    ]
    for (place, (data, word)) in cases.enumerated() {
      let file = folder.appendingPathComponent("\(place).weights")
      try data?.write(to: file)
      let error = #expect(throws: ImagingError.self) { try LineNet(contentsOf: file) }
      #expect(error.map { $0.description.contains(word) && $0.description.contains(file.path) } == true)
    }
  }
}
