import Crypto
import Forms
import Foundation
import HTTPTypes
import Hummingbird
import RecordStore

/// Drafts of letters to senders, for somebody to read, approve and print. Nothing here sends them.
extension ReviewServer {
  func addLetters(to router: RouterGroup<ReviewContext>) {
    router.post("records/:record/letter") { _, context in try await letter(context) }
  }

  private func letter(_ context: ReviewContext) async throws -> Response {
    let record = try context.parameters.require("record"), name = try context.operatorName(), posted = context.posted
    guard let letters, let main = try await store.view(record, for: name)?.record else { throw Refusal.closed(record: record) }
    var sheets: [FormRecord] = []
    for id in try await store.belonging(to: record) {
      guard let sheet = try await store.view(id, for: name)?.record, letters.speaks(of: sheet.form.id, with: main.form.id)
      else {
        continue
      }
      sheets.append(sheet)
    }
    let isLarge = posted["large"] == "yes"
    let letter: Letter
    do { letter = try letters.letter(about: main, with: sheets, in: posted["language"].flatMap(LetterLanguage.init)) } catch {
      return try await recordPage(record, QueueChoice { posted[$0] }, problem: error, context)
    }
    try await note(looksAt: [record] + sheets.map(\.id), context)
    try await store.noteLetter(about: record, language: letter.language.rawValue, isLarge: isLarge, by: name)
    let html = letter.html(large: isLarge), way = posted["do"] == "save" ? "attachment" : "inline"
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: Self.policy(for: html),
        .contentDisposition:
          "\(way); filename=\"letter-\(record.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }).html\"",
      ], body: .init(byteBuffer: ByteBuffer(string: html)))
  }

  /// Lets the letter's own style pass, by its hash, and nothing else.
  private static func policy(for html: String) -> String {
    let style = html.firstMatch(of: /<style>([\s\S]*?)<\/style>/)?.1 ?? ""
    let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(hash)'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
  }
}
