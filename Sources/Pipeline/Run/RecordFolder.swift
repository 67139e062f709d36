public import Forms
public import Foundation
import Glibc

/// Where a run writes: `records/*.json`, `records.csv`, `strays/*.png` and `summary.json`, each whole or not at all. One run at a time.
public struct RecordFolder: Sendable {
  let folder: URL
  private var records: URL { folder.appendingPathComponent("records") }
  /// Keeps other runs out (`flock`) for as long as it is open.
  private let lock: FileHandle

  /// What a run writes there: folders, and all.
  static let folders = ["records", "strays", "unpacked", "answers"]
  static let parts = folders + ["records.csv", "summary.json"]

  /// - Parameter isShard: whether what is read there goes to `formscan merge`, and no record is written.
  /// - Throws: `Problem` where the folder cannot be made, or another run is writing to it.
  public init(_ folder: URL, isShard: Bool = false) throws(Problem) {
    self.folder = folder
    do {
      try FileManager.default.createDirectory(
        at: isShard ? folder : folder.appendingPathComponent("records"), withIntermediateDirectories: true)
    } catch {
      throw Problem(place: folder.path, summary: "the output folder cannot be made", remedy: "Choose another with --output.")
    }
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Problem(
        place: folder.path, summary: "the output folder cannot be opened (\(systemWords(errno)))",
        remedy: "Choose another with --output.")
    }
    lock = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard Self.isLocked(descriptor) else {
      throw Problem(
        place: folder.path, summary: "another run is writing to this folder",
        remedy: "Wait for its end, or choose another folder with --output.")
    }
  }

  /// Tries for two seconds: a child that was just forked holds its parent's lock until it becomes another program.
  static func isLocked(_ descriptor: Int32) -> Bool {
    for _ in 0..<20 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return true }
      usleep(100_000)
    }
    return false
  }

  /// The folders that a run with this output writes to, whether they are there yet or not.
  public static func folders(of output: URL) -> [URL] {
    [output] + (folders + ["earlier"]).map { output.appendingPathComponent($0) }
  }

  /// Sets aside what an earlier run wrote here.
  func setAside() throws(Problem) -> EarlierRun? {
    let earlier = try EarlierRun(in: folder)
    do {
      try FileManager.default.createDirectory(at: records, withIntermediateDirectories: true)
    } catch {
      throw Problem(place: records.path, summary: "the folder cannot be made", remedy: "Choose another with --output.")
    }
    return earlier
  }

  /// Where what an earlier run wrote and this one did not is now, within the folder; nil if all was written again.
  func settle(_ earlier: EarlierRun?) -> String? {
    earlier.flatMap { $0.dropRepeats(of: folder) ? $0.name : nil }
  }

  /// Writes one record; its name says which scan and form it comes from and is the same every time.
  ///
  /// - Returns: its file's name.
  @discardableResult func write(_ record: FormRecord) throws -> String {
    let base = URL(fileURLWithPath: record.source.file).deletingPathExtension().lastPathComponent
    let name = "\(base.asFileName)-\(record.id).json"
    try CanonicalJSON.data(record).writeWhole(to: records.appendingPathComponent(name))
    return name
  }

  /// Reads a record that this run wrote.
  ///
  /// - Parameter name: its file's.
  /// - Throws: `Problem` where it is not there or was changed by another hand.
  func record(_ name: String) throws(Problem) -> FormRecord {
    let file = records.appendingPathComponent(name)
    guard let record = try? JSONDecoder().decode(FormRecord.self, from: Data(contentsOf: file)) else {
      throw Problem(
        place: file.path, summary: "the record cannot be read back",
        remedy: "Leave the output folder alone while a run writes to it, and run again.")
    }
    return record
  }

  /// Writes a small picture of a page that is in no document.
  ///
  /// - Parameter page: 0-based.
  /// - Returns: its path within the folder.
  func write(thumbnail: Data, of file: ScanFile, page: Int) throws -> String {
    try FileManager.default.createDirectory(at: folder.appendingPathComponent("strays"), withIntermediateDirectories: true)
    let path = "strays/\(file.partName)-page-\(page + 1).png"
    try thumbnail.writeWhole(to: folder.appendingPathComponent(path))
    return path
  }

  /// Writes what a supplier is told of a refused envelope.
  func write(_ answer: EnvelopeAnswer, of file: ScanFile) throws {
    let answers = folder.appendingPathComponent("answers")
    try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
    try CanonicalJSON.data(answer).writeWhole(to: answers.appendingPathComponent(file.partName + ".json"))
  }

  func write(_ table: RecordTable) throws {
    try Data(table.text.utf8).writeWhole(to: folder.appendingPathComponent("records.csv"))
  }

  func write(_ summary: RunSummary) throws {
    try CanonicalJSON.data(summary).writeWhole(to: folder.appendingPathComponent("summary.json"))
  }
}

extension String {
  /// The text as a part of a file's name: letters, digits and `-_.` alone, not hidden, and 100 bytes at most, for a file system
  /// takes 255 for the whole name.
  var asFileName: String {
    var name = ""
    for character in self {
      let isPlain = character.isLetter || character.isNumber || "-_.".contains(character)
      let next: Character = !isPlain || name.isEmpty && character == "." ? "_" : character
      if name.utf8.count + next.utf8.count > 100 { break }
      name.append(next)
    }
    return name
  }
}
