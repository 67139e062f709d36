import ArgumentParser
import Forms
import Foundation
import Logging
import Pipeline
import RecordStore
import ReviewApp

/// Serves the web app in which operators put doubtful fields right.
struct Review: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the web app in which operators put doubtful fields right.",
    discussion: """
      Operators log in at http://127.0.0.1:8080 with the names and passwords that 'formscan operator add' made. Runs may add to the store \
      meanwhile. It ends on Ctrl-C, once requests that are under way are answered.

      Seniors and admins find the office's figures at /report. At /metrics they are in Prometheus' text format, without a log-in: for requests \
      from this machine itself (none, behind a proxy, where all seem to be), and for those that bring the token of --metrics-token as \
      'Authorization: Bearer …'. Nothing there tells of a citizen.

      Only this machine reaches it unless --host says otherwise. \(ReviewSettings.proxyAdvice)

        formscan run scans/ --store desk.sqlite
        formscan operator add gwen --store desk.sqlite
        formscan review --store desk.sqlite
      """)

  @OptionGroup var store: StoreOption
  @Option(help: ArgumentHelp("The port; 0 takes any that is free.", valueName: "n"))
  var port = 8080
  @Option(help: ArgumentHelp("The address to listen at; 0.0.0.0 for all of this machine's.", valueName: "address"))
  var host = "127.0.0.1"
  @Flag(help: "A proxy before it speaks TLS with browsers: cookies go over TLS alone.")
  var behindTls = false
  @Flag(help: "A proxy before it puts the client's address at the end of X-Forwarded-For.")
  var behindProxy = false
  @Option(
    help: ArgumentHelp(
      "A file with the token that opens /metrics to other machines; 16 characters at least.", valueName: "file"))
  var metricsToken: String?
  @OptionGroup var prices: Prices
  @OptionGroup var definitions: Definitions

  func validate() throws {
    if !(0...65_535).contains(port) { throw ValidationError("--port takes a number from 0 to 65535.") }
  }

  func run() async throws {
    let forms = try definitions.forms(), rules = try definitions.rules(forms)
    var settings = ReviewSettings(host: host, port: port, isBehindTLS: behindTls, isBehindProxy: behindProxy)
    settings.prices = prices.settings
    settings.metricsToken = try metricsToken.map(Self.token(in:))
    let store = try store.open(rules: rules), pipeline = try definitions.pipeline(nil)
    let networks = try LineNetworks(definitions: definitions.folder())
    let reread = PageReread(store, forms: forms, policy: ReviewPolicy(pipeline), target: pipeline.target) {
      try ZoneReaders(pipeline, networks: networks)
    }
    let server = try await ReviewServer(
      store: store, forms: FormLibrary(forms: forms), crops: PictureCrops(), reader: Rereading(read: reread),
      letters: try definitions.letters(),
      welshRules: Dictionary(rules.rules.map { ($0.id, $0.say.cy) }) { first, _ in first },
      validate: { OCRValidation($0, rules: rules, received: Date())($1) }, settings: settings,
      logger: Logger(label: "formscan.review") { StreamLogHandler.standardError(label: $0) })
    if settings.isOpen { FileHandle.standardError.write(Data("\(ReviewSettings.proxyAdvice)\n".utf8)) }
    do {
      try await server.run { port in
        print("http://\(host.contains(":") ? "[\(host)]" : host):\(port)/")
        fflush(nil)
      }
    } catch let error where !(error is Problem) {
      throw Problem(
        place: "\(host):\(port)", summary: "the app cannot listen there (\(error))",
        remedy: "Take another --port, or end what has this one.")
    }
  }
}

extension Review {
  /// The token in a file; an argument could be seen by others on the machine.
  private static func token(in path: String) throws -> String {
    let text = try? String(contentsOfFile: path, encoding: .utf8)
    guard let token = text?.trimmingCharacters(in: .whitespacesAndNewlines), token.count >= 16,
      token.allSatisfy({ $0.isASCII && !$0.isWhitespace })
    else {
      throw Problem(
        place: path, summary: "there is no token in it",
        remedy: "Write one line of 16 characters or more, such as 'openssl rand -hex 24' gives.")
    }
    return token
  }
}

/// Reads pages of the store again.
private struct Rereading: PageReader {
  let read: PageReread

  func readAgain(_ reread: Int64) async throws -> String { try await read(upTo: reread) }
}
