import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import RecordStore
import Testing

@testable import ReviewApp

struct MetricsTests {
  /// The answer over a socket of this machine.
  private func scrape(_ settings: ReviewSettings = ReviewSettings(), _ headers: HTTPFields = [:]) async throws -> TestResponse {
    var settings = settings
    settings.port = 0
    let desk = try await TestDesk(settings: settings)
    let answer = try await desk.server.application().test(.live) { client in
      try await client.executeRequest(uri: "/metrics", method: .get, headers: headers, body: nil)
    }
    return withExtendedLifetime(desk) { answer }
  }

  @Test func `this machine reads the metrics without a log-in`() async throws {
    let answer = try await scrape()
    #expect(answer.status == .ok && answer.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
    #expect(String(buffer: answer.body).contains("formscan_documents{form=\"t1\"} 1.0"))
    #expect(answer.headers[.cacheControl] == "no-store")
  }

  @Test func `who comes through a proxy needs the token, wherever the proxy runs`() async throws {
    var behind = ReviewSettings(isBehindProxy: true)
    #expect(try await scrape(behind).status == .forbidden)
    #expect(try await scrape(ReviewSettings(isBehindTLS: true)).status == .forbidden)
    for name in ["X-Forwarded-For", "Forwarded", "Via"] {
      #expect(try await scrape(ReviewSettings(), [HTTPField.Name(name)!: "1.2.3.4"]).status == .forbidden, "\(name)")
    }
    behind.metricsToken = "0123456789abcdef"
    #expect(try await scrape(behind).status == .forbidden)
    for (sent, status) in [
      ("Bearer 0123456789abcdef", HTTPResponse.Status.ok), ("Bearer 0123456789abcdeg", .forbidden), ("Bearer ", .forbidden),
    ] {
      #expect(try await scrape(behind, [.authorization: sent]).status == status)
    }
  }

  @Test func `who comes from nowhere known is not this machine`() async throws {
    try await TestDesk().open("") { browsers in
      let answer = try await browsers[0].get("/metrics")
      #expect(answer.status == .forbidden && answer.text.contains("--metrics-token"))
    }
  }
}
