import Forms
import Foundation
import Hummingbird
import HTTPTypes
import NIOCore
import RecordStore

/// What a form of a page sent, by the names of its inputs.
struct PostedForm: Sendable {
  private let values: [String: String]

  /// Nothing.
  init() { values = [:] }

  /// - Parameter text: `application/x-www-form-urlencoded`; nil where it is not, or is no plain text.
  init?(_ text: String) {
    let query = "?" + text.replacing("+", with: "%20")
    guard let items = URLComponents(string: query, encodingInvalidCharacters: false)?.queryItems,
      items.allSatisfy({ $0.name.isPlain && $0.value?.isPlain ?? true })
    else { return nil }
    // Browsers end lines with CR LF, whatever they were given.
    values = Dictionary(items.map { ($0.name, ($0.value ?? "").replacing("\r\n", with: "\n")) }) { _, last in last }
  }

  subscript(name: String) -> String? { values[name] }
}

/// Takes what forms send, and only from pages of one's own session: each must send the session's token back.
struct PostedForms: RouterMiddleware {
  /// The input, and for scripts the header, with the token.
  static let input = "csrf", header = HTTPField.Name("X-CSRF-Token")!
  /// The most bytes of a form: a group of forty with room to spare.
  private static let most = 256 * 1024
  let settings: ReviewSettings

  func handle(
    _ request: Request, context: ReviewContext, next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    guard request.method == .post else { return try await next(request, context) }
    var request = request, context = context
    let body: ByteBuffer
    do { body = try await request.collectBody(upTo: Self.most) } catch is NIOTooManyBytesError {
      throw HTTPError(.contentTooLarge)
    }
    guard let posted = PostedForm(String(buffer: body)) else { throw HTTPError(.badRequest) }
    context.posted = posted
    // The log-in form has a token of its own, for who has no session yet.
    let tokens = [context.session?.csrf, request.cookies[SessionCookie(settings).visitName]?.value].compactMap { $0 }
    let sent = Data((posted[Self.input] ?? request.headers[Self.header] ?? "").utf8)
    guard tokens.contains(where: { !$0.isEmpty && Data($0.utf8).isSame(as: sent) }) else { throw NotFromHere(posted: posted) }
    return try await next(request, context)
  }
}

/// A form came without its session's token: the session ended, or another site's page sent it.
struct NotFromHere: Error {
  let posted: PostedForm
}

extension Data {
  /// Compares in the same time wherever they differ.
  func isSame(as other: Data) -> Bool {
    count == other.count && zip(self, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
