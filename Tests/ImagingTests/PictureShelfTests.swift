import Foundation
import Synchronization
import Testing

@testable import Imaging

struct PictureShelfTests {
  /// Pages of 100 × 100 px, and how often each was decoded.
  private final class Files: Sendable {
    let decoded = Mutex<[String: Int]>([:])
    let isBroken = Mutex(false)

    func page(_ file: URL) throws -> PageImage {
      decoded.withLock { $0[file.lastPathComponent, default: 0] += 1 }
      if isBroken.withLock({ $0 }) { throw ImagingError(call: "test") }
      return try PageImage(GreyPlane(width: 100, height: 100, filled: 9), dpi: 100)
    }
    func count(_ name: String) -> Int { decoded.withLock { $0[name] ?? 0 } }
  }

  private func file(_ name: String) -> URL { URL(fileURLWithPath: "/pages/\(name)") }

  @Test func `a page is decoded once, however many ask for it at once`() async throws {
    let files = Files(), shelf = PictureShelf { try files.page($0) }
    let pages = try await withThrowingTaskGroup(of: PageImage.self) { group in
      for _ in 0..<40 { group.addTask { try await shelf.picture(file("a")) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(files.count("a") == 1 && pages.allSatisfy { $0 === pages[0] })
  }

  @Test func `what was asked for last stays, within the bytes that are given`() async throws {
    let files = Files(), one = try files.page(file("size")).byteCount
    let shelf = PictureShelf(bytes: 3 * one) { try files.page($0) }
    for name in ["a", "b", "c", "a", "d", "a", "b"] { _ = try await shelf.picture(file(name)) }
    // 'b' had to go for 'd'; 'a' was in use.
    #expect(files.count("a") == 1 && files.count("b") == 2 && files.count("c") == 1 && files.count("d") == 1)
    let content = await shelf.content
    #expect(content.pages == 3 && content.bytes == 3 * one)
  }

  @Test func `a page that is larger than all room is given and not kept`() async throws {
    let files = Files(), shelf = PictureShelf(bytes: 10) { try files.page($0) }
    for _ in 0..<2 { #expect(try await shelf.picture(file("a")).width == 100) }
    let content = await shelf.content
    #expect(files.count("a") == 2 && content.pages == 0)
  }

  @Test func `one that cannot be decoded is tried again`() async throws {
    let files = Files(), shelf = PictureShelf { try files.page($0) }
    files.isBroken.withLock { $0 = true }
    await #expect(throws: ImagingError.self) { try await shelf.picture(file("a")) }
    files.isBroken.withLock { $0 = false }
    #expect(try await shelf.picture(file("a")).height == 100)
  }
}
