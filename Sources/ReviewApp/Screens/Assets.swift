import Crypto
import Forms
import Foundation

/// The files that browsers load beside pages, all from here.
struct Assets: Sendable {
  struct Asset: Sendable {
    let bytes: Data
    let type: String
    /// Part of its address, so that browsers may keep it for good.
    let version: String
  }
  private let assets: [String: Asset]
  private static let types = ["css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"]

  /// - Throws: `Problem` where the folder is missing.
  init(_ folder: URL) throws {
    var assets: [String: Asset] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
      let file = folder.appendingPathComponent(name)
      guard let type = Self.types[file.pathExtension], let bytes = try? Data(contentsOf: file) else { continue }
      let version = SHA256.hash(data: bytes).prefix(6).map { String($0, radix: 16) }.joined()
      assets[name] = Asset(bytes: bytes, type: type, version: version)
    }
    guard !assets.isEmpty else {
      throw Problem(place: folder.path, summary: "the web app's assets are missing", remedy: "Install FormScan again.")
    }
    self.assets = assets
  }

  subscript(name: String) -> Asset? { assets[name] }

  /// An asset's address.
  func address(_ name: String) -> String { "/assets/\(name)?v=\(assets[name]?.version ?? "none")" }
}
