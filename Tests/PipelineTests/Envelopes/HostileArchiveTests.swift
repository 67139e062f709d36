import Forms
import Foundation
import Imaging
import Pipeline
import Testing

/// Archives that were cut, forged or made to cost: each is refused for what it is, within its limits.
@Suite(.serialized) struct HostileArchiveTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Unpacks `data`; what is refused leaves nothing behind.
  private func unpack(
    _ data: Data, _ kind: ArchiveKind = .zip, _ change: (inout UnpackLimits) -> Void = { _ in }
  ) throws -> [Unpacking.Entry] {
    let file = folder["archive"], into = folder["into"]
    try data.write(to: file)
    try? FileManager.default.removeItem(at: into)
    try FileManager.default.createDirectory(at: into, withIntermediateDirectories: true)
    var limits = UnpackLimits()
    change(&limits)
    do { return try Unpacking(limits: limits, executable: builtCommand())(file, kind, into: into) } catch {
      #expect(try FileManager.default.contentsOfDirectory(atPath: into.path) == [])
      throw error
    }
  }

  private static let pdf = Data("%PDF-1.4".utf8)
  private static func forged(_ change: (inout ForgedZip.Entry) -> Void) -> Data {
    var entry = ForgedZip.Entry("1.pdf")
    change(&entry)
    return ForgedZip(entries: [entry]).data
  }
  private static func named(_ name: String) -> Data { ForgedZip(entries: [.init(name)]).data }
  private static let good = ForgedZip(entries: [.init("1.pdf"), .init("metadata.json", Data("{}".utf8))]).data

  static let refused: [(what: String, data: Data, fault: DecodeFault.Kind)] = [
    ("nothing", Data(), .empty), ("a text", Data("Dear Sir".utf8), .noArchive), ("a PDF", pdf, .noArchive),
    ("cut short", good.prefix(good.count / 2), .truncated), ("..", named("../1.pdf"), .badPath),
    ("absolute", named("/etc/1.pdf"), .badPath), ("backslash", named("a\\1.pdf"), .badPath),
    ("drive", named("C:1.pdf"), .badPath),
    ("folder", named("a/"), .badPath), ("dots", named(".."), .badPath), ("NUL", named("1.pdf\0.exe"), .badName),
    ("control character", forged { ($0.name, $0.flags) = (Array("1\u{1B}[2J.pdf".utf8), 0) }, .badName),
    ("no name", named(""), .badName),
    ("not UTF-8", forged { ($0.name, $0.flags) = ([0xFF, 0xFE], 0) }, .badName),
    ("long name", named(String(repeating: "n", count: 300)), .badName),
    ("one name twice", ForgedZip(entries: [.init("1.pdf"), .init("1.pdf")]).data, .sameName),
    ("names that look the same", ForgedZip(entries: [.init("a.pdf"), .init("A.PDF")]).data, .sameName),
    ("link", forged { $0.mode = 0o120777 }, .noFile), ("device", forged { $0.mode = 0o020666 }, .noFile),
    ("encrypted", forged { $0.flags |= 1 }, .encrypted), ("another method", forged { $0.method = 12 }, .oddMethod),
    ("less than stated", forged { $0.stated = 1 << 20 }, .wrongSize),
    ("more than stated", forged { $0.stated = 2 }, .wrongSize), ("checksum", forged { $0.checksum = 7 }, .checksum),
    (
      "shared bytes", ForgedZip(entries: [.init("1.pdf"), .init("2.pdf", Data(count: 100_000))], isNested: true).data,
      .overlapping
    ),
  ]

  @Test(arguments: refused.indices)
  func `an archive that is no envelope's is refused for what it is`(index: Int) throws {
    let one = Self.refused[index], start = ContinuousClock.now
    let error = #expect(throws: UnpackFault.self, "\(one.what)") { try unpack(one.data) }
    #expect(error?.fault.kind == one.fault, "\(one.what)")
    #expect(ContinuousClock.now - start < .seconds(5))
    let problem = Problem(try #require(error), place: "x.zip")
    #expect(problem.place.hasPrefix("x.zip") && problem.remedy?.isEmpty == false)
  }

  @Test func `a good archive gives its files under numbers`() throws {
    let entries = try unpack(Self.good)
    #expect(entries.map(\.name) == ["1.pdf", "metadata.json"] && entries.map(\.url.lastPathComponent) == ["0", "1"])
    #expect(try entries.map { try Data(contentsOf: $0.url) } == [Self.pdf, Data("{}".utf8)] && entries.map(\.size) == [8, 2])
  }

  @Test func `what is written comes back, packed`() throws {
    let text = Data(String(repeating: "lines ", count: 1000).utf8),
      random = Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) })
    let data = try ZipWriter.data(
      [("a.json", text), ("b.pdf", random), ("c.pdf", Data())], time: Date(timeIntervalSince1970: 1_800_000_000))
    #expect(data.count < 7000)
    #expect(try unpack(data).map { try Data(contentsOf: $0.url) } == [text, random, Data()])
  }

  @Test func `a bomb is refused long before it is unpacked`() throws {
    let bomb = try ZipWriter.data([("1.pdf", Data(count: 200 << 20))], time: .distantPast)
    #expect(throws: UnpackFault(.tooDense, amount: 200, entry: 0)) { try unpack(bomb) }
    #expect(throws: UnpackFault(.tooMuchInside, amount: 10, entry: 0)) {
      try unpack(bomb) { ($0.ratio, $0.unpacked) = (10_000, 10) }
    }
    #expect(throws: UnpackFault(.entryTooLarge, amount: 5, entry: 0)) {
      try unpack(bomb) { ($0.ratio, $0.entrySize) = (10_000, 5) }
    }
  }

  @Test func `limits are those that were set`() throws {
    #expect(throws: UnpackFault(.tooManyEntries, amount: 1)) { try unpack(Self.good) { $0.entries = 1 } }
    let many = try ZipWriter.data((0..<100_000).map { ("\($0).pdf", Data()) }, time: .distantPast)
    #expect(throws: UnpackFault(.tooManyEntries, amount: 1000)) { try unpack(many) }
    let large = ForgedZip(entries: [.init("1.pdf", Data((0..<(2 << 20)).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }))]).data
    #expect(throws: UnpackFault(.tooManyBytes, amount: 1)) { try unpack(large) { $0.fileSize = 1 } }
  }

  static let sets: [(what: String, xml: String, fault: DecodeFault.Kind)] = [
    ("DTD", "<!DOCTYPE Set [<!ENTITY a 'b'>]>" + set("QQ=="), .declaresEntities),
    ("external", "<?xml version='1.0'?><!DOCTYPE Set SYSTEM 'file:///etc/passwd'>" + set("QQ=="), .declaresEntities),
    ("encoding", "<?xml version='1.0' encoding='UTF-7'?>" + set("QQ=="), .declaresEntities), ("entity", set("&lol;"), .noSet),
    ("base64", set("Q!=="), .badBase64), ("padding within", set("QQ==QQ=="), .badBase64),
    ("cut", String(set("QQ==").dropLast(9)), .noSet),
    ("other XML", "<html><body/></html>", .noSet), ("no XML", "Set", .declaresEntities),
    ("two PDFs", set("QQ==</PDF><PDF>QQ=="), .sameName), ("XML that is none", set("QQ==", xml: "!!!"), .badBase64),
  ]

  static func set(_ pdf: String, xml: String = "QQ==") -> String {
    "<Set><Header Schedule='1'/><Body><Document Type='LP1F' NoPages='1'><XML>\(xml)</XML><PDF>\(pdf)</PDF></Document></Body></Set>"
  }

  @Test(arguments: sets.indices)
  func `a set that declares entities or is damaged is refused`(index: Int) {
    let one = Self.sets[index]
    let error = #expect(throws: UnpackFault.self, "\(one.what)") { try unpack(Data(one.xml.utf8), .set) }
    #expect(error?.fault.kind == one.fault, "\(one.what)")
  }

  @Test func `a set with a name that is not UTF-8 is refused before the parser dies of it`() {
    let xml = Data("<Set><H".utf8) + [0xFF] + Data("eader/></Set>".utf8)
    #expect(throws: UnpackFault(.declaresEntities)) { try unpack(xml, .set) }
  }

  @Test func `a set gives its PDFs, whose base64 may be broken into lines, and what it says of itself`() throws {
    let bytes = Data((0..<700_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) })
    let entries = try unpack(Data(Self.set(bytes.base64EncodedString(options: .lineLength76Characters)).utf8), .set)
    #expect(entries.map(\.name) == ["0.pdf", "set.json"])
    #expect(try Data(contentsOf: entries[0].url) == bytes)
    let contents = try JSONDecoder().decode(SetContents.self, from: Data(contentsOf: entries[1].url))
    #expect(contents.header == ["Schedule": "1"] && contents.documents.map(\.hasPDF) == [true])
    #expect(throws: UnpackFault(.entryTooLarge, amount: 1, entry: 0)) {
      try unpack(Data(Self.set(Data(count: 2 << 20).base64EncodedString()).utf8), .set) { $0.entrySize = 1 }
    }
  }

  @Test func `a child that dies or hangs is a fault, and nothing is left`() throws {
    let script = folder["child"]
    for (text, kind) in [("exit 1", DecodeFault.Kind.crashed), ("sleep 60", .timedOut), ("head -c 100 /dev/zero", .garbled)] {
      try Data("#!/bin/sh\n\(text)\n".utf8).write(to: script)
      chmod(script.path, 0o755)
      var limits = UnpackLimits()
      limits.seconds = 1
      let error = #expect(throws: UnpackFault.self) {
        try Unpacking(limits: limits, executable: script)(script, .zip, into: folder.url)
      }
      #expect(error?.fault.kind == kind)
    }
  }
}
