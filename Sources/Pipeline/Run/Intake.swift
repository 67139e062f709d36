public import Forms
public import Foundation

/// Finds the scans among the files and folders that were given.
public struct Intake: Sendable {
  /// When the paper arrived, where the caller knows; else each file's own time counts.
  public var received: String?
  /// MiB that a scan, and an archive of scans, may have.
  public var fileSize, archiveSize: Int
  /// Folders that this run writes to; they may lie within its input.
  public var output: [URL]

  public init(received: String? = nil, fileSize: Int = 300, archiveSize: Int = 2048, output: [URL] = []) {
    self.received = received
    self.fileSize = fileSize
    self.archiveSize = archiveSize
    self.output = output
  }

  /// What was found.
  public struct Found: Sendable {
    public var files: [ScanFile] = []
    /// Names of what lies beside scans and was left out: files that are none by their endings, hidden ones, and folders that are no
    /// input or were taken in before.
    public var ignored: [String] = []
    /// Files whose content was already taken in.
    public var duplicates = 0
    public var problems: [Problem] = []
    /// When the paper arrived, where the caller knows.
    public var received: String?
    /// What became of envelopes and sets, once they are opened.
    public var parcels: [RunSummary.Parcel] = []
  }

  /// Takes each file in the order given, and each folder's files, those in folders below it too, in the order of their names.
  public func callAsFunction(_ inputs: [URL]) -> Found {
    var walk = FolderWalk(output: output)
    for input in inputs { walk.add(input) }
    var found = Found(), seen: [String: Int] = [:]
    found.received = received
    found.ignored = walk.ignored
    found.problems = walk.problems
    for file in Self.distinguished(walk.files) { take(file, into: &found, seen: &seen) }
    if found.files.isEmpty, found.problems.isEmpty {
      found.problems.append(
        Problem(
          place: inputs.map(\.path).joined(separator: ", "), summary: "there are no scans there",
          remedy: "Check the path. What this program wrote itself is left out."))
    }
    return found
  }

  /// Puts the names of folders before names that would stand for several files, as many as it takes.
  private static func distinguished(_ files: [FolderWalk.Entry]) -> [FolderWalk.Entry] {
    var files = files
    let paths = files.map { URL(fileURLWithPath: $0.path).standardizedFileURL.pathComponents.drop { $0 == "/" } }
    while true {
      let alike = Dictionary(grouping: files.indices) { files[$0].name }.values.filter { Set($0.map { paths[$0] }).count > 1 }
      if alike.isEmpty { return files }
      for place in alike.joined() {
        let parts = files[place].name.split(separator: "/").count
        files[place].name = paths[place].suffix(parts + 1).joined(separator: "/")
      }
    }
  }

  private func take(_ entry: FolderWalk.Entry, into found: inout Found, seen: inout [String: Int]) {
    var file: ScanFile
    do {
      let kind = Self.kind(entry.name)
      file = try ScanFile(
        url: URL(fileURLWithPath: entry.path), name: entry.name, received: received,
        fileSize: kind == .scan ? fileSize : archiveSize)
      file.kind = kind
    } catch {
      found.problems.append(error)
      return
    }
    found.add(file, seen: &seen)
  }

  /// Told by the ending: an archive's content says nothing of what it was sent as, and one that is damaged says nothing at all.
  static func kind(_ name: String) -> ScanFile.Kind {
    switch (name as NSString).pathExtension.lowercased() {
    case "zip": .envelope
    case "xml": .set
    default: .scan
    }
  }
}

extension Intake.Found {
  /// Takes in a file, unless its content was taken in before.
  ///
  /// - Parameter seen: places in `files` by their contents' hashes.
  /// - Returns: the name of the file that has the same content; nil where it was taken in.
  @discardableResult mutating func add(_ file: ScanFile, seen: inout [String: Int]) -> String? {
    guard let place = seen[file.sha256] else {
      seen[file.sha256] = files.count
      files.append(file)
      return nil
    }
    duplicates += 1
    files[place].repeats.append(file)
    let first = files[place].name
    // A number of its own was given to it as to another paper: no record but the first one's can tell of it.
    let (summary, remedy) =
      file.origin.map {
        (
          "\($0): it has the same content as \(first), and is read once",
          "Ask the supplier whether another scan was meant; the record of \(first) is queried for it."
        )
      }
      ?? (
        "it has the same content as \(first), and was read once",
        "Nothing needs doing, unless a different scan was meant."
      )
    problems.append(Problem(place: file.name, summary: summary, remedy: remedy))
    return first
  }
}
