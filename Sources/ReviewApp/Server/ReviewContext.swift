import Hummingbird
import Logging
import NIOCore
import RecordStore

/// What is known of a request while it is answered.
struct ReviewContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address of who sent it; nil in tests.
  let peer: String?
  var language = Language.english
  /// Whose request it is, and the cookie that says so.
  var session: Session?
  var token: String?
  /// What a form sent.
  var posted = PostedForm()

  init(source: Source) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}

extension ReviewContext {
  /// The name of who asks: routes of the desk are for operators only.
  func operatorName() throws -> String {
    guard let session else { throw HTTPError(.unauthorized) }
    return session.who.name
  }
}
