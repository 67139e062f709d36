import ArgumentParser

/// The `formscan` command.
@main
struct FormScan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formscan",
    abstract: "Turns scanned paper forms into checked, structured records.",
    subcommands: [RunCommand.self, Check.self, Draft.self, Preview.self, Specimen.self, Evaluate.self, DecodePages.self])
}
