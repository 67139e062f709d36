import Forms
import Foundation
import HTTPTypes
import Hummingbird
import RecordStore

/// Checks of fields that passed without a look. An operator reads the field without seeing what passed, so that nobody is led; only where
/// the two differ both are shown, and the operator says which the paper has.
extension ReviewServer {
  func addSamples(to router: RouterGroup<ReviewContext>) {
    router.get("samples") { request, context in try await samplePage(request, context) }
    router.post("samples/:record") { request, context in try await judge(request, context) }
  }

  private func samplePage(_ request: Request, _ context: ReviewContext) async throws -> Response {
    let name = try context.operatorName()
    guard let place = try await store.nextSample(for: name, seconds: settings.leaseSeconds),
      let view = try await store.view(place.record, for: name),
      let page = SamplePage(place, in: view, forms, screens.words(context.language))
    else {
      let result = try await store.sampleResult()
      let page = SamplesDonePage(result, screens.words(context.language))
      return screens.response("samples-done", page, title: "sample-title", path: "/samples", context)
    }
    try await note(looksAt: [place.record], context)
    return screens.response("sample", page, title: "sample-title", name: page.formName, path: "/samples", context)
  }

  private func judge(_ request: Request, _ context: ReviewContext) async throws -> Response {
    guard let pointer = request.uri.queryParameters["at"].map(String.init) else { throw HTTPError(.notFound) }
    let place = FieldPlace(try context.parameters.require("record"), pointer), name = try context.operatorName()
    guard let view = try await store.view(place.record, for: name), let field = view.fields[pointer],
      let passed = view.record.fields[pointer]
    else { throw HTTPError(.notFound) }
    let words = screens.words(context.language), definition = forms[view.record.form]?.fields[pointer]
    let answer = try FieldAnswer(context.posted, kind: field.kind, choices: definition?.of ?? [], isBlankProposed: false)
    let isPassed = context.posted["do"] == "passed"
    let decision = FieldDecision(
      place, old: passed.value, new: isPassed ? passed.value : answer.new, reason: "sampled check",
      asWritten: answer.isAsWritten)
    func again(_ complaint: Complaint?) throws -> Response {
      guard
        let page = SamplePage(
          place, in: view, forms, typed: answer.typed, complaint: complaint, differs: complaint == nil, words)
      else { throw HTTPError(.notFound) }
      return screens.response(
        "sample", page, title: "sample-title", name: page.formName, hasError: complaint != nil,
        status: complaint?.status ?? .ok,
        path: "/samples", context)
    }
    if answer.isMissing, !isPassed, context.posted["shown"] == nil { return try again(Complaint(missing: words)) }
    do {
      let isSame = try decision.value(as: field.kind) == passed.value
      // A first answer that differs is shown beside what passed; a second one stands.
      if !isSame, context.posted["shown"] == nil { return try again(nil) }
      try await store.judge(sample: decision, by: name)
    } catch let refusal as Refusal { return try again(Complaint(refusal, words)) }
    return Response.redirect(to: "/samples", type: .normal)
  }
}
