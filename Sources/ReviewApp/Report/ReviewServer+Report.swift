import Forms
import Foundation
import HTTPTypes
import Hummingbird
import RecordStore

/// What the office wants to know of its paper, for those who answer for it: seniors and admins.
extension ReviewServer {
  func addReport(to router: RouterGroup<ReviewContext>) {
    router.get("report") { request, context in
      try Self.mayManage(context)
      let period = ReportPeriod(request.uri.queryParameters["days"].map(String.init))
      let page = ReportPage(try await reports(period), period, screens.words(context.language))
      return screens.response("report", page, title: "report-title", path: "/report?days=\(period.word)", context)
    }
    router.get("report.csv") { request, context in
      try Self.mayManage(context)
      let today = String(store.now().ISO8601Format().prefix(10)),
        day = request.uri.queryParameters["day"].map(String.init) ?? today
      guard let date = Day(day), day == "\(date)" else { throw HTTPError(.notFound) }
      return Response(
        status: .ok,
        headers: [
          .contentType: "text/csv; charset=utf-8; header=present",
          .contentDisposition: "attachment; filename=\"formscan-\(day).csv\"",
        ], body: .init(byteBuffer: ByteBuffer(string: try await store.dailyReport(of: date.start))))
    }
  }

  private static func mayManage(_ context: ReviewContext) throws {
    guard let role = context.session?.who.role, role >= .senior else { throw Refusal.needsRole(.senior) }
  }
}
