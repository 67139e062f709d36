public import Forms
import Foundation
public import Hummingbird
import HTTPTypes
public import Logging
public import RecordStore

/// The web app in which operators put doubtful fields right: pages over a record store, for people who have logged in.
///
/// Every page works without JavaScript. What changes anything is a POST with the session's token; no value of a field is in an address
/// or in the log.
public struct ReviewServer: Sendable {
  let store: RecordStore
  let forms: KnownForms
  let crops: any PageCrops
  let letters: LetterBook?
  let reader: (any PageReader)?
  let validate: @Sendable (FormDefinition, OCRData) -> OCRAnswer
  let settings: ReviewSettings
  let screens: Screens
  let throttle: LogInThrottle
  let reports: ReportKeeper
  let visits = Visits()
  let logger: Logger

  /// - Parameters:
  ///   - forms: the definitions that give fields their labels and places.
  ///   - crops: cuts pictures of pages.
  ///   - letters: what letters to senders are made of; nil for none.
  ///   - welshRules: what rules say in Welsh, by their ids: the store has their English.
  ///   - validate: answers `validate-ocr`.
  ///   - reader: reads pages again that somebody says are others than they were taken for; nil where it is done later by a run.
  /// - Throws: `Problem` where a template or a table of texts is missing or wrong.
  public init(
    store: RecordStore, forms: FormLibrary, crops: any PageCrops, reader: (any PageReader)? = nil,
    letters: LetterBook? = nil,
    welshRules: [String: String] = [:],
    validate: @escaping @Sendable (FormDefinition, OCRData) -> OCRAnswer = { OCRValidation($0)($1) },
    settings: ReviewSettings = ReviewSettings(), logger: Logger
  ) async throws {
    self.store = store
    self.forms = KnownForms(forms)
    self.crops = crops
    self.reader = reader
    self.letters = letters
    self.validate = validate
    self.settings = settings
    screens = try await Screens(Resources.folder(), welshRules: welshRules)
    throttle = LogInThrottle(store.now)
    reports = ReportKeeper(store, prices: settings.prices)
    self.logger = logger
  }

  /// Serves until the process is told to end (SIGTERM, SIGINT); requests that are being answered then are answered.
  ///
  /// - Parameter ready: is given the port once requests are taken.
  public func run(ready: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
    try await application(ready: ready).runService()
  }

  /// The app, for tests and for who runs it among other services.
  public func application(ready: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) -> some ApplicationProtocol {
    Application(
      router: router(),
      configuration: .init(address: .hostname(settings.host, port: settings.port), serverName: "FormScan"),
      onServerRunning: { await ready($0.localAddress?.port ?? 0) }, logger: logger)
  }

  private func router() -> Router<ReviewContext> {
    let router = Router(context: ReviewContext.self)
    router.add(middleware: AccessLog(logger: logger))
    router.add(middleware: SecurityHeaders(settings: settings))
    router.add(middleware: Recognition(store: store, settings: settings))
    router.add(middleware: RefusalPages(screens: screens))
    router.add(middleware: PlainText())
    addAssets(to: router)
    addLanguage(to: router)
    addValidation(to: router)
    addMetrics(to: router)
    let posts = router.group().add(middleware: PostedForms(settings: settings))
    addLogIn(to: posts)
    let desk = posts.add(middleware: OperatorsOnly())
    addQueue(to: desk)
    addFields(to: desk)
    addRecords(to: desk)
    addLetters(to: desk)
    addPages(to: desk)
    addGroups(to: desk)
    addSamples(to: desk)
    addReport(to: desk)
    return router
  }
}
