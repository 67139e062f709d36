import Foundation
import Imaging
import Testing

struct DecodeChildTests {
  @Test(arguments: ["INT", "TERM", "HUP"])
  func `what asks the whole group to stop does not end a child`(signal: String) throws {
    let folder = try TestFolder()
    let file = folder["survived"]
    let child = try DecodeChild(
      executable: URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", "kill -\(signal) $$; echo > '\(file.path)'"])
    _ = child.receive(within: 10)
    #expect(FileManager.default.fileExists(atPath: file.path))
  }
}
