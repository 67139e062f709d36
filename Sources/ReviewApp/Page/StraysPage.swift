import Foundation
import RecordStore

/// What `strays.mustache` shows: pages that are in no document, to be said what they are; or those of which somebody has said that they
/// belong in none.
struct StraysPage {
  /// Pages on one screen.
  static let most = 100

  /// Which of them are shown.
  struct Part {
    var standing: StrayStanding
    /// How many are left out at the beginning.
    var from: Int

    var address: String {
      let query = [standing == .dismissed ? "dismissed=yes" : nil, from > 0 ? "from=\(from)" : nil].compactMap { $0 }
      return "/pages" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }
  }
  struct Stray {
    let label, address, age: String
    let reason: Line?
  }
  let strays: [Stray]
  let isEmpty, isDismissed: Bool
  /// Such as `101 to 200 of 250`; nil where all are on the screen.
  let shown: String?
  /// Where those before and behind these are.
  let before, next: String?
  /// Where the others are: dismissed ones, or those that are not.
  let others: String

  init(_ found: [StrayPage], of count: Int, _ part: Part, now: Date, _ words: Words) {
    strays = found.map { stray in
      Stray(
        label: stray.page.file + ", " + words("scan-page", ["n": "\(stray.page.position + 1)"]),
        address: "/pages/\(stray.page.id)", age: stray.added.map { words.age(of: $0, at: now) } ?? "",
        reason: stray.reason.map(words.said))
    }
    isEmpty = strays.isEmpty
    isDismissed = part.standing == .dismissed
    let end = part.from + found.count
    shown =
      found.count == count
      ? nil : words("strays-shown", ["from": "\(part.from + 1)", "to": "\(end)", "of": "\(count)"])
    before = part.from > 0 ? Part(standing: part.standing, from: max(part.from - Self.most, 0)).address : nil
    next = end < count ? Part(standing: part.standing, from: end).address : nil
    others = Part(standing: isDismissed ? .undecided : .dismissed, from: 0).address
  }
}
