import ArgumentParser
import Forms

/// Where the night job's files lie; goes over the pipeline's settings.
struct NightOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The night job's drop folder.", valueName: "folder"))
  var incoming: String?
  @Option(help: ArgumentHelp("Where the night job's results and reports go.", valueName: "folder"))
  var output: String?

  func validate() throws { try refuseEmpty(["--incoming": incoming, "--output": output]) }

  var areNamed: Bool { incoming != nil || output != nil }

  func over(_ settings: IngestSettings) -> IngestSettings {
    var settings = settings
    settings.incoming = incoming ?? settings.incoming
    settings.output = output ?? settings.output
    return settings
  }
}
