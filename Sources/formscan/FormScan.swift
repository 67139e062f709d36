import ArgumentParser
import Forms
import Foundation
import Imaging
import RecordStore

/// The `formscan` command.
@main
struct FormScan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formscan",
    abstract: "Turns scanned paper forms into checked, structured records.",
    discussion: ExitStatus.help,
    subcommands: [
      RunCommand.self, IngestCommand.self, ManifestCommand.self, MergeCommand.self, Doctor.self,
      Check.self, Rules.self, Schema.self, Draft.self, Preview.self, Specimen.self, Evaluate.self, ValidateOCR.self,
      Review.self, LetterCommand.self, Export.self, Purge.self, OperatorCommand.self, Audit.self, StoreCommand.self, Report.self, Thresholds.self,
      DecodePages.self, Unpack.self, ReadBatch.self, RepeatWork.self,
    ])

  /// Runs the command that was asked for. What it cannot do is a problem and a failure; wrong usage ends with the status that the help lists, not the parser's own.
  static func main() async {
    silenceLibraries()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch let problem as Problem {
      complain(problem)
      exit(withError: ExitStatus.someFailed.code)
    } catch let refusal as Refusal {
      complain(Problem(refusal))
      exit(withError: ExitStatus.someFailed.code)
    } catch  where exitCode(for: error) == .validationFailure {
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      exit(withError: ExitStatus.usage.code)
    } catch {
      exit(withError: error)
    }
  }
}
