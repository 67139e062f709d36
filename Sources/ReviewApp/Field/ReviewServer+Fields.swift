import Forms
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import RecordStore

extension ReviewServer {
  func addFields(to router: RouterGroup<ReviewContext>) {
    router.get("records/:record/field") { request, context in try await fieldPage(request, context) }
    router.post("records/:record/field") { request, context in try await decide(request, context) }
    router.post("records/:record/renew") { _, context in
      let record = try context.parameters.require("record")
      try await store.renew(record, by: context.operatorName(), seconds: settings.leaseSeconds)
      return Response(status: .noContent)
    }
    router.post("check") { _, context in try check(context) }
    router.post("ahead") { _, context in try await ahead(context) }
    router.get("records/:record/crop") { request, context in try await crop(request, context) }
  }

  /// Where in a record an address points.
  private func place(_ request: Request, _ context: ReviewContext) throws -> FieldPlace {
    guard let pointer = request.uri.queryParameters["at"] else { throw HTTPError(.notFound) }
    return FieldPlace(try context.parameters.require("record"), String(pointer))
  }

  private func maker(_ view: RecordView, _ choice: QueueChoice, _ context: ReviewContext) throws -> FieldPageMaker {
    FieldPageMaker(
      view: view, form: forms[view.record.form], words: screens.words(context.language), choice: choice,
      name: try context.operatorName(), leaseSeconds: Int(settings.leaseSeconds))
  }

  /// Shows a field to an operator, who has the record in hand from then on.
  private func fieldPage(_ request: Request, _ context: ReviewContext) async throws -> Response {
    let place = try place(request, context), name = try context.operatorName(), choice = QueueChoice(request)
    guard let view = try await store.view(place.record, for: name), view.record.fields[place.pointer] != nil else {
      throw HTTPError(.notFound)
    }
    if !view.isHeld(by: name, for: settings.leaseSeconds / 2, after: store.now()) {
      do { _ = try await store.lease(place.record, for: name, seconds: settings.leaseSeconds) } catch Refusal.closed {
        return Response.redirect(to: "/records/\(place.record.percentEncoded)", type: .normal)
      }
    }
    try await note(looksAt: [place.record], context)
    let previous = request.uri.queryParameters["after"].map(String.init)
    guard let page = try maker(view, choice, context).page(place.pointer, previous: previous) else {
      throw HTTPError(.notFound)
    }
    return answer(page, context)
  }

  private func answer(_ page: FieldPage, status: HTTPResponse.Status = .ok, _ context: ReviewContext) -> Response {
    screens.response(
      "field", page, title: "field-title", name: page.formName, hasError: page.isRefused, status: status, path: page.address,
      context)
  }

  private func decide(_ request: Request, _ context: ReviewContext) async throws -> Response {
    let place = try place(request, context), name = try context.operatorName(), choice = QueueChoice { context.posted[$0] }
    guard let view = try await store.view(place.record, for: name), let field = view.fields[place.pointer] else {
      throw HTTPError(.notFound)
    }
    let choices = forms[view.record.form]?.fields[place.pointer]?.of ?? []
    let isBlankProposed = view.record.fields[place.pointer]?.state == .blank && context.posted["old"] != nil
    let answer = try FieldAnswer(context.posted, kind: field.kind, choices: choices, isBlankProposed: isBlankProposed)
    let words = screens.words(context.language)
    if answer.isMissing { return try await again(place, answer, Complaint(missing: words), choice, context) }
    do {
      try await store.decide(decision(answer, at: place, in: view), by: name)
    } catch let refusal as Refusal {
      return try await again(place, answer, Complaint(refusal, words), choice, context)
    }
    return try await onward(from: place, choice, context)
  }

  private func decision(_ answer: FieldAnswer, at place: FieldPlace, in view: RecordView) async throws -> FieldDecision {
    var decision = FieldDecision(
      place, old: answer.old, new: answer.new, reason: answer.isAsWritten ? "as written" : nil, asWritten: answer.isAsWritten,
      round: answer.round)
    guard answer.isBlind else { return decision }
    // The page does not hold what must not be seen: how many have keyed it tells whether it is as it was. Once it is decided no value is
    // the one that was shown.
    let isOpen = view.fields[place.pointer].map { $0.isKeyedTwice && $0.waits } ?? false
    decision.old = isOpen ? try await store.record(place.record)?.fields[place.pointer]?.value : .text("")
    return decision
  }

  /// Shows a field again after a refusal, with what the operator had typed.
  private func again(
    _ place: FieldPlace, _ answer: FieldAnswer, _ complaint: Complaint, _ choice: QueueChoice, _ context: ReviewContext
  ) async throws -> Response {
    let name = try context.operatorName()
    guard let view = try await store.view(place.record, for: name),
      let page = try maker(view, choice, context).page(place.pointer, answer: answer, complaint: complaint)
    else { throw Refusal.closed(record: place.record) }
    try await note(looksAt: [place.record], context)
    return self.answer(page, status: complaint.status, context)
  }

  /// Goes to the next field that waits: of this record, else of the next one.
  private func onward(from place: FieldPlace, _ choice: QueueChoice, _ context: ReviewContext) async throws -> Response {
    let name = try context.operatorName()
    if let view = try await store.view(place.record, for: name), view.record.disposition == .review {
      let maker = try maker(view, choice, context)
      if let next = maker.next(after: place.pointer) {
        return Response.redirect(to: maker.address(next).adding(query: "after=\(place.pointer.percentEncoded)"), type: .normal)
      }
      if view.issues.contains(where: \.isOpen) {
        return Response.redirect(to: "/records/\(place.record.percentEncoded)".adding(query: choice.query), type: .normal)
      }
      // What is left is for others.
      try await store.release(place.record, by: name)
    }
    return try await takeNext(choice, done: true, context)
  }

  /// Whether a value would be taken, in the words of the store's own rules; nothing is kept.
  private func check(_ context: ReviewContext) throws -> Response {
    let posted = context.posted, words = screens.words(context.language)
    guard let kind = posted["kind"].flatMap(FieldDefinition.Kind.init), let value = posted["value"] else {
      throw HTTPError(.badRequest)
    }
    var answer: [String: String] = [:]
    do {
      let made = try FieldDecision(FieldPlace("", ""), old: nil, new: .text(value)).value(as: kind)
      answer = ["state": made == nil ? "blank" : "right", "message": made.map { _ in "" } ?? words("value-blank")]
      if kind.hasGrammar, made != nil, made.typed != value { answer["message"] = words("check-as", ["value": made.typed]) }
    } catch let refusal {
      answer = ["state": "wrong", "message": words.summary(of: refusal)]
    }
    let body = try JSONEncoder().encode(answer)
    return Response(
      status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  /// Takes the record after this one in hand early, and tells where its first crop is.
  private func ahead(_ context: ReviewContext) async throws -> Response {
    let name = try context.operatorName(), choice = QueueChoice { context.posted[$0] }
    let lease = try await store.leaseNext(
      for: name, matching: choice.filter(at: store.now()), besides: Set([context.posted["record"]].compactMap { $0 }),
      seconds: settings.leaseSeconds)
    var answer: [String: String] = [:]
    if let lease, let view = try await store.view(lease.record, for: name),
      let first = try maker(view, choice, context).waiting.first, FieldPicture(first, in: view) != nil
    {
      answer["crop"] = "/records/\(lease.record.percentEncoded)/crop?at=\(first.percentEncoded)"
    }
    let body = try JSONEncoder().encode(answer)
    return Response(
      status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  private func crop(_ request: Request, _ context: ReviewContext) async throws -> Response {
    let place = try place(request, context)
    let size = request.uri.queryParameters["size"].flatMap { FieldPicture.Size(rawValue: String($0)) } ?? .field
    guard let view = try await store.view(place.record, for: context.operatorName()),
      let found = FieldPicture(place.pointer, in: view, size: size)
    else { throw HTTPError(.notFound) }
    try await note(looksAt: [place.record], context)
    return try await png(
      PageCrop(file: store.images.file(of: found.picture.image), part: found.part, rotation: found.rotation, widest: 1800))
  }

  func png(_ crop: PageCrop) async throws -> Response {
    let bytes: Data
    do { bytes = try await crops.png(crop) } catch {
      logger.error("a page's picture could not be cut", metadata: ["file": "\(crop.file.lastPathComponent)"])
      throw HTTPError(.notFound)
    }
    return Response(status: .ok, headers: [.contentType: "image/png"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

extension RecordView {
  /// Whether an operator has the record in hand for so many seconds more.
  func isHeld(by name: String, for seconds: Double, after now: Date) -> Bool {
    holder == name && heldUntil.map { $0 > now.addingTimeInterval(seconds) } ?? false
  }
}
