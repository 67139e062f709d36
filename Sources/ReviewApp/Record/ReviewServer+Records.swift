import Forms
import Foundation
import HTTPTypes
import Hummingbird
import RecordStore

extension ReviewServer {
  func addRecords(to router: RouterGroup<ReviewContext>) {
    router.get("records/:record") { request, context in
      try await recordPage(context.parameters.require("record"), QueueChoice(request), context)
    }
    router.post("records/:record/take") { _, context in
      try await step(context) { record, name in _ = try await store.lease(record, for: name, seconds: settings.leaseSeconds) }
    }
    router.post("give-back") { _, context in
      try await store.releaseAll(of: context.operatorName())
      return Response.redirect(to: "/".adding(query: QueueChoice { context.posted[$0] }.query), type: .normal)
    }
    router.post("records/:record/pass-on") { _, context in
      try await store.escalate(context.parameters.require("record"), to: .senior, by: context.operatorName())
      return Response.redirect(to: "/".adding(query: QueueChoice { context.posted[$0] }.query), type: .normal)
    }
    router.post("records/:record/issues/:issue/settle") { _, context in try await settle(context) }
    router.post("records/:record/belongs") { _, context in try await link(context) }
    router.post("records/:record/reject") { _, context in
      let reason = try Self.reason(context, of: RecordPage.rejectCodes)
      return try await step(context) { record, name in try await store.reject(record, by: name, reason: reason) }
    }
  }

  private static func reason(_ context: ReviewContext, of codes: [String]) throws -> String {
    guard let reason = context.posted["because"], codes.contains(reason) else { throw HTTPError(.badRequest) }
    return reason
  }

  /// Does something with a record, and shows the record as it is then; where it is refused, with the reason.
  private func step(_ context: ReviewContext, _ body: (_ record: String, _ name: String) async throws -> Void) async throws
    -> Response
  {
    let record = try context.parameters.require("record"), name = try context.operatorName()
    let choice = QueueChoice { context.posted[$0] }
    do { try await body(record, name) } catch let refusal as Refusal {
      return try await recordPage(record, choice, refusal: refusal, context)
    }
    return Response.redirect(to: "/records/\(record.percentEncoded)".adding(query: choice.query), type: .normal)
  }

  private func settle(_ context: ReviewContext) async throws -> Response {
    guard let issue = Int64(try context.parameters.require("issue")) else { throw HTTPError(.notFound) }
    let reason = try Self.reason(context, of: RecordPage.reasonCodes)
    return try await step(context) { record, name in
      try await store.settle(issue: issue, of: record, by: name, reason: reason)
    }
  }

  /// Puts a record with the one that was chosen, or whose number was typed.
  private func link(_ context: ReviewContext) async throws -> Response {
    let typed = context.posted["number"]?.trimmingCharacters(in: .whitespaces) ?? ""
    let target = typed.isEmpty ? context.posted["owner"] ?? "" : typed
    guard let shown = context.posted["shown"] else { throw HTTPError(.badRequest) }
    return try await step(context) { record, name in
      guard let view = try await store.view(record, for: name) else { throw Refusal.closed(record: record) }
      guard let belonging = forms[view.record.form]?.belongsTo else { throw Refusal.cannotOwn(record: target) }
      try await store.link(record, from: shown.isEmpty ? nil : shown, to: target, belonging, by: name)
    }
  }

  /// - Parameter problem: why something could not be done with it, where that is no refusal.
  func recordPage(
    _ record: String, _ choice: QueueChoice, refusal: Refusal? = nil, problem: Problem? = nil, _ context: ReviewContext
  ) async throws -> Response {
    guard let session = context.session, let view = try await store.view(record, for: session.who.name) else {
      throw Refusal.closed(record: record)
    }
    let maker = FieldPageMaker(
      view: view, form: forms[view.record.form], words: screens.words(context.language), choice: choice,
      name: session.who.name, leaseSeconds: Int(settings.leaseSeconds))
    try await note(looksAt: [record], context)
    let words = screens.words(context.language)
    var owners: [PossibleOwner] = []
    if let belonging = maker.form?.belongsTo, view.record.disposition == .review {
      owners = try await store.possibleOwners(of: record, belonging)
    }
    let belongings = try await store.belonging(to: record)
    let trouble = refusal.map { Problem(place: "", summary: words.summary(of: $0), remedy: words.remedy(for: $0)) } ?? problem
    let page = RecordPage(
      maker, role: session.who.role, now: store.now(), trouble: trouble,
      hasLetters: letters?.speaks(of: view.record.form.id, with: view.record.form.id) ?? false, possibleOwners: owners,
      belongings: belongings)
    return screens.response(
      "record", page, title: "record-title", name: page.formName, hasError: trouble != nil,
      status: refusal?.status ?? (problem == nil ? .ok : .unprocessableContent),
      path: page.address.adding(query: choice.query), context)
  }
}
