import Hummingbird

/// The cookies of the app: none can be read by scripts, and none is sent along from other sites' pages.
struct SessionCookie {
  /// The session's token.
  let name: String
  /// A token for who has not logged in yet, which the log-in form sends back.
  let visitName: String
  private let isSecure: Bool

  init(_ settings: ReviewSettings) {
    isSecure = settings.isBehindTLS
    // Browsers take `__Host-` over TLS only, for this host and all of it.
    name = isSecure ? "__Host-formscan" : "formscan"
    visitName = name + "-visit"
  }

  func session(_ token: String) -> Cookie { cookie(name, token) }
  func visit(_ token: String) -> Cookie { cookie(visitName, token) }
  /// Has the browser forget the session.
  func ended() -> Cookie { cookie(name, "", age: 0) }
  func language(_ language: Language) -> Cookie { cookie(Language.cookie, language.rawValue, age: 365 * 86_400) }

  /// - Parameter age: seconds that the browser keeps it; until it is closed if nil.
  private func cookie(_ name: String, _ value: String, age: Int? = nil) -> Cookie {
    guard let age else {
      return Cookie(name: name, value: value, path: "/", secure: isSecure, httpOnly: true, sameSite: .strict)
    }
    return Cookie(name: name, value: value, maxAge: age, path: "/", secure: isSecure, httpOnly: true, sameSite: .strict)
  }
}
