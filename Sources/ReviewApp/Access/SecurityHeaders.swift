import HTTPTypes
import Hummingbird

/// Headers that keep browsers from doing what no page of the app needs: nothing from elsewhere, nothing inline, in no frame, and no copies of
/// pages on the disk. (Fonts are allowed for the sake of GOV.UK Frontend's rules, which name some; no page uses them.)
struct SecurityHeaders: RouterMiddleware {
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  let settings: ReviewSettings

  func handle(
    _ request: Request, context: ReviewContext, next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    // A letter has a policy of its own, which lets even less pass.
    if response.headers[.contentSecurityPolicy] == nil { response.headers[.contentSecurityPolicy] = Self.policy }
    response.headers[.xContentTypeOptions] = "nosniff"
    for (name, value) in Self.fixed { response.headers[name] = value }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    if settings.isBehindTLS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    return response
  }

  private static let fixed: [(HTTPField.Name, String)] = [
    (.init("X-Frame-Options")!, "DENY"), (.init("Referrer-Policy")!, "same-origin"),
    (.init("Cross-Origin-Opener-Policy")!, "same-origin"), (.init("Cross-Origin-Resource-Policy")!, "same-origin"),
    (.init("Permissions-Policy")!, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
  ]
}
