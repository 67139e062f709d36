import Forms
import Foundation
import GRDB
import Testing

@testable import RecordStore

struct SessionTests {
  private static let password = "correct horse battery"
  private func withAnn() async throws -> TestStore {
    let test = try await TestStore(), cost = PasswordHash.Cost(rounds: 4, blockSize: 1, parallelism: 1)
    try await test.store.set(operator: "ann", role: .senior, hash: PasswordHash(Self.password, cost: cost).text, by: "test")
    return test
  }

  private func token(_ logIn: LogIn) throws -> String {
    guard case .welcome(let token, _) = logIn else { throw Refusal.unknownOperator("none came in") }
    return token
  }

  @Test func `who has the password gets a session, which ends when idle, after half a day, and when left`() async throws {
    let test = try await withAnn()
    var token = try token(await test.store.logIn("ann", password: Self.password))
    #expect(try await test.store.session(token)?.who.role == .senior)
    #expect(try await test.store.session("guess") == nil)
    // The database alone gives nobody a session.
    #expect(try test.number("SELECT count(*) FROM sessions WHERE token = CAST('\(token)' AS BLOB) OR token = '\(token)'") == 0)
    for _ in 0..<20 {
      test.wait(1200)
      #expect(try await test.store.session(token) != nil)
    }
    test.wait(1801)
    #expect(try await test.store.session(token) == nil)
    token = try self.token(await test.store.logIn("ann", password: Self.password))
    for _ in 0..<36 {
      test.wait(1200)
      _ = try await test.store.session(token)
    }
    #expect(try await test.store.session(token) == nil)
    token = try self.token(await test.store.logIn("ann", password: Self.password))
    try await test.store.logOut(token)
    #expect(try await test.store.session(token) == nil)
  }

  @Test func `after five wrong tries an account is blocked, for longer each time`() async throws {
    let test = try await withAnn()
    for _ in 0..<4 { guard case .wrong = try await test.store.logIn("ann", password: "no") else { throw Refusal.unknownPage } }
    guard case .blocked(let until) = try await test.store.logIn("ann", password: "no") else { throw Refusal.unknownPage }
    #expect(until == test.now + 30)
    // The right password does not help now.
    guard case .blocked = try await test.store.logIn("ann", password: Self.password) else { throw Refusal.unknownPage }
    test.wait(31)
    guard case .blocked(let later) = try await test.store.logIn("ann", password: "no") else { throw Refusal.unknownPage }
    #expect(later == test.now + 60)
    test.wait(61)
    _ = try token(await test.store.logIn("ann", password: Self.password))
    guard case .wrong = try await test.store.logIn("ann", password: "no") else { throw Refusal.unknownPage }
    guard case .wrong = try await test.store.logIn("eve", password: "no") else { throw Refusal.unknownPage }
  }

  @Test func `an account that is disabled or changed loses its sessions`() async throws {
    let test = try await withAnn()
    let token = try token(await test.store.logIn("ann", password: Self.password))
    try await test.store.disable(operator: "ann", by: "cat")
    #expect(try await test.store.session(token) == nil)
    guard case .wrong = try await test.store.logIn("ann", password: Self.password) else { throw Refusal.unknownPage }
    #expect(try await test.store.operators().first { $0.name == "ann" }?.isDisabled == true)
  }

  @Test func `a password is kept as Scrypt at the costs that OWASP asks for, with a salt of its own`() async throws {
    let test = try await TestStore()
    try await test.store.set(operator: "Siân", role: .admin, password: "pedwar gair hir iawn", by: "test")
    let hash =
      try await test.store.read { try String.fetchOne($0, sql: "SELECT password FROM operators WHERE name = 'Siân'") } ?? ""
    #expect(hash.hasPrefix("scrypt$15$8$3$"))
    #expect(PasswordHash.matches("pedwar gair hir iawn", hash) && !PasswordHash.matches("pedwar gair hir", hash))
    #expect(try PasswordHash("a", cost: .init(rounds: 1)).text != PasswordHash("a", cost: .init(rounds: 1)).text)
    #expect(PasswordHash.matches("s\u{69}\u{302}n", try PasswordHash("s\u{ee}n", cost: .init(rounds: 1)).text))
  }

  @Test(arguments: [
    ("", "correct horse battery"), ("-x", "correct horse battery"), ("a\nb", "correct horse battery"), ("ann", "short"),
  ])
  func `names and passwords that will not do are refused`(name: String, password: String) async throws {
    let test = try await TestStore()
    await #expect(throws: Problem.self) {
      try await test.store.set(operator: name, role: .operator, password: password, by: "test")
    }
  }
}
