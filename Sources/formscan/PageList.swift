import ArgumentParser

/// `7`, `3-22` or `2-5,7`, counted from 1, each page once.
struct PageList: ExpressibleByArgument {
  var pages: [Int]

  init?(argument: String) {
    pages = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count < 3, first > 0, first <= last,
        last <= 100_000
      else { return nil }
      pages += first...last
    }
    if Set(pages).count < pages.count { return nil }
  }
}
