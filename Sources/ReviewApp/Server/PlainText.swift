import Forms
import Foundation
import Hummingbird

/// Refuses what holds control characters but tabs and ends of lines: no page sends them, databases cut texts off there, and XML has none.
struct PlainText: RouterMiddleware {
  func handle(
    _ request: Request, context: ReviewContext, next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    guard request.uri.string.removingPercentEncoding?.isPlain == true else { throw HTTPError(.badRequest) }
    return try await next(request, context)
  }
}
