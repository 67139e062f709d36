import Foundation
import Hummingbird
import Logging

/// One line a request: method, route, status and time. Neither parameters nor addresses' queries nor names are in it.
struct AccessLog: RouterMiddleware {
  let logger: Logger

  func handle(
    _ request: Request, context: ReviewContext, next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let taken = (ContinuousClock.now - start) / .milliseconds(1)
    logger.info(
      "request",
      metadata: [
        "method": "\(request.method)", "route": "\(context.endpointPath ?? "none")", "status": "\(response.status.code)",
        "milliseconds": "\(Int(taken.rounded()))",
      ])
    return response
  }
}
