import Foundation
import FoundationXML

/// Takes the PDFs out of an OPG set (`<Set><Header/><Body><Document><XML/><PDF/></Document>…`), as they stream by. Runs in the limited
/// child alone.
///
/// The embedded XML, what somebody else read on the scans, must be base64, and is passed over.
final class SetUnpacker: NSObject, XMLParserDelegate {
  private let file: MappedFile
  private let limits: UnpackLimits
  private let sender: ArchiveSender
  private var path: [String] = []
  private var contents = SetContents()
  private var failure: (any Error)?
  /// Base64 that is not decoded yet, whether its padding was seen, and the bytes of this part of a document and of all.
  private var coded: [UInt8] = []
  private var isPadded = false
  private var size = 0, all = 0
  /// Names of elements that were met within the one that is open, for each level.
  private var met: [[String]] = [[]]

  private static let pdf = ["Set", "Body", "Document", "PDF"], xml = ["Set", "Body", "Document", "XML"]
  /// What each element holds, in this order; a set has any number of documents, and one of all others.
  private static let order = [
    []: ["Set"], ["Set"]: ["Header", "Body"], ["Set", "Body"]: [], ["Set", "Body", "Document"]: ["XML", "PDF"],
  ]
  private static let attributes: [[String]: Set<String>] = [
    ["Set", "Header"]: ["CaseNo", "Scanner", "ScanTime", "ScannerOperator", "Schedule", "FeeNumber"],
    ["Set", "Body", "Document"]: ["Type", "Encoding", "NoPages", "ID"],
  ]
  /// Characters that are decoded at once.
  private static let piece = 1 << 18

  init(_ file: MappedFile, limits: UnpackLimits, to sender: ArchiveSender) {
    self.file = file
    self.limits = limits
    self.sender = sender
  }

  /// - Throws: `UnpackFault`, and what the sender throws.
  func run() throws {
    guard Self.isPlain(file) else { throw UnpackFault(.declaresEntities) }
    guard let stream = InputStream(fileAtPath: file.path) else { throw UnpackFault(.unreadable) }
    let parser = XMLParser(stream: stream)
    parser.delegate = self
    let isWhole = parser.parse()
    if let failure { throw failure }
    guard isWhole, path.isEmpty, contents.header != nil || !contents.documents.isEmpty else { throw UnpackFault(.noSet) }
    let index = contents.documents.count
    try sender.begin(SetContents.fileName, at: index)
    for piece in Array(try JSONEncoder().encode(contents)).chunks(of: UnpackFrame.most) {
      unsafe try piece.withUnsafeBytes { unsafe try sender.send($0, at: index) }
    }
  }

  /// Whether it is text in UTF-8, or of its characters alone, that declares nothing. Base64 has no `<`, so the search is quick.
  private static func isPlain(_ file: MappedFile) -> Bool {
    let start = file.has([0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard file.has(Array("<".utf8), at: start), !file.has([0], at: start + 1) else { return false }
    if let declared = file.find("encoding", in: 0..<200) {
      let rest = (declared..<min(declared + 40, file.count)).map { Character(UnicodeScalar(file[$0])) }
      let name = String(rest).split { "= \"'?>".contains($0) }.dropFirst().first?.lowercased() ?? ""
      guard ["utf-8", "us-ascii", "iso-8859-1"].contains(name) else { return false }
    }
    guard isUTF8(file) else { return false }
    return file.find("<!DOCTYPE", in: 0..<file.count) == nil && file.find("<!ENTITY", in: 0..<file.count) == nil
  }

  /// FoundationXML dies of a name that is not. Looks at a mebibyte at a time, parted where a character begins.
  private static func isUTF8(_ file: MappedFile) -> Bool {
    var start = 0
    while start < file.count {
      var end = min(start + 1 << 20, file.count)
      while end < file.count, file[end] & 0xC0 == 0x80 { end += 1 }
      guard unsafe String(validating: UnsafeRawBufferPointer(rebasing: file.bytes[start..<end]), as: UTF8.self) != nil else {
        return false
      }
      start = end
    }
    return true
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    met[met.count - 1].append(name)
    if path != ["Set", "Body"] || name != "Document", Self.order[path]?.starts(with: met[met.count - 1]) != true {
      note(parser)
    }
    path.append(name)
    met.append([])
    // Names of a namespace and what belongs to XML Schema itself may stand anywhere.
    let own = attributes.keys.filter { !$0.hasPrefix("xsi:") && !$0.hasPrefix("xmlns:") }
    if !Self.attributes[path, default: []].isSuperset(of: own) { note(parser) }
    step(parser) {
      switch path {
      case ["Set", "Header"]: contents.header = attributes
      case ["Set", "Body", "Document"]:
        guard contents.documents.count < limits.entries else { throw UnpackFault(.tooManyEntries, amount: limits.entries) }
        contents.documents.append(.init())
        let index = contents.documents.count - 1
        contents.documents[index].attributes = attributes
        // Each has its file, so that their places are those of the documents; without a PDF it stays empty.
        try sender.begin("\(index).pdf", at: index)
      case Self.pdf, Self.xml:
        guard met[met.count - 2].count(where: { $0 == name }) == 1 else {
          throw UnpackFault(.sameName, entry: contents.documents.count - 1)
        }
        (coded, isPadded, size) = ([], false, 0)
      default:
        if path.first != "Set" || path.count > 4 { throw UnpackFault(.noSet) }
      }
    }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard path == Self.pdf || path == Self.xml else {
      if text.contains(where: { !$0.isWhitespace }) { note(parser) }
      return
    }
    step(parser) {
      coded += text.utf8.filter { $0 != 10 && $0 != 13 && $0 != 32 && $0 != 9 }
      if coded.count >= Self.piece { try decode(coded.count / 4 * 4) }
    }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if path == Self.pdf || path == Self.xml {
      step(parser) {
        try decode(coded.count)
        if path == Self.pdf { contents.documents[contents.documents.count - 1].hasPDF = size > 0 }
        if path == Self.xml, size == 0 { throw UnpackFault(.badBase64, entry: contents.documents.count - 1) }
      }
    }
    if Self.order[path]?.count ?? 0 > met[met.count - 1].count { note(parser) }
    path.removeLast()
    met.removeLast()
  }

  /// Notes the first thing that no set has there. Most is parsed on: what is wrong that has a better name is found so.
  private func note(_ parser: XMLParser) { contents.strange = contents.strange ?? parser.lineNumber }

  /// Sends on the first `count` characters, decoded.
  private func decode(_ count: Int) throws {
    let index = contents.documents.count - 1
    guard count > 0 else { return }
    guard !isPadded, let bytes = Data(base64Encoded: Data(coded[..<count])) else { throw UnpackFault(.badBase64, entry: index) }
    isPadded = coded[count - 1] == UInt8(ascii: "=")
    coded.removeFirst(count)
    size += bytes.count
    all += bytes.count
    try limits.check(entry: size, all: all, of: file, at: index)
    if path == Self.xml { return }
    unsafe try bytes.withUnsafeBytes { unsafe try sender.send($0, at: index) }
  }

  /// Does something, unless something went wrong before; ends parsing where it does.
  private func step(_ parser: XMLParser, _ body: () throws -> Void) {
    guard failure == nil else { return }
    do { try body() } catch {
      failure = error
      parser.abortParsing()
    }
  }
}

extension Array {
  fileprivate func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
