import Forms
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ReviewApp

/// The route that HMCTS bulk scan asks.
struct ValidationTests {
  private func ask(_ form: String, _ body: String) async throws -> (status: HTTPResponse.Status, body: String) {
    try await TestDesk([]).server.application().test(.router) { client in
      try await client.execute(uri: "/forms/\(form)/validate-ocr", method: .post, body: ByteBuffer(string: body)) { response in
        (response.status, String(buffer: response.body))
      }
    }
  }

  @Test func `values are answered with warnings, errors and a status, without logging in`() async throws {
    let right = try await ask("T1", #"{"ocr_data_fields": [{"name": "postcode", "value": "HU15 2PW"}]}"#)
    #expect(right.status == .ok && right.body.contains("\"SUCCESS\""), "\(right.body)")
    let wrong = try await ask("t1", #"{"ocr_data_fields": [{"name": "postcode", "value": "nowhere"}]}"#)
    #expect(wrong.status == .ok && wrong.body.contains("\"WARNINGS\"") && !wrong.body.contains("nowhere"))
  }

  @Test func `an unknown form is not found, and what is no request is said to be so`() async throws {
    #expect(try await ask("t9", "{}").status == .notFound)
    let none = try await ask("t1", "{}")
    #expect(none.status == .badRequest && none.body.contains("ocr_data_fields"))
  }
}
