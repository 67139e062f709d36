import HTTPTypes
import Hummingbird

extension ReviewServer {
  func addAssets(to router: Router<ReviewContext>) {
    router.get("assets/:name") { request, context in
      guard let asset = screens.assets[try context.parameters.require("name")] else { throw HTTPError(.notFound) }
      let isCurrent = request.uri.queryParameters["v"].map(String.init) == asset.version
      return Response(
        status: .ok,
        headers: [
          .contentType: asset.type,
          // Another version has another address.
          .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "public, max-age=300",
        ], body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
  }

  /// Changes the language, and goes back to the page.
  func addLanguage(to router: Router<ReviewContext>) {
    router.get("language/:language") { request, context in
      guard let language = Language(rawValue: try context.parameters.require("language")) else { throw HTTPError(.notFound) }
      let to = Self.local(request.uri.queryParameters["to"].map(String.init)) ?? "/"
      var response = Response.redirect(to: to, type: .normal)
      response.setCookie(SessionCookie(settings).language(language))
      return response
    }
  }
}
