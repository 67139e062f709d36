import Forms
import Foundation
import Hummingbird
import RecordStore

extension ReviewServer {
  func addQueue(to router: RouterGroup<ReviewContext>) {
    router.get("") { request, context in
      let done = request.uri.queryParameters["done"] != nil
      return try await queuePage(QueueChoice(request), isDone: done, context)
    }
    router.post("take") { _, context in try await takeNext(QueueChoice { context.posted[$0] }, done: false, context) }
  }

  /// Gives the operator the next record, and shows what in it waits; the queue where nothing is left.
  ///
  /// - Parameter done: whether a record was finished just before.
  func takeNext(_ choice: QueueChoice, done: Bool, _ context: ReviewContext) async throws -> Response {
    let name = try context.operatorName()
    let lease = try await store.leaseNext(
      for: name, matching: choice.filter(at: store.now()), seconds: settings.leaseSeconds)
    guard let lease, let view = try await store.view(lease.record, for: name) else {
      return Response.redirect(to: "/?done=1".adding(query: choice.query), type: .normal)
    }
    let maker = FieldPageMaker(
      view: view, form: forms[view.record.form], words: screens.words(context.language), choice: choice, name: name,
      leaseSeconds: Int(settings.leaseSeconds))
    // What does not fit comes first where a rule proposes to reject: its fields may not be worth the work.
    if lease.urgency != .reject, let first = maker.waiting.first {
      return Response.redirect(to: maker.address(first), type: .normal)
    }
    return Response.redirect(to: "/records/\(lease.record.percentEncoded)".adding(query: choice.query), type: .normal)
  }

  private func queuePage(_ choice: QueueChoice, isDone: Bool, _ context: ReviewContext) async throws -> Response {
    let page = QueuePage(
      try await store.queue(), groups: try await store.groups(), choice, forms, isDone: isDone, now: store.now(),
      screens.words(context.language))
    return screens.response("queue", page, title: "queue-title", path: "/".adding(query: choice.query), context)
  }
}
