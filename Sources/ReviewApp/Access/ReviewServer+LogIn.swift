import Forms
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import RecordStore

extension ReviewServer {
  func addLogIn(to router: RouterGroup<ReviewContext>) {
    router.get("login") { request, context in
      guard context.session == nil else { return Response.redirect(to: "/", type: .normal) }
      return logInPage(request, to: request.uri.queryParameters["to"].map(String.init), context)
    }
    router.post("login") { request, context in try await logIn(request, context) }
    router.post("logout") { _, context in
      if let token = context.token, let session = context.session {
        try await store.releaseAll(of: session.who.name)
        try await store.logOut(token)
      }
      var response = Response.redirect(to: "/login", type: .normal)
      response.setCookie(SessionCookie(settings).ended())
      // The next person at this machine finds no picture in the browser's cache.
      response.headers[.init("Clear-Site-Data")!] = "\"cache\""
      return response
    }
  }

  private func logIn(_ request: Request, _ context: ReviewContext) async throws -> Response {
    let name = context.posted["name"] ?? "", password = context.posted["password"] ?? "", to = context.posted["to"]
    let address = address(of: request, context)
    func again(_ key: String, _ status: HTTPResponse.Status, until: Date? = nil) -> Response {
      let minutes = until.map { max(1, Int(($0.timeIntervalSince(store.now()) / 60).rounded(.up))) }
      return logInPage(request, to: to, error: (key, ["minutes": "\(minutes ?? 0)"]), name: name, status: status, context)
    }
    if let until = await throttle.blocked(address) { return again("login-blocked", .tooManyRequests, until: until) }
    guard !name.isEmpty, !password.isEmpty else { return again("login-empty", .unprocessableContent) }
    switch try await throttle.takingTurn({ try await store.logIn(name, password: password) }) {
    case .welcome(let token, _):
      var response = Response.redirect(to: Self.local(to) ?? "/", type: .normal)
      response.setCookie(SessionCookie(settings).session(token))
      return response
    case .wrong:
      await throttle.note(address)
      return again("login-wrong", .unprocessableContent)
    case .blocked(let until):
      await throttle.note(address)
      return again("login-blocked", .tooManyRequests, until: until)
    case nil: return again("login-busy", .serviceUnavailable)
    }
  }

  /// The address that a request came from, be it through a proxy of one's own.
  private func address(of request: Request, _ context: ReviewContext) -> String {
    let forwarded = settings.isBehindProxy ? request.headers[.init("X-Forwarded-For")!] : nil
    let last = forwarded?.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) }
    return last ?? context.peer ?? "unknown"
  }

  /// A path within the app: no address of another site passes.
  static func local(_ path: String?) -> String? {
    // Browsers leave tabs and ends of lines out before they look.
    guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
      !path.unicodeScalars.contains(where: \.isControl)
    else { return nil }
    return path
  }

  private func logInPage(
    _ request: Request, to: String?, error: (key: String, values: [String: String])? = nil, name: String = "",
    status: HTTPResponse.Status = .ok,
    _ context: ReviewContext
  ) -> Response {
    // One token for all of a browser's tabs.
    let visit = request.cookies[SessionCookie(settings).visitName]?.value ?? .token()
    let words = screens.words(context.language)
    let page = LogInPage(
      to: Self.local(to) ?? "/", name: name, csrf: visit, error: error.map { words($0.key, $0.values) }, hasError: error != nil)
    var response = screens.response(
      "login", page, title: "login-title", hasError: error != nil, status: status, path: "/login", context)
    response.setCookie(SessionCookie(settings).visit(visit))
    return response
  }
}

/// What `login.mustache` shows.
private struct LogInPage {
  let to, name, csrf: String
  let error: String?
  let hasError: Bool
}

extension String {
  /// 256 bits that nobody can guess.
  fileprivate static func token() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in String(UInt64.random(in: 0...UInt64.max, using: &generator), radix: 16) }.joined()
  }
}
