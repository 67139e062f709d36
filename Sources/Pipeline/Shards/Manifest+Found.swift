public import Forms
public import Foundation
public import Imaging

extension Manifest {
  /// Lists what was found.
  ///
  /// - Parameters:
  ///   - limits: pages are counted under, by a process that opens each scan, so that shards can be cut even.
  ///   - executable: the program that counts.
  /// - Throws: where no process can be started.
  public init(
    _ found: Intake.Found, limits: DecodeLimits = DecodeLimits(), executable: URL = URL(fileURLWithPath: "/proc/self/exe")
  ) throws {
    let folder = Self.folder(of: found.files.flatMap { [$0] + $0.repeats }.map(\.url))
    self.folder = folder.path
    received = found.received
    (ignored, duplicates, problems) = (found.ignored, found.duplicates, found.problems)
    files = try found.files.map { file in
      var entry = Entry(file, below: folder)
      if file.kind == .scan {
        let stream = PageStream(file: file.url, limits: limits, executable: executable)
        entry.pages = try stream.countPages()
        stream.close()
      }
      if !file.repeats.isEmpty { entry.repeats = file.repeats.map { Entry($0, below: folder) } }
      return entry
    }
  }

  /// What was found, as far as it concerns some of the files.
  ///
  /// - Parameters:
  ///   - entries: the files; all if nil.
  ///   - elsewhere: where the files' folder is on this machine, if not where it was.
  /// - Returns: the files, and a problem for each that is not as it was.
  public func found(_ entries: [Entry]? = nil, in elsewhere: URL? = nil) -> (found: Intake.Found, changed: [Problem]) {
    let folder = elsewhere ?? URL(fileURLWithPath: folder)
    var found = Intake.Found(), changed: [Problem] = []
    found.received = received
    (found.ignored, found.duplicates, found.problems) = (ignored, duplicates, problems)
    for entry in entries ?? files {
      do throws(Problem) {
        var file = try entry.file(in: folder)
        // Nothing of these is read but their names.
        file.repeats = (entry.repeats ?? []).map { ScanFile(name: $0.name, sha256: $0.sha256, received: $0.received) }
        found.files.append(file)
      } catch {
        changed.append(error)
      }
    }
    return (found, changed)
  }

  /// The folder that all files are below.
  private static func folder(of files: [URL]) -> URL {
    let folders = files.map { $0.standardizedFileURL.deletingLastPathComponent().pathComponents }
    guard var shared = folders.first else { return URL(fileURLWithPath: "/") }
    for folder in folders { shared = zip(shared, folder).prefix { $0 == $1 }.map(\.0) }
    return URL(fileURLWithPath: "/" + shared.dropFirst().joined(separator: "/"))
  }
}

extension Manifest.Entry {
  init(_ file: ScanFile, below folder: URL) {
    let path = file.url.standardizedFileURL.path
    self.path = String(path.dropFirst(folder.path == "/" ? 1 : folder.path.count + 1))
    (name, sha256, received, kind) = (file.name, file.sha256, file.received, file.kind)
    bytes = file.bytes
  }

  /// - Throws: `Problem` where it is not as it was.
  func file(in folder: URL) throws(Problem) -> ScanFile {
    var file: ScanFile
    do {
      file = try ScanFile(url: folder.appendingPathComponent(path), name: name, received: received, fileSize: bytes >> 20 + 1)
    } catch {
      throw Problem(
        place: name, summary: "the manifest lists it, and \(error.summary)",
        remedy:
          "Put it back as it was, or say with --root where the files are; or write a new manifest and run all shards again.")
    }
    guard file.sha256 == sha256 else {
      throw Problem(
        place: name, summary: "its content is another than when the manifest was written",
        remedy: "Put it back as it was, or write a new manifest and run all shards again.")
    }
    file.kind = kind
    return file
  }
}
