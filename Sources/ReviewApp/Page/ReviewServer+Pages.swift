import Forms
import Foundation
import HTTPTypes
import Hummingbird
import RecordStore

extension ReviewServer {
  func addPages(to router: RouterGroup<ReviewContext>) {
    router.get("pages") { request, context in
      let asked = request.uri.queryParameters
      var part = StraysPage.Part(
        standing: asked["dismissed"] == nil ? .undecided : .dismissed, from: max(asked["from"].flatMap { Int($0) } ?? 0, 0))
      var found = try await store.strays(part.standing, from: part.from, limit: StraysPage.most)
      // The last ones of a screen may have been decided meanwhile.
      if found.pages.isEmpty, part.from > 0 {
        part.from = max(found.count - 1, 0) / StraysPage.most * StraysPage.most
        found = try await store.strays(part.standing, from: part.from, limit: StraysPage.most)
      }
      let page = StraysPage(found.pages, of: found.count, part, now: store.now(), screens.words(context.language))
      return screens.response("strays", page, title: "strays-title", path: part.address, context)
    }
    router.get("pages/:page") { request, context in
      try await scanPage(context, turned: request.uri.queryParameters["turned"].flatMap { Int($0) } ?? 0)
    }
    router.get("pages/:page/picture") { request, context in
      let (_, picture) = try await scan(context)
      let turned = request.uri.queryParameters["turned"].flatMap { Int($0) } ?? 0
      guard [0, 90, 180, 270].contains(turned) else { throw HTTPError(.notFound) }
      return try await png(
        PageCrop(file: store.images.file(of: picture.image), part: nil, rotation: turned, widest: 1800))
    }
    router.post("pages/:page/dismiss") { _, context in
      try await store.dismiss(stray: Self.page(context), by: context.operatorName())
      return Response.redirect(to: "/pages", type: .normal)
    }
    router.post("pages/:page/recall") { _, context in
      try await store.recall(stray: Self.page(context), by: context.operatorName())
      return Response.redirect(to: "/pages?dismissed=yes", type: .normal)
    }
    router.post("pages/:page/assign") { _, context in try await assign(context) }
  }

  private static func page(_ context: ReviewContext) throws -> Int64 {
    guard let id = Int64(try context.parameters.require("page")) else { throw Refusal.unknownPage }
    return id
  }

  private func scan(_ context: ReviewContext) async throws -> (RecordView.Page, StoredPage.Picture) {
    let id = try Self.page(context)
    guard let page = try await store.page(id), let picture = page.picture else { throw Refusal.unknownPage }
    try await note(looksAt: [try await store.record(ofPage: id) ?? "page \(id)"], context)
    return (page, picture)
  }

  private func scanPage(_ context: ReviewContext, turned: Int, asked: AssignPage.Asked? = nil, problem: Problem? = nil)
    async throws -> Response
  {
    let (page, picture) = try await scan(context), words = screens.words(context.language)
    let neighbours = try await store.neighbours(ofStray: page.id)
    let standing = try await store.standing(ofStray: page.id)
    let shown = AssignPage(
      page, picture, forms, neighbours, turned: turned, standing: standing, asked: asked, problem: problem, words)
    return screens.response(
      "page", shown, title: "page-title", hasError: problem != nil, status: problem == nil ? .ok : .unprocessableContent,
      path: "/pages/\(page.id)", context)
  }

  /// Has a page read as another one than it was taken for, at once where a reader is at hand.
  private func assign(_ context: ReviewContext) async throws -> Response {
    let (page, picture) = try await scan(context), words = screens.words(context.language), posted = context.posted
    let asked = AssignPage.Asked(posted)
    func refuse(_ key: String) async throws -> Response {
      let problem = Problem(place: "", summary: words(key), remedy: words(key + "-remedy"))
      return try await scanPage(context, turned: 0, asked: asked, problem: problem)
    }
    let neighbours = try await store.neighbours(ofStray: page.id)
    guard let target = asked.target(in: forms, neighbours) else { return try await refuse("assign-no-page") }
    let corners: [Double]?
    do { corners = try asked.corners(within: picture) } catch { return try await refuse("assign-corners") }
    let reread: Int64
    do {
      reread = try await store.askReread(
        page: page.id, as: target.form.key, formPage: target.page, corners: corners, into: target.record,
        by: context.operatorName())
    } catch let refusal as Refusal {
      let problem = Problem(place: "", summary: words.summary(of: refusal), remedy: words.remedy(for: refusal))
      return try await scanPage(context, turned: 0, asked: asked, problem: problem)
    }
    guard let reader else { return Response.redirect(to: "/", type: .normal) }
    do {
      return Response.redirect(to: "/records/\(try await reader.readAgain(reread).percentEncoded)", type: .normal)
    } catch let problem as Problem {
      return try await scanPage(context, turned: 0, asked: asked, problem: problem)
    }
  }
}
