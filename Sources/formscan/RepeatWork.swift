import ArgumentParser
import Forms
import Foundation
import Imaging
import Pipeline

/// Does one piece of a page's work again and again, so that `Scripts/test-instructions` can count what it costs.
struct RepeatWork: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repeat-work", abstract: "Does one piece of a page's work several times.", shouldDisplay: false)

  enum Work: String, CaseIterable, ExpressibleByArgument {
    /// Finding the form page and where its print lies.
    case registration
    /// Telling the ink of every place for text from the form's own.
    case ink
    /// Reading every tick box.
    case ticks
    /// Reading the first line that somebody wrote in.
    case zone
  }

  @Argument var work: Work
  @Argument(help: "A scan of the form.") var scan: String
  @Option(help: "The form.") var form = "n5b"
  @Option(help: "The page of the scan, from 1.") var page = 1
  @Option var times = 1
  @OptionGroup var definitions: Definitions

  func run() throws {
    let identify = Identify(forms: try definitions.forms([form]))
    let pages = PageStream(
      file: URL(fileURLWithPath: scan), first: page - 1, executable: URL(fileURLWithPath: CommandLine.arguments[0]))
    defer { pages.close() }
    guard case .page(let decoded) = try pages.nextPage(), case .form(let found, _) = try identify(decoded.image, index: 0)
    else {
      throw Problem(
        place: "\(scan) page \(page)", summary: "it is no page of \(form)", remedy: "Give a scan of it with --page.")
    }
    let contrast = PageTone(found).contrast
    func inks() -> [Bool] {
      found.page.zones.filter { $0.read != .ticks }.map { ZoneInk($0.bounds, on: found, contrast: contrast).isEmpty }
    }
    func repeated(_ work: () throws -> Void) rethrows { for _ in 0..<times { try work() } }
    switch work {
    case .registration: try repeated { _ = try identify(decoded.image, index: 0) }
    case .ink: repeated { _ = inks() }
    case .ticks: try read(found.with { $0.read == .ticks })
    case .zone:
      let first = found.page.zones.first {
        $0.read == .line && !ZoneInk($0.bounds, on: found, contrast: contrast).isEmpty
      }
      try read(found.with { $0.field == first?.field })
    }
  }

  private func read(_ page: RegisteredPage) throws {
    let readers = try ZoneReaders(networks: LineNetworks(definitions: definitions.folder()))
    for _ in 0..<times { _ = readers.read(page) }
  }
}

extension RegisteredPage {
  /// The same page with some of its zones alone.
  fileprivate func with(_ isWanted: (ZoneDefinition) -> Bool) -> RegisteredPage {
    var part = self
    part.page.zones.removeAll { !isWanted($0) }
    return part
  }
}
