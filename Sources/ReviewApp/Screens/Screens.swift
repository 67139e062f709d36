import Forms
import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import RecordStore

/// Makes pages of templates, texts and what is to be shown.
struct Screens: Sendable {
  let assets: Assets
  let texts: TextTable
  private let welshRules: [String: String]
  private let library: MustacheLibrary

  /// - Parameter welshRules: what rules say in Welsh, by their ids.
  /// - Throws: `Problem` where something is missing or wrong in the folder.
  init(_ folder: URL, welshRules: [String: String] = [:]) async throws {
    self.welshRules = welshRules
    assets = try Assets(folder.appendingPathComponent("Assets"))
    texts = try TextTable(folder.appendingPathComponent("Texts/interface.yaml"))
    let templates = folder.appendingPathComponent("Templates")
    do {
      library = try await MustacheLibrary(directory: templates.path)
    } catch {
      throw Problem(place: templates.path, summary: "a template is wrong: \(error)", remedy: "Install FormScan again.")
    }
  }

  func words(_ language: Language) -> Words { Words(language: language, table: texts, welshRules: welshRules) }

  /// A page as a response.
  ///
  /// - Parameters:
  ///   - template: its file's name in `Templates`.
  ///   - page: what it shows; templates see it as `page`.
  ///   - title: key of the text that names the page.
  ///   - name: what stands before that in the browser's title, such as a form's name; no field's value.
  ///   - hasError: whether its title says so first.
  ///   - path: where the page is, for coming back after a change of language.
  func response(
    _ template: String, _ page: Any, title: String, name: String? = nil, hasError: Bool = false,
    status: HTTPResponse.Status = .ok, path: String, _ context: ReviewContext
  ) -> Response {
    let words = words(context.language), other = context.language.other
    let titles = [hasError ? words("error") + ": " + words(title) : words(title), name, "FormScan"].compactMap { $0 }
    let screen = Screen(
      text: words, page: page, lang: context.language.rawValue, title: titles.joined(separator: " – "),
      who: context.session?.who.name, role: context.session.map { words("role-\($0.who.role)") },
      mayManage: context.session.map { $0.who.role >= .senior } ?? false,
      csrf: context.session?.csrf ?? "", otherLanguage: other.ownName, otherLang: other.rawValue,
      languagePath: "/language/\(other.rawValue)?to=" + path.percentEncoded,
      css: assets.address("review.css"), js: assets.address("review.js"), icon: assets.address("icon.svg"))
    let html = library.render(screen, withTemplate: template) ?? ""
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: html)))
  }
}

/// What every template sees.
private struct Screen {
  let text: Words
  let page: Any
  let lang, title: String
  let who, role: String?
  let mayManage: Bool
  let csrf, otherLanguage, otherLang, languagePath: String
  let css, js, icon: String
}

extension String {
  /// As a part of an address's query.
  var percentEncoded: String {
    addingPercentEncoding(
      withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "\u{0}"..."\u{7f}")).union(
        .init(charactersIn: "-._~/"))) ?? ""
  }
}
