extension FormLayout {
  /// What makes the layout unfit to find and place pages by.
  ///
  /// - Parameter file: its path.
  func problems(file: String) -> [Problem] {
    pages.enumerated().flatMap { index, page -> [Problem] in
      var faults = page.faults
      if pages[..<index].contains(where: { $0.number == page.number }) { faults.append("the page comes twice") }
      return faults.map {
        Problem(
          place: "\(file) page \(page.number)", summary: $0,
          remedy: "Write it with 'formscan draft' from the blank PDF; it is not edited by hand.")
      }
    }
  }
}

extension PageLayout {
  /// The sides that a printed page may have, in mm.
  private static let sides = 30.0...1200

  fileprivate var faults: [String] {
    guard Self.sides ~= width, Self.sides ~= height else { return ["no page is \(width) × \(height) mm"] }
    var faults: [String] = []
    let sheet = Zone(x: 0, y: 0, width: width, height: height).inset(by: -5)
    let zones = rules.map(\.zone) + panels.map(\.zone) + words.map(\.zone) + barcodes
    if !zones.allSatisfy({
      $0.width >= 0 && $0.height >= 0 && $0.x >= sheet.x && $0.y >= sheet.y && $0.maxX <= sheet.maxX && $0.maxY <= sheet.maxY
    }) {
      faults.append("some of the print lies outside the page")
    }
    if !(rules.map(\.shade) + panels.map(\.shade) + words.map(\.shade) + words.map(\.density)).allSatisfy({ 0...1 ~= $0 }) {
      faults.append("a shade or density is not within 0 to 1")
    }
    if words.isEmpty { faults.append("no words are printed on the page, so no scan of it could be told") }
    return faults
  }
}
