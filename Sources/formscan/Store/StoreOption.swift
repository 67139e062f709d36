import ArgumentParser
import Forms
import Foundation
import Pipeline
import RecordStore

/// The store that a command works on.
struct StoreOption: ParsableArguments {
  @Option(help: ArgumentHelp("The store, as 'formscan run --store' made it.", valueName: "file"))
  var store: String

  var file: URL { URL(fileURLWithPath: store) }

  /// Opens the store, which must be there.
  ///
  /// - Parameter rules: asked again after a change; none where the command changes no value.
  func open(create: Bool = false, rules: RuleBook? = nil) throws -> RecordStore {
    try RecordStore(file, create: create, revalidate: rules?.revalidation)
  }

  /// Who does it, for the audit log: who is logged in on this machine.
  static var actor: String { "\(NSUserName()) at the command line" }
}
