import Foundation
import Hummingbird
import RecordStore

/// The part of the queue that an operator works through, as pages and addresses carry it along.
struct QueueChoice: Equatable {
  var form, reason: String?
  var urgency: Urgency?
  /// Days since the paper arrived, at least.
  var days: Int?

  init() {}

  /// - Parameter value: gives the value of an input by its name, or of an item of a query.
  init(_ value: (String) -> String?) {
    func given(_ name: String) -> String? { value(name).flatMap { $0.isEmpty ? nil : $0 } }
    form = given("form")
    reason = given("reason")
    urgency = given("urgency").flatMap { name in Urgency.allCases.first { "\($0)" == name } }
    days = given("days").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  init(_ request: Request) { self.init { request.uri.queryParameters[Substring($0)].map(String.init) } }

  var items: [(name: String, value: String)] {
    [("form", form), ("reason", reason), ("urgency", urgency.map { "\($0)" }), ("days", days.map { "\($0)" })]
      .compactMap { name, value in value.map { (name, $0) } }
  }

  /// To be put behind an address.
  var query: String { items.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&") }

  func filter(at now: Date) -> QueueFilter {
    QueueFilter(
      form: form, reason: reason, urgency: urgency, arrivedBefore: days.map { now.addingTimeInterval(-Double($0) * 86_400) })
  }
}

extension String {
  /// With more of a query behind it.
  func adding(query: String) -> String { query.isEmpty ? self : self + (contains("?") ? "&" : "?") + query }
}
