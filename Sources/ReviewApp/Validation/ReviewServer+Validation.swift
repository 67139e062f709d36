import Forms
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension ReviewServer {
  /// Bytes that a request may have.
  private static let mostAsked = 16 << 20

  /// `POST /forms/{form}/validate-ocr`, as HMCTS bulk scan asks a service. Nothing of the store is in the answer, and nothing is kept; who may
  /// ask (HMCTS's `ServiceAuthorization`) is the proxy's to check.
  func addValidation(to router: Router<ReviewContext>) {
    router.post("forms/:form/validate-ocr") { request, context in
      let id = try context.parameters.require("form").lowercased()
      guard let form = forms.all.first(where: { $0.id == id }) else {
        return try Self.json(["error": "there is no such form"], .notFound)
      }
      var request = request
      let body = try await request.collectBody(upTo: Self.mostAsked)
      do {
        return try Self.json(validate(form, OCRRequest(Data(body.readableBytesView)).data), .ok)
      } catch let problem as Problem {
        return try Self.json(["error": "\(problem.place): \(problem.summary)"], .badRequest)
      }
    }
  }

  private static func json(_ value: some Encodable, _ status: HTTPResponse.Status) throws -> Response {
    Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(bytes: try CanonicalJSON.data(value))))
  }
}
