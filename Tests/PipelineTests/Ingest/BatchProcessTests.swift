import Forms
import Foundation
import Glibc
import Testing

@testable import Pipeline

/// A shell plays the process that reads.
struct BatchProcessTests {
  private static let begun = #"{"begun":{"_0":{"file":"a.pdf","index":4},"_1":"read"}}"#

  private func end(_ script: String, stall: Double = 60, memory: Int = 4096) async throws -> BatchEnd {
    var settings = IngestSettings()
    (settings.stall, settings.memory) = (stall, memory)
    let folder = try TestFolder()
    let read = BatchProcess(executable: URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", script, "sh"], settings: settings)
    return try await read(BatchJob(name: "1", folder: folder.url, output: folder.url, workers: 2))
  }

  private func death(_ script: String, stall: Double = 60, memory: Int = 4096) async throws -> BatchDeath? {
    if case .died(let death) = try await end(script, stall: stall, memory: memory) { return death }
    return nil
  }

  @Test func `a crash is told with its signal and the page that was in work`() async throws {
    let death = try #require(try await death("echo '\(Self.begun)'; kill -SEGV $$"))
    #expect(death.cause == .signal(11))
    #expect(death.inFlight == [RunEvent.Place(file: "a.pdf", index: 4): .read])
    #expect(death.words.contains("signal 11 (Segmentation fault)"))
  }

  @Test func `what the process leaves running, with the pipe open, keeps nothing up`() async throws {
    let folder = try TestFolder(), left = folder["left"].path
    let script = "echo '\(Self.begun)'; sleep 600 2>/dev/null & echo $! > '\(left)'; kill -SEGV $$"
    #expect(try await death(script)?.cause == .signal(11))
    // It is told while what was left runs on.
    let number = try #require(Int32(try String(contentsOfFile: left, encoding: .utf8).trimmingCharacters(in: .newlines)))
    #expect(kill(number, SIGKILL) == 0)
  }

  @Test func `a process that closes its pipe is waited for`() async throws {
    #expect(try await death("exec >&-; sleep 1; exit 3")?.cause == .status(3))
  }

  @Test func `an end without the last word is a death too`() async throws {
    #expect(try await death("echo '\(Self.begun)'; exit 0")?.cause == .status(0))
    #expect(try await death("exit 70")?.cause == .status(70))
  }

  @Test func `a page that takes too long ends it`() async throws {
    let death = try #require(try await death("echo '\(Self.begun)'; sleep 60", stall: 0.5))
    #expect(death.cause == .hung(0) && death.inFlight.count == 1 && death.setting?.contains("stall") == true)
  }

  @Test func `memory over the limit ends it`() async throws {
    let script = "echo '\(Self.begun)'; exec python3 -c 'x = b\"x\" * (400 << 20); import time; time.sleep(60)'"
    #expect(try await death(script, memory: 200)?.cause == .memory(200))
  }

  @Test func `the last word makes it an end`() async throws {
    let line = String(decoding: try JSONEncoder().encode(BatchEvent.finished(RunSummary())), as: UTF8.self)
    guard case .finished(let account) = try await end("echo 'no event'; echo '\(line)'") else {
      Issue.record("it was not taken as an end")
      return
    }
    #expect(account.summary != nil)
  }

  @Test func `what cannot be read on this machine is no death of a file`() async throws {
    let event = BatchEvent.unable(Problem(place: "formscan", summary: "no language data"), status: 5)
    let line = String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
    guard case .unable(let problem, 5) = try await end("echo '\(line)'; exit 5") else {
      Issue.record("it was taken as a death")
      return
    }
    #expect(problem.summary == "no language data")
  }
}
