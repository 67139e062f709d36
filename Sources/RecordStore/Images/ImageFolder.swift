public import Forms
public import Foundation
import GRDB
import Glibc

/// Page images as files named by their content's hash, in a folder beside the database. Each is there whole or not at all; the same image
/// is there once.
public struct ImageFolder: Sendable {
  public let folder: URL

  init(beside file: URL) { folder = URL(fileURLWithPath: file.path + "-images") }

  /// Where an image is: `ab/abcdef….png`.
  public func file(of image: KeptImage) -> URL { folder.appendingPathComponent(image.path) }

  /// Writes an image through to the disk, unless it is there.
  ///
  /// - Parameter format: `png` or `jpeg`.
  /// - Throws: `Problem` where it cannot be written.
  public func keep(_ bytes: Data, format: String) throws(Problem) -> KeptImage {
    let image = KeptImage(sha256: bytes.sha256, format: format, bytes: bytes.count)
    let file = file(of: image), shelf = file.deletingLastPathComponent()
    if size(of: file) == bytes.count {
      // It is in use, however old it is.
      utimes(file.path, nil)
    } else {
      do {
        // For the owner alone, as the database is.
        try FileManager.default.createDirectory(
          at: shelf, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw Problem(
          place: shelf.path, summary: "the folder for page images cannot be made",
          remedy: "Check the space on the disk and the folder's permissions.")
      }
      // A name of its own: another process may be writing the same image.
      try bytes.writeWhole(to: file, draft: ".\(getpid())-\(UInt64.random(in: 0...UInt64.max)).new")
    }
    // A row that speaks of the image must not outlive its name in the folder.
    for folder in [shelf, folder] { try sync(folder) }
    return image
  }

  /// The image's bytes; nil where it is purged or missing.
  public func bytes(of image: KeptImage) -> Data? { try? Data(contentsOf: file(of: image)) }

  /// What is wrong with an image that should be there.
  func problem(of image: KeptImage) -> Problem? {
    guard let bytes = bytes(of: image) else {
      return Problem(place: file(of: image).path, summary: "the page image is missing", remedy: "Restore it from a backup.")
    }
    guard bytes.sha256 != image.sha256 else { return nil }
    return Problem(place: file(of: image).path, summary: "the page image was changed", remedy: "Restore it from a backup.")
  }

  func remove(_ image: KeptImage) { unlink(file(of: image).path) }

  /// Every file in the folder, by its path there.
  func paths() -> [String] {
    let shelves = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return shelves.flatMap { shelf in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(shelf).path)) ?? [])
        .map { "\(shelf)/\($0)" }
    }
  }

  /// Whether the image's file is there.
  func holds(_ image: KeptImage) -> Bool { size(of: file(of: image)) != nil }

  private func size(of file: URL) -> Int? {
    var info = stat()
    return stat(file.path, &info) == 0 ? Int(info.st_size) : nil
  }

  private func sync(_ folder: URL) throws(Problem) {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw Problem(place: folder.path, summary: "the folder cannot be made safe on disk", remedy: "Check the disk.")
    }
  }
}

/// An image in the folder.
public struct KeptImage: Codable, Hashable, Sendable {
  public var sha256: String
  /// `png` or `jpeg`: its file's ending, and the latter part of its media type.
  public var format: String
  public var bytes: Int

  init(sha256: String, format: String, bytes: Int) {
    self.sha256 = sha256
    self.format = format
    self.bytes = bytes
  }

  var path: String { "\(sha256.prefix(2))/\(sha256).\(format)" }
}

extension KeptImage {
  /// From a row of `images`.
  init(_ row: Row) { self.init(sha256: row["sha256"], format: row["format"], bytes: row["bytes"]) }
}

extension Database {
  /// The images that should be in the folder.
  func keptImages() throws -> [KeptImage] { try rows("SELECT * FROM images WHERE purged IS NULL").map(KeptImage.init) }
}
