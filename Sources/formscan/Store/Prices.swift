import ArgumentParser
import RecordStore

/// What a report cannot know by itself.
struct Prices: ParsableArguments {
  @Option(help: ArgumentHelp("What an hour of CPU costs, in pounds.", valueName: "pounds"))
  var cpuHour: Double?
  @Option(help: ArgumentHelp("What an operator's hour costs, in pounds.", valueName: "pounds"))
  var operatorHour: Double?
  @Option(help: ArgumentHelp("The share of all transactions of the service that come on paper, 0 to 1.", valueName: "share"))
  var paperShare: Double?

  func validate() throws {
    if let paperShare, !(0...1).contains(paperShare) { throw ValidationError("--paper-share takes a share from 0 to 1.") }
    if [cpuHour, operatorHour].contains(where: { $0.map { $0 < 0 } ?? false }) {
      throw ValidationError("A price is no less than 0 pounds.")
    }
  }

  var settings: ReportSettings {
    var settings = ReportSettings()
    settings.cpuSecond = cpuHour.map { $0 / 3600 }
    settings.operatorSecond = operatorHour.map { $0 / 3600 }
    settings.paperShare = paperShare
    return settings
  }
}
