import ArgumentParser
import Foundation
import Forms
import Pipeline

extension Draft {
  /// Reads `--bind`; prints what is wrong with it and ends with status 2.
  func readBinding(_ path: String) throws -> FormBinding {
    var (binding, problems): (FormBinding?, [Problem]) = (nil, [])
    do { (binding, problems) = try FormBinding.read(URL(fileURLWithPath: path)) } catch let problem as Problem {
      problems = [problem]
    }
    if let binding, binding.id != form {
      problems.append(
        Problem(
          place: path, summary: "the file is for the form '\(binding.id)', not '\(form)'",
          remedy: "Give --form \(binding.id), or the file of \(form)."))
    }
    guard let binding, problems.isEmpty else { throw stopped(problems) }
    return binding
  }

  /// The definition with the PDF's geometry; prints what the PDF lacks and ends with status 2, and says what is left over.
  func bound(_ binding: FormBinding, _ blanks: [BlankPage], edition: String, title: String) throws -> FormDefinition {
    let outcome = FormBinder(binding)(blanks, edition: edition, title: title)
    if !outcome.leftOver.isEmpty {
      print("\(outcome.leftOver.count) fields of the PDF are left over, for nothing is bound to them:")
      for line in outcome.leftOver { print("  \(line.printable)") }
    }
    guard outcome.problems.isEmpty else { throw stopped(outcome.problems) }
    return outcome.form
  }

  private func stopped(_ problems: [Problem]) -> ExitCode {
    for problem in problems { complain(problem) }
    return ExitStatus.definitionIsWrong.code
  }
}
