import Forms
import Foundation
import Testing

@testable import RecordStore

struct ImageFolderTests {
  @Test func `the same image is there once, under its content's hash, and comes back as it was`() async throws {
    let test = try await TestStore(), images = test.store.images, bytes = Data("picture".utf8)
    let image = try images.keep(bytes, format: "png")
    #expect(try images.keep(bytes, format: "png") == image && image.sha256 == bytes.sha256 && image.bytes == 7)
    #expect(try images.keep(Data("other".utf8), format: "jpeg").path.hasSuffix(".jpeg"))
    #expect(images.paths().count == 2 && images.bytes(of: image) == bytes)
    #expect(try FileManager.default.attributesOfItem(atPath: images.folder.path)[.posixPermissions] as? Int == 0o700)
  }

  @Test func `a file that is cut short is written anew`() async throws {
    let test = try await TestStore(), images = test.store.images, bytes = Data("picture".utf8)
    let image = try images.keep(bytes, format: "png")
    try bytes.prefix(3).write(to: images.file(of: image))
    _ = try images.keep(bytes, format: "png")
    #expect(images.bytes(of: image) == bytes)
  }

  @Test func `many can write one image at once`() async throws {
    let test = try await TestStore(), images = test.store.images, bytes = Data(repeating: 7, count: 100_000)
    try await withThrowingTaskGroup(of: KeptImage.self) { group in
      for _ in 0..<8 { group.addTask { try images.keep(bytes, format: "png") } }
      for try await image in group { #expect(images.bytes(of: image) == bytes) }
    }
    #expect(images.paths().count == 1)
  }

  @Test func `a folder that cannot be made says so`() async throws {
    let test = try await TestStore()
    try Data().write(to: test.store.images.folder)
    #expect { try test.store.images.keep(Data("picture".utf8), format: "png") } throws: {
      ($0 as? Problem)?.remedy?.isEmpty == false
    }
  }
}
