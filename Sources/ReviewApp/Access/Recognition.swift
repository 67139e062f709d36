import Foundation
import Hummingbird
import HTTPTypes
import RecordStore

/// Finds out whose request it is, and in which language it is answered.
struct Recognition: RouterMiddleware {
  let store: RecordStore
  let settings: ReviewSettings

  func handle(
    _ request: Request, context: ReviewContext, next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.language = Language(
      cookie: request.cookies[Language.cookie]?.value, accepted: request.headers[.acceptLanguage] ?? "")
    if let token = request.cookies[SessionCookie(settings).name]?.value, let session = try await store.session(token) {
      context.session = session
      context.token = token
    }
    return try await next(request, context)
  }
}

/// Sends who has not logged in to the log-in page, and from there back to where they wanted to go.
struct OperatorsOnly: RouterMiddleware {
  func handle(
    _ request: Request, context: ReviewContext, next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    guard context.session == nil else { return try await next(request, context) }
    guard request.method == .get else { throw HTTPError(.unauthorized) }
    return Response.redirect(to: "/login?to=" + request.uri.string.percentEncoded, type: .normal)
  }
}
