extension PlacedPage {
  /// Whether two scans of one print are of one sheet, by what is written on them; nil where too little is, or they are neither like
  /// nor unlike.
  ///
  /// Characters are counted that both say and that one alone says. Two scans of a sheet agree in most even where both are misread; two
  /// people's entries agree in a third by chance. Ticks that agree prove nothing: there are few ways to tick.
  func isSameSheet(as other: PlacedPage) -> Bool? {
    guard form == other.form, print == other.print else { return false }
    var same = 0, unlike = 0
    for (mine, theirs) in zip(seems, other.seems) {
      switch (mine, theirs) {
      case (.text(let mine), .text(let theirs)):
        let (a, b) = (Self.plain(mine), Self.plain(theirs))
        let edits = a.edits(to: b)
        same += max(a.count, b.count) - edits
        unlike += edits
      case (.text(let text), _), (_, .text(let text)): unlike += min(Self.plain(text).count, 8)
      case (.flag(let mine), .flag(let theirs)) where mine != theirs: unlike += 4
      default: break
      }
    }
    guard same + unlike >= 8 else { return nil }
    let share = Double(same) / Double(same + unlike)
    return share >= 0.7 ? true : share <= 0.5 ? false : nil
  }

  private static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber }.prefix(60))
  }
}
