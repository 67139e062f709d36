import Foundation
import HTTPTypes
import Hummingbird
import RecordStore

/// The report's figures over all time for Prometheus. Who scrapes has no session: it is this machine itself, or it knows a token.
extension ReviewServer {
  func addMetrics(to router: Router<ReviewContext>) {
    router.get("metrics") { request, context in
      guard mayScrape(request, context) else {
        let why = "Metrics are for this machine itself, or for who brings the token of --metrics-token.\n"
        return Response(
          status: .forbidden, headers: [.contentType: "text/plain; charset=utf-8"],
          body: .init(byteBuffer: ByteBuffer(string: why)))
      }
      let text = try await reports(.all).prometheus
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: text)))
    }
  }

  /// Behind a proxy every request comes from where the proxy runs: its address says nothing of who asked.
  private func mayScrape(_ request: Request, _ context: ReviewContext) -> Bool {
    if let token = settings.metricsToken, let sent = request.headers[.authorization],
      Data("Bearer \(token)".utf8).isSame(as: Data(sent.utf8))
    {
      return true
    }
    let isForwarded = settings.isBehindProxy || settings.isBehindTLS || Self.forwarding.contains { request.headers[$0] != nil }
    return !isForwarded && ["127.0.0.1", "::1"].contains(context.peer)
  }

  private static let forwarding = ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via"].compactMap {
    HTTPField.Name($0)
  }
}
