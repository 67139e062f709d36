public import RecordStore

/// How the web app is reached, and what it is told for its report.
public struct ReviewSettings: Sendable {
  /// The address that it listens at: 127.0.0.1 lets nobody in from other machines.
  public var host = "127.0.0.1"
  /// 0 takes any port that is free.
  public var port = 8080
  /// Whether a proxy before it speaks TLS with browsers: cookies go over TLS alone then, and browsers are told to keep to it.
  public var isBehindTLS = false
  /// Whether a proxy before it puts the client's address at the end of `X-Forwarded-For`.
  public var isBehindProxy = false
  /// Seconds for which an operator has a record in hand after each step.
  public var leaseSeconds = 300.0
  /// What who scrapes `/metrics` from elsewhere must bring; nil lets in none but this machine itself.
  public var metricsToken: String?
  /// What machine and people cost, and the share of paper: for the report.
  public var prices = ReportSettings()

  public init(
    host: String = "127.0.0.1", port: Int = 8080, isBehindTLS: Bool = false, isBehindProxy: Bool = false,
    leaseSeconds: Double = 300
  ) {
    self.host = host
    self.port = port
    self.isBehindTLS = isBehindTLS
    self.isBehindProxy = isBehindProxy
    self.leaseSeconds = leaseSeconds
  }

  /// Whether other machines can reach it, so that a proxy has to care for TLS.
  public var isOpen: Bool { !["127.0.0.1", "::1", "localhost"].contains(host) }

  /// What who opens it to other machines has to see to.
  public static let proxyAdvice = """
    Other machines can reach it, and it speaks no TLS itself. Let only a reverse proxy reach it, which speaks TLS with browsers, leaves \
    the Host header and cookies as they are, and puts the client's address at the end of X-Forwarded-For; then say so here, so that \
    cookies go over TLS alone and tries to log in are counted by client.
    """
}
