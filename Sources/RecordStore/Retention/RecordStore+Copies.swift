import Forms
public import Foundation
import GRDB
import Glibc

/// What a copy of a store holds, told by itself: `manifest.json`.
public struct StoreManifest: Codable, Equatable, Sendable {
  public var schema = "formscan.backup/1"
  /// When it was made, ISO 8601 UTC.
  public var made: String
  /// SHA-256 of `store.sqlite`.
  public var sha256: String
  public var records: Int
  public var images: Int
  /// The audit log's last hash: `formscan audit verify --head` shows that a later store goes on from here.
  public var head: String
}

extension RecordStore {
  private static let copyName = "store.sqlite", manifestName = "manifest.json"

  /// Copies the store into a new folder while others use it: the database as it is at one moment, and every image that it speaks of.
  ///
  /// - Throws: `Problem` where the folder is there already or an image is missing.
  public func backUp(to folder: URL, by actor: String) async throws -> StoreManifest {
    let time = now().stamp
    let draft = folder.deletingLastPathComponent().appendingPathComponent(".\(folder.lastPathComponent).new")
    guard !FileManager.default.fileExists(atPath: folder.path) else {
      throw Problem(place: folder.path, summary: "there is something already", remedy: "Name a folder that is not there yet.")
    }
    try? FileManager.default.removeItem(at: draft)
    do {
      try FileManager.default.createDirectory(
        at: draft, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem(
        place: draft.path, summary: "the folder cannot be made", remedy: "Check its parent's permissions and space.")
    }
    try await write { db in try AuditLog.note(.backedUp, folder.lastPathComponent, by: actor, at: time, in: db) }
    do {
      let manifest = try copy(to: draft, made: time)
      guard rename(draft.path, folder.path) == 0 else {
        throw Problem(
          place: folder.path, summary: "the copy cannot be put there (\(systemWords(errno)))", remedy: "Name another folder.")
      }
      return manifest
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw error
    }
  }

  private func copy(to folder: URL, made: String) throws -> StoreManifest {
    let file = folder.appendingPathComponent(Self.copyName)
    let images: [KeptImage], records: Int, head: String
    do {
      let queue = try DatabaseQueue(path: file.path)
      try pool.backup(to: queue)
      (images, records, head) = try queue.writeWithoutTransaction { db in
        // One file: a copy has no write-ahead log beside it.
        try db.execute(sql: "PRAGMA journal_mode = DELETE")
        return (
          try db.keptImages(),
          try db.number("SELECT count(*) FROM records"),
          (try Data.fetchOne(db, sql: "SELECT hash FROM audit ORDER BY id DESC LIMIT 1") ?? AuditLog.root).hex
        )
      }
      try queue.close()
    } catch let error as DatabaseError {
      throw Problem(error, in: file)
    }
    let target = ImageFolder(beside: file)
    for image in images {
      guard let bytes = self.images.bytes(of: image), bytes.sha256 == image.sha256 else {
        throw Problem(
          place: self.images.file(of: image).path, summary: "the page image is missing or was changed",
          remedy: "If it was purged just now, try again; else restore it from an earlier backup.")
      }
      _ = try target.keep(bytes, format: image.format)
    }
    let manifest = StoreManifest(
      made: made, sha256: try Self.bytes(of: file).sha256, records: records, images: images.count, head: head)
    try CanonicalJSON.data(manifest).writeWhole(to: folder.appendingPathComponent(Self.manifestName))
    return manifest
  }

  private static func bytes(of file: URL) throws(Problem) -> Data {
    do { return try Data(contentsOf: file, options: .alwaysMapped) } catch {
      throw Problem(place: file.path, summary: "the file cannot be read", remedy: "Check that it is there and may be read.")
    }
  }

  /// Puts a copy in a store's place, after it was found whole. Sessions end and leases with them.
  ///
  /// - Returns: what the copy says of itself. What was decided and sent on after it was made is not in it.
  /// - Throws: `Problem` where a store is there already, or the copy is damaged.
  @discardableResult public static func restore(
    _ folder: URL, to file: URL, by actor: String, now: @escaping @Sendable () -> Date = { Date() }
  ) async throws -> StoreManifest {
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw Problem(
        place: file.path, summary: "there is a store already",
        remedy: "Move it away first, with the folder of images beside it.")
    }
    let copy = folder.appendingPathComponent(copyName)
    guard
      let manifest = try? JSONDecoder().decode(StoreManifest.self, from: bytes(of: folder.appendingPathComponent(manifestName)))
    else {
      throw Problem(
        place: folder.path, summary: "this is no backup", remedy: "Name a folder that 'formscan store backup' made.")
    }
    let database = try bytes(of: copy), source = ImageFolder(beside: copy), target = ImageFolder(beside: file)
    guard database.sha256 == manifest.sha256 else {
      throw Problem(place: copy.path, summary: "the backup is damaged", remedy: "Take an earlier one.")
    }
    let paths = source.paths().filter { !$0.contains("/.") },
      images = Set(paths.map { URL(fileURLWithPath: $0).lastPathComponent })
    guard images.count == manifest.images else {
      throw Problem(
        place: source.folder.path, summary: "\(images.count) of the backup's \(manifest.images) images are there",
        remedy: "Take an earlier one.")
    }
    for path in paths {
      let bytes = try bytes(of: source.folder.appendingPathComponent(path)), name = URL(fileURLWithPath: path)
      guard bytes.sha256 == name.deletingPathExtension().lastPathComponent else {
        throw Problem(place: path, summary: "an image of the backup is damaged", remedy: "Take an earlier one.")
      }
      _ = try target.keep(bytes, format: name.pathExtension)
    }
    // The database comes last: with it the store is there.
    try database.writeWhole(to: file)
    chmod(file.path, 0o600)
    let store = try RecordStore(file, now: now)
    let time = now().stamp
    try await store.write { db in
      try db.run("DELETE FROM sessions")
      try db.run("UPDATE tasks SET operator = NULL, until = NULL WHERE done IS NULL")
      try AuditLog.note(.restored, folder.lastPathComponent, by: actor, at: time, ["made": manifest.made], in: db)
    }
    try store.close()
    return manifest
  }
}
