import ArgumentParser
import Forms
import Foundation
import Pipeline
import RecordStore

/// Says whether a night can be left alone with this machine.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks this machine and what is installed, and says what to do.",
    discussion: """
      One line each: ok, warn (it works, and something may go wrong) or bad (it does not). Run it as the user, and in the folder, of \
      the service. Writes nothing but a file that it takes away again. Ends with 5 if something is bad.

        formscan doctor
        formscan doctor --pipeline night.yaml
        formscan doctor --incoming /srv/incoming --output /srv/out --store /srv/desk.sqlite
      """)

  @Option(help: ArgumentHelp("The pipeline's settings.", valueName: "file"))
  var pipeline: String?
  @Option(help: ArgumentHelp("A drop folder (the pipeline's if not given), with working, done and quarantine beside it.", valueName: "folder"))
  var incoming: String?
  @Option(help: ArgumentHelp("Where results are written.", valueName: "folder"))
  var output: String?
  @Option(help: ArgumentHelp("The store.", valueName: "file"))
  var store: String?
  @OptionGroup var definitions: Definitions

  func validate() throws { try refuseEmpty(["--incoming": incoming, "--output": output, "--store": store]) }

  func run() throws {
    let folder = try definitions.folder(), settings = try definitions.pipeline(pipeline)
    let installation = InstallationCheck(settings), machine = MachineCheck(settings)
    let findings =
      [installation.libraries()] + installation.languages() + installation.definitions(folder) + [
        installation.networks(folder)
      ]
      + [installation.decoding()] + folders(settings) + [machine.clock(), machine.memory()] + machine.limits()
    for finding in findings { print(finding) }
    if findings.contains(where: { $0.state == .bad }) { throw ExitStatus.dependencyIsMissing.code }
  }

  /// The folders that flags name, else those of the pipeline's night job.
  private func folders(_ settings: PipelineDefinition) -> [Diagnosis] {
    let check = FolderCheck(), night = settings.ingest, output = output ?? night?.output
    let outputs = settings.outputs.map { ($0.kind, URL(fileURLWithPath: $0.folder)) }
    let results = output.map { URL(fileURLWithPath: $0) }
    let file = NightFolders.store(store ?? night?.store, in: night == nil ? nil : results)
    let written = NightFolders.written(output: results, store: file, outputs.map(\.1))
    var found = (incoming ?? night?.incoming).map { check(incoming: URL(fileURLWithPath: $0), writing: written) } ?? []
    if let results { found.append(check("output", results, isMade: true)) }
    if let file {
      let folder = file.deletingLastPathComponent(), fault = RecordStore.fault(of: file)
      found.append(
        fault.map { Diagnosis(.bad, "store", "\($0.place): \($0.summary)", remedy: $0.remedy) }
          ?? check("store", folder, isMade: results?.path == folder.path))
    }
    found += outputs.map { check("output \($0.0)", $0.1, isMade: true) }
    return found + [check("temporary files", FileManager.default.temporaryDirectory)]
  }
}
