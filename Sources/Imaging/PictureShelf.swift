public import Foundation

/// Keeps the pictures that were decoded last: many crops of one page decode it once, however many are cut at the same time.
public actor PictureShelf {
  /// The most bytes of decoded pixels that stay here.
  private let most: Int
  private let decode: @Sendable (URL) throws -> PageImage
  private var kept: [URL: (page: Task<PageImage, any Error>, bytes: Int, used: Int)] = [:]
  private var clock = 0

  /// - Parameter decode: makes a picture of a file whose content never changes.
  public init(bytes most: Int = 64 << 20, decode: @escaping @Sendable (URL) throws -> PageImage) {
    self.most = most
    self.decode = decode
  }

  /// The picture in a file.
  ///
  /// - Throws: what decoding throws; it is tried again the next time.
  public func picture(_ file: URL) async throws -> PageImage {
    clock += 1
    let task = kept[file]?.page ?? Task.detached { [decode] in try decode(file) }
    kept[file] = (task, kept[file]?.bytes ?? 0, clock)
    do {
      let page = try await task.value
      if kept[file] != nil { kept[file]?.bytes = page.byteCount }
      makeRoom()
      return page
    } catch {
      kept[file] = nil
      throw error
    }
  }

  /// Lets go of those that nobody asked for the longest.
  private func makeRoom() {
    var sum = kept.values.reduce(0) { $0 + $1.bytes }
    for (file, one) in kept.sorted(by: { $0.value.used < $1.value.used }) where sum > most && one.bytes > 0 {
      sum -= one.bytes
      kept[file] = nil
    }
  }

  /// How many are here, and their bytes.
  var content: (pages: Int, bytes: Int) { (kept.count, kept.values.reduce(0) { $0 + $1.bytes }) }
}
