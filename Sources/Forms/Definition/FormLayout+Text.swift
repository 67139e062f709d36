extension FormLayout {
  /// The layout as `layout.json` holds it: one row of numbers a line, so that a change shows in a diff.
  public var text: String {
    let pages = pages.map { page in
      let lists = [
        ("rules", page.rules.map { $0.zone.numbers + [$0.shade] }),
        ("panels", page.panels.map { $0.zone.numbers + [$0.shade] }),
        ("words", page.words.map { $0.zone.numbers + [$0.shade, $0.density] }),
        ("barcodes", page.barcodes.map(\.numbers)),
      ].map { name, rows in "\"\(name)\":\(Self.list(rows.map(Self.row)))" }
      return "{\"number\":\(page.number),\"width\":\(short(page.width)),\"height\":\(short(page.height)),\n"
        + lists.joined(separator: ",\n") + "}"
    }
    return "{\"pages\":\(Self.list(pages))}\n"
  }

  private static func list(_ items: [String]) -> String {
    items.isEmpty ? "[]" : "[\n" + items.joined(separator: ",\n") + "\n]"
  }

  private static func row(_ values: [Double]) -> String {
    "[" + values.map(short).joined(separator: ",") + "]"
  }
}

extension Zone {
  /// `[x, y, width, height]`.
  public var numbers: [Double] { [x, y, width, height] }
}

/// A number to two decimals, without zeros that say nothing: `12.5`, `3`.
private func short(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let sign = hundredths < 0 ? "-" : ""
  let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
  if rest == 0 { return "\(sign)\(whole)" }
  return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}
