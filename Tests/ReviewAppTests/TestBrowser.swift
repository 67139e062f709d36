import Foundation
import FoundationXML
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import ReviewApp

/// Sends requests as a browser without JavaScript does: keeps cookies, sends a page's hidden inputs, and reads pages.
final class TestBrowser: Sendable {
  private let client: any TestClientProtocol
  private let cookies = Mutex<[String: String]>([:])

  init(_ client: any TestClientProtocol) { self.client = client }

  func logIn(_ name: String, password: String = TestDesk.password) async throws {
    let page = try await get("/login")
    let answer = try await submit(page, "/login", ["name": name, "password": password])
    #expect(answer.status == .seeOther)
  }

  func get(_ path: String, headers: HTTPFields = [:]) async throws -> TestPage { try await send(path, .get, headers) }

  /// Follows redirects too.
  func visit(_ path: String) async throws -> TestPage {
    var page = try await get(path)
    for _ in 0..<5 {
      guard let next = page.location else { break }
      page = try await get(next)
    }
    return page
  }

  func post(_ path: String, _ inputs: [String: String], headers: HTTPFields = [:]) async throws -> TestPage {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    let body = inputs.map { "\($0.key.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
    return try await send(path, .post, headers, ByteBuffer(string: body))
  }

  /// Sends the form of a page that goes to `action`, with what its hidden and other inputs hold and `inputs` in their place.
  func submit(_ page: TestPage, _ action: String, _ inputs: [String: String] = [:]) async throws -> TestPage {
    let form = try #require(page.forms.first { $0.action == action }, "the page has no form to \(action)")
    return try await post(action, form.inputs.merging(inputs) { $1 })
  }

  private func send(_ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: ByteBuffer? = nil) async throws
    -> TestPage
  {
    var headers = headers
    let sent = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    if !sent.isEmpty { headers[.cookie] = sent }
    let response = try await client.executeRequest(uri: path, method: method, headers: headers, body: body)
    for cookie in response.headers[values: .setCookie] {
      let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies.withLock { $0[String(pair[0])] = String(pair[1]) }
    }
    return TestPage(path: path, response)
  }

  func forget() { cookies.withLock { $0 = [:] } }
}

/// An answer, read as a page.
struct TestPage {
  let path: String
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let text: String

  init(path: String, _ response: TestResponse) {
    self.path = path
    status = response.status
    headers = response.headers
    text = String(buffer: response.body)
  }

  var location: String? { headers[.location] }

  /// Pages are written so that they are XML too: what is not closed or not quoted fails here.
  func document() throws -> XMLDocument { try XMLDocument(xmlString: text, options: []) }

  func elements(_ path: String) throws -> [XMLElement] { try document().nodes(forXPath: path).compactMap { $0 as? XMLElement } }

  /// The words of the first element at a path.
  func words(_ path: String) throws -> String { try elements(path).first?.words ?? "" }

  struct Form {
    let action: String
    let inputs: [String: String]
  }

  var forms: [Form] {
    ((try? elements("//form[@method='post']")) ?? []).map { form in
      var inputs: [String: String] = [:]
      for input in (try? form.nodes(forXPath: ".//input | .//textarea")) ?? [] {
        guard let input = input as? XMLElement, let name = input["name"] else { continue }
        if ["radio", "checkbox"].contains(input["type"]), input["checked"] == nil { continue }
        inputs[name] = input.name == "textarea" ? input.stringValue ?? "" : input["value"] ?? ""
      }
      return Form(action: form["action"] ?? "", inputs: inputs)
    }
  }
}

extension XMLElement {
  subscript(name: String) -> String? { attribute(forName: name)?.stringValue }
  var words: String { (stringValue ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
