import Forms
import Foundation
import Testing

@testable import Pipeline

struct DoctorTests {
  let folder: TestFolder
  private let check = FolderCheck()

  init() throws { folder = try TestFolder() }

  @Test func `a folder that is there has room; one that is not is bad, unless a run makes it`() throws {
    #expect(check("output", folder["."]).state == .ok && folder.names(".") == [])
    #expect(check("incoming", folder["none"]).state == .bad)
    let made = check("output", folder["a/b"], isMade: true)
    #expect(made.state == .ok && made.summary.contains("will be made"))
    try folder.write("", to: "file")
    #expect(check("output", folder["file"]).summary.hasSuffix("is no folder"))
    #expect(check("output", folder["file/below"], isMade: true).state == .bad)
  }

  @Test func `what cannot be written is bad with the system's words`() {
    let finding = check("output", URL(fileURLWithPath: "/proc/self"))
    #expect(finding.state == .bad && finding.summary.contains("cannot be written ("))
  }

  @Test func `little room is a warning, and too little is bad`() {
    var check = FolderCheck()
    check.enough = .max
    #expect(check("output", folder["."]).state == .warn)
    check.least = .max
    #expect(check("output", folder["."]).state == .bad)
  }

  @Test func `a drop folder's siblings are looked at, and must be in its file system`() throws {
    try FileManager.default.createDirectory(at: folder["incoming"], withIntermediateDirectories: true)
    #expect(check(incoming: folder["incoming"], writing: []).map(\.name) == ["incoming", "working", "done", "quarantine"])
    #expect(check(incoming: folder["incoming"], writing: []).allSatisfy { $0.state == .ok })
    try folder.link("done", to: "/proc")
    let bad = check(incoming: folder["incoming"], writing: []).filter { $0.state == .bad }
    #expect(bad.contains { $0.name == "done" && $0.summary.contains("another file system") })
  }

  @Test func `a clock far off is bad`() {
    let check = MachineCheck(PipelineDefinition())
    #expect(check.clock(Date(timeIntervalSince1970: 0)).state == .bad)
    #expect(check.clock(Date(timeIntervalSince1970: 1_795_500_000)).state != .bad)
  }

  @Test func `memory is held against what the pipeline may take, and the group's limit counts`() {
    let check = MachineCheck(PipelineDefinition())
    #expect(check.memory("MemTotal: 9 kB\nMemAvailable:   4194304 kB\n", group: "max\n").state == .ok)
    #expect(check.memory("MemAvailable:   1048576 kB\n", group: nil).state == .warn)
    #expect(check.memory("MemAvailable:   4194304 kB\n", group: "1073741824\n").summary.hasPrefix("1024 MB free"))
    #expect(check.memory("", group: nil).state == .warn)
  }

  @Test func `workers that the night job would end for their memory are warned of`() {
    var pipeline = PipelineDefinition()
    pipeline.workers = 8
    pipeline.ingest = IngestSettings()
    let plenty = "MemAvailable: 99999999 kB\n"
    #expect(MachineCheck(pipeline).memory(plenty, group: nil).state == .ok)
    pipeline.ingest?.memory = 1024
    let found = MachineCheck(pipeline).memory(plenty, group: nil)
    #expect(found.state == .warn && found.summary.contains("ingest.memory"))
  }

  @Test func `a decoding process that cannot start, or cannot decode, is bad`() throws {
    let pipeline = PipelineDefinition()
    #expect(InstallationCheck(pipeline, executable: try builtCommand()).decoding().state == .ok)
    #expect(InstallationCheck(pipeline, executable: folder["none"]).decoding().state == .bad)
    #expect(InstallationCheck(pipeline, executable: URL(fileURLWithPath: "/bin/false")).decoding().state == .bad)
  }

  @Test func `definitions that are wrong or not there are bad with their place`() throws {
    let check = InstallationCheck(PipelineDefinition())
    try folder.write("form: x\n", to: "forms/x/form.yaml")
    let finding = check.definitions(folder["."])[0]
    #expect(finding.state == .bad && finding.summary.contains("forms/x/"))
    #expect(check.networks(folder["."]).state == .warn)
    try folder.write("", to: "handprint/line.weights")
    #expect(check.networks(folder["."]).state == .bad)
  }

  @Test func `a finding is a line, and what to do stands below it`() {
    #expect(Diagnosis(.bad, "clock", "it says 1970", remedy: "Set it.").description == "bad  clock: it says 1970\n     Set it.")
    #expect(Diagnosis(.ok, "libraries", "tesseract 5").description == "ok   libraries: tesseract 5")
  }
}
