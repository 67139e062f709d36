import Crypto
import Forms
import Foundation
import HTTPTypes
import Hummingbird
import RecordStore

extension ReviewServer {
  /// How many marks are looked at side by side.
  private static let many = 40

  func addGroups(to router: RouterGroup<ReviewContext>) {
    router.get("groups") { _, context in
      let page = GroupsPage(try await store.groups(), screens.words(context.language))
      return screens.response("groups", page, title: "groups-title", path: "/groups", context)
    }
    router.get("groups/:group") { request, context in
      try await groupPage(context, done: request.uri.queryParameters["done"].flatMap { Int($0) })
    }
    router.post("groups/:group") { _, context in try await decideGroup(context) }
  }

  private func group(_ context: ReviewContext) async throws -> FieldGroup? {
    let key = try context.parameters.require("group")
    return try await store.groups().first { $0.key == key }
  }

  private func groupPage(
    _ context: ReviewContext, done: Int? = nil, picks: [FieldPlace: String] = [:], refusal: Refusal? = nil
  ) async throws -> Response {
    guard let group = try await group(context) else { return Response.redirect(to: "/groups", type: .normal) }
    let words = screens.words(context.language), name = try context.operatorName()
    var views: [String: RecordView] = [:], items: [(GroupedField, RecordView)] = []
    for field in try await store.fields(of: group, limit: Self.many) {
      let id = field.place.record
      if views[id] == nil { views[id] = try await store.view(id, for: name) }
      if let view = views[id] { items.append((field, view)) }
    }
    try await note(looksAt: items.map { $0.0.place.record }, context)
    let page = GroupPage(group, items, forms, picks: picks, done: done, refusal: refusal, words)
    return screens.response(
      "group", page, title: "group-title", name: page.formName, hasError: refusal != nil, status: refusal?.status ?? .ok,
      path: page.address, context)
  }

  private func choices(of place: FieldPlace, _ context: ReviewContext) async throws -> [String] {
    let view = try await store.view(place.record, for: context.operatorName())
    return view.flatMap { forms[$0.record.form]?.fields[place.pointer]?.of } ?? []
  }

  /// Decides all that was marked as right or as the opposite, in one step or not at all.
  private func decideGroup(_ context: ReviewContext) async throws -> Response {
    let posted = context.posted, name = try context.operatorName()
    var decisions: [FieldDecision] = [], picks: [FieldPlace: String] = [:]
    for index in 0..<Self.many {
      guard let record = posted["record-\(index)"], let pointer = posted["at-\(index)"], let pick = posted["pick-\(index)"],
        let kind = posted["kind"].flatMap(FieldDefinition.Kind.init), let sealed = posted["old"]
      else { continue }
      let place = FieldPlace(record, pointer)
      picks[place] = pick
      let old = try FieldAnswer.shown(sealed)
      let new: FieldValue?
      switch pick {
      case "later": continue
      case "right": new = old
      case "true", "false":
        guard kind == .flag || kind == .signature else { throw HTTPError(.badRequest) }
        new = .flag(pick == "true")
      default:
        let name = String(pick.dropFirst())
        guard pick.hasPrefix("="), kind == .choice, try await choices(of: place, context).contains(name) else {
          throw HTTPError(.badRequest)
        }
        new = .text(name)
      }
      decisions.append(FieldDecision(place, old: old, new: new, reason: "group"))
    }
    do { try await store.decide(decisions, by: name) } catch let refusal as Refusal {
      return try await groupPage(context, picks: picks, refusal: refusal)
    }
    return Response.redirect(to: "/groups/\(try context.parameters.require("group"))?done=\(decisions.count)", type: .normal)
  }
}

extension FieldGroup {
  /// Names the group in addresses without its value.
  var key: String {
    let text = "\(form)\n\(kind.rawValue)\n\(FieldAnswer.sealed(value))"
    return SHA256.hash(data: Data(text.utf8)).prefix(8).hex
  }
}
