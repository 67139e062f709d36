import ArgumentParser
import Forms
import Foundation
import RecordStore

/// Copies of a store.
struct StoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Backs a store up and restores it.", subcommands: [Backup.self, Restore.self])

  struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copies a store, with the pictures of its pages, into a new folder while others go on using it.")
    @OptionGroup var store: StoreOption
    @Argument(help: "The folder, which is not there yet.")
    var folder: String

    func run() async throws {
      let manifest = try await store.open().backUp(to: URL(fileURLWithPath: folder), by: StoreOption.actor)
      print("\(manifest.records) records and \(manifest.images) pictures copied to \(folder)/; head: \(manifest.head)")
    }
  }

  struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a store of a backup, once the copy is checked against its manifest. No store may be there.")
    @OptionGroup var store: StoreOption
    @Argument(help: "The backup's folder.")
    var folder: String

    func run() async throws {
      let manifest = try await RecordStore.restore(URL(fileURLWithPath: folder), to: store.file, by: StoreOption.actor)
      print(
        "restored: \(store.store), as it was at \(manifest.made). What was decided after that is not in it, and what was sent on after "
          + "that is sent on again: tell who takes it.")
    }
  }
}
