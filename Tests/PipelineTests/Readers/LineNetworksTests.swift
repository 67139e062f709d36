import Forms
import Foundation
import Imaging
import Testing

@testable import Pipeline

struct LineNetworksTests {
  private let line = Zone(x: 10, y: 8, width: 70, height: 7)

  private func read(_ text: String, by readers: ZoneReaders) throws -> FieldReading {
    let sheet = try TestSheet()
    sheet.add(ZoneDefinition(field: "/field", read: .line, parts: [line]), .text)
    sheet.type(text, x: 13, y: 13, size: 3.9, font: "Liberation Serif")
    return try #require(try readers.read(sheet.page()).first)
  }

  @Test func `type is borne out by the network that knows it, and without it by Tesseract's second`() throws {
    let shipped = try ZoneReaders(networks: LineNetworks(definitions: HandprintReaderTests.definitions))
    for readers in [shipped, try ZoneReaders()] {
      let reading = try read("Margaret Holloway", by: readers)
      #expect(reading.value == .text("Margaret Holloway") && !reading.review)
      #expect(reading.evidence?["agreement"] == Double(Agreement.full.rawValue))
    }
  }

  @Test func `the network that knows type reads its accents`() throws {
    let net = try LineNet(contentsOf: HandprintReaderTests.definitions.appendingPathComponent("type/line.weights"))
    #expect(net.read(GreyPlane(width: 100, height: 30)).alphabet.contains("Ŵ"))
  }

  @Test func `definitions without networks have none, and damaged ones are told of by their file`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder.appendingPathComponent("type"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let weights = folder.appendingPathComponent("type/line.weights")
    try Data("no weights".utf8).write(to: weights)
    let problem = try #require(throws: Problem.self) { try LineNetworks(definitions: folder) }
    #expect(problem.place == weights.path && problem.remedy?.contains("take the folder out") == true)
    try FileManager.default.removeItem(at: folder.appendingPathComponent("type"))
    let networks = try LineNetworks(definitions: folder)
    #expect(networks.type == nil && networks.handprint == nil)
  }
}
