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

  @Test func `a child holds none of its parent's open files, so that no pipe waits for it`() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let child = try DecodeChild(executable: URL(fileURLWithPath: "/bin/sleep"), arguments: ["60"])
    close(ends[1])
    // The reader's end is told at once that nobody writes any more.
    var ready = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    #expect(poll(&ready, 1, 2000) == 1 && Int32(ready.revents) & POLLHUP != 0)
    child.finish()
  }
}
