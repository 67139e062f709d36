import Testing

@testable import Pipeline

struct PageAccountTests {
  @Test func `it is settled when every page that came in is out once`() {
    var account = PageAccount()
    #expect(account.isSettled)
    for file in 0...1 { for index in 0...2 { account.takeIn(index, of: file) } }
    #expect(!account.isSettled)
    for file in 0...1 { for index in 0...2 { account.putOut(index, of: file) } }
    #expect(account.isSettled)
  }

  @Test func `a page that comes in twice, or out twice, is never settled`() {
    var twice = PageAccount(), both = PageAccount()
    for _ in 1...2 { twice.takeIn(0, of: 0) }
    twice.putOut(0, of: 0)
    #expect(!twice.isSettled)
    both.takeIn(0, of: 0)
    for _ in 1...2 { both.putOut(0, of: 0) }
    #expect(!both.isSettled)
  }
}
