import ArgumentParser
import Forms
import Foundation
import Glibc
import RecordStore

/// The people who may work on a store.
struct OperatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operator", abstract: "Adds, lists and disables the people who may use 'formscan review'.",
    subcommands: [Add.self, List.self, Disable.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds an operator, or gives one another role and password.",
      discussion: """
        The password is asked for on the terminal, or read from a line of standard input; it is never an argument, which others on the \
        machine could see. It has 12 characters at least.

          formscan operator add --store desk.sqlite gwen --role senior
        """)
    @OptionGroup var store: StoreOption
    @Argument(help: "The name to log in with.")
    var name: String
    @Option(help: ArgumentHelp("operator, senior or admin: each may do what the ones before it may.", valueName: "role"))
    var role = "operator"

    func validate() throws {
      if Operator.Role(name: role) == nil { throw ValidationError("--role takes operator, senior or admin.") }
    }

    func run() async throws {
      let store = try store.open(create: true), password = try Self.password(for: name)
      try await store.set(operator: name, role: Operator.Role(name: role)!, password: password, by: StoreOption.actor)
      print("\(name) may log in as \(role)")
    }

    private static func password(for name: String) throws -> String {
      guard isatty(STDIN_FILENO) == 1 else { return readLine() ?? "" }
      let first = try typed("Password for \(name): "), again = try typed("Once more: ")
      guard first == again else {
        throw Problem(place: "the password", summary: "the two differ", remedy: "Type it again; nothing was changed.")
      }
      return first
    }

    private static func typed(_ prompt: String) throws -> String {
      var settings = termios()
      tcgetattr(STDIN_FILENO, &settings)
      var silent = settings
      silent.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSANOW, &silent)
      defer {
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        print()
      }
      FileHandle.standardError.write(Data(prompt.utf8))
      return readLine() ?? ""
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the operators with their roles.")
    @OptionGroup var store: StoreOption

    func run() async throws {
      for one in try await store.open().operators() { print("\(one.name)  \(one.role)\(one.isDisabled ? ", disabled" : "")") }
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Disables an operator: sessions end, work in hand goes back to the queue, and what was done stays.")
    @OptionGroup var store: StoreOption
    @Argument(help: "The operator's name.")
    var name: String

    func run() async throws {
      try await store.open().disable(operator: name, by: StoreOption.actor)
      print("\(name) may not log in any more")
    }
  }
}
