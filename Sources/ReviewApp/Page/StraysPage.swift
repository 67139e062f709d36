import Foundation
import RecordStore

/// What `strays.mustache` shows: pages that are in no document, to be said what they are.
struct StraysPage {
  struct Stray {
    let label, address, age: String
    let reason: Line?
  }
  let strays: [Stray]
  let isEmpty: Bool

  init(_ found: [StrayPage], now: Date, _ words: Words) {
    strays = found.map { stray in
      Stray(
        label: stray.page.file + ", " + words("scan-page", ["n": "\(stray.page.position + 1)"]),
        address: "/pages/\(stray.page.id)", age: stray.added.map { words.age(of: $0, at: now) } ?? "",
        reason: stray.reason.map(words.said))
    }
    isEmpty = strays.isEmpty
  }
}
