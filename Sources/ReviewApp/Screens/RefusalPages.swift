import Forms
import HTTPTypes
import Hummingbird
import Logging
import RecordStore

/// Answers what could not be done with a page that says why and what to do.
struct RefusalPages: RouterMiddleware {
  let screens: Screens

  func handle(
    _ request: Request, context: ReviewContext, next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch {
      let words = screens.words(context.language)
      let (status, summary, remedy) = Self.explain(error, words)
      if status.kind == .serverError {
        context.logger.error("request failed", metadata: ["place": "\((error as? Problem)?.place ?? "\(type(of: error))")"])
      }
      return screens.response(
        "refused",
        RefusedPage(
          summary: summary, remedy: remedy, mustLogIn: status == .unauthorized || error is NotFromHere,
          kept: (error as? NotFromHere)?.posted["value"]),
        title: "refused-title", hasError: true, status: status, path: "/", context)
    }
  }

  private static func explain(_ error: any Error, _ words: Words) -> (HTTPResponse.Status, String, String?) {
    switch error {
    case let refusal as Refusal: return (refusal.status, words.summary(of: refusal), words.remedy(for: refusal))
    case let problem as Problem: return (.serviceUnavailable, problem.summary, problem.remedy)
    case is NotFromHere: return (.forbidden, words("refused-csrf"), words("refused-csrf-remedy"))
    case let error as HTTPError:
      let key =
        switch error.status {
        case .unauthorized: "refused-session"
        case .notFound: "refused-not-found"
        case .contentTooLarge, .badRequest: "refused-request"
        default: "refused-failed"
        }
      return (error.status, words(key), words(key + "-remedy"))
    default: return (.internalServerError, words("refused-failed"), words("refused-failed-remedy"))
    }
  }
}

/// What `refused.mustache` shows.
private struct RefusedPage {
  let summary: String
  let remedy: String?
  let mustLogIn: Bool
  /// What the operator had typed: it goes back to who sent it.
  let kept: String?
}

extension Refusal {
  var status: HTTPResponse.Status {
    switch self {
    case .conflict, .held, .leaseEnded, .keyedBySame: .conflict
    case .closed: .gone
    case .nothingToDecide, .unknownPage: .notFound
    case .notValid, .cannotOwn: .unprocessableContent
    case .unknownOperator, .needsRole: .forbidden
    }
  }

  /// What its texts are called in the table.
  fileprivate var key: String {
    switch self {
    case .conflict: "refusal-conflict"
    case .held: "refusal-held"
    case .leaseEnded: "refusal-lease-ended"
    case .closed: "refusal-closed"
    case .nothingToDecide: "refusal-nothing"
    case .keyedBySame: "refusal-keyed"
    case .notValid(_, let kind): "refusal-not-valid-\(kind.rawValue)"
    case .unknownOperator: "refusal-operator"
    case .needsRole: "refusal-role"
    case .unknownPage: "refusal-page"
    case .cannotOwn: "refusal-owner"
    }
  }
}

extension Words {
  func summary(of refusal: Refusal) -> String {
    switch refusal {
    case .held(_, let name): self(refusal.key, ["name": name])
    case .needsRole(let role): self(refusal.key, ["role": self("role-\(role)")])
    default: self(refusal.key)
    }
  }

  func remedy(for refusal: Refusal) -> String {
    if case .notValid = refusal { return self("refusal-not-valid-remedy") }
    return self(refusal.key + "-remedy")
  }
}
