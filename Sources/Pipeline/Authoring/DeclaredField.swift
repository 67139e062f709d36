import Forms
import Imaging

/// A field that a blank PDF declares, with the page it stands on.
struct DeclaredField {
  /// Number of the form page.
  var page: Int
  var field: PDFField
}

extension [DeclaredField] {
  /// The field that a name written by hand means.
  ///
  /// A name means the field called exactly so; else the one called so without regard to case, spaces and kinds of quotes and
  /// dashes; else, with `…` in it, the one whose name begins and ends as it does. Two fields that a name may mean are an
  /// error, never a guess.
  func field(_ name: BoundName) throws(Problem) -> DeclaredField {
    let found = try called(name)
    if let copy = name.copy {
      guard (1...found.count) ~= copy else {
        throw Problem(
          place: name.place, summary: "the PDF has '\(name.text)' at \(found.count) places, so there is no place \(copy)",
          remedy: "They are on \(pages(found)).")
      }
      return found[copy - 1]
    }
    guard found.count == 1 else {
      throw Problem(
        place: name.place, summary: "the PDF has '\(name.text)' at \(found.count) places, on \(pages(found))",
        remedy: "Write '\(name.text)#1' for the first: by page, then line by line from the left.")
    }
    return found[0]
  }

  /// Every place of the one field name that `name` means.
  private func called(_ name: BoundName) throws(Problem) -> [DeclaredField] {
    let exact = filter { $0.field.name == name.text }
    if !exact.isEmpty { return exact }
    let key = FieldKey(name.text)
    let alike = filter { key.fits($0.field.name) }
    let names = Set(alike.map(\.field.name)).sorted()
    if names.count > 1 {
      throw Problem(
        place: name.place, summary: "'\(name.text)' may mean \(names.count) fields of the PDF",
        remedy: "Write one in full: \(names.prefix(4).map { "'\($0)'" }.joined(separator: ", ")).")
    }
    if names.isEmpty {
      throw Problem(
        place: name.place, summary: "the PDF has no field '\(name.text)'",
        remedy: "Mend the name, or take the field out; what the PDF has besides is listed as left over.")
    }
    return alike
  }

  private func pages(_ fields: [DeclaredField]) -> String {
    fields.map { "page \($0.page)" }.joined(separator: ", ")
  }
}

/// A field's name without what differs from hand to hand: case, spaces, kinds of quotes and dashes.
struct FieldKey {
  /// What stands between the `…` of a name.
  private let parts: [String]

  init(_ name: String) { parts = name.split(separator: "…", omittingEmptySubsequences: false).map { Self.key(String($0)) } }

  /// Whether a PDF's field name is this one.
  func fits(_ name: String) -> Bool {
    let whole = Self.key(name)
    guard parts.count > 1 else { return whole == parts[0] }
    guard whole.hasPrefix(parts[0]) else { return false }
    var rest = whole.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }

  private static func key(_ name: String) -> String {
    String(
      name.lowercased().compactMap { character -> Character? in
        if character.isWhitespace || character == "\u{AD}" || character == "\u{200B}" { return nil }
        if "‘’‚‛`´ʼ′".contains(character) { return "'" }
        if "“”„‟″«»".contains(character) { return "\"" }
        return "‐‑‒–—−".contains(character) ? "-" : character
      })
  }
}
