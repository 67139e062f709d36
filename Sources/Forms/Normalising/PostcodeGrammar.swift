/// The United Kingdom's postcodes (Royal Mail, "Programmers' Guide to the Postcode Address File").
///
/// An outward code of one of six shapes in one of 124 areas, and an inward code of a digit and two letters that are none of CIKMOV.
enum PostcodeGrammar {
  private static let outward = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"]
  private static let areas: Set<String> = Set(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA \
    HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR \
    RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """.split(separator: " ").map(String.init))
  /// Letters that can stand third in A9A, and fourth in AA9A.
  private static let third = Set("ABCDEFGHJKPSTUW"), fourth = Set("ABEHMNPRVWXY")

  static func normalise(_ text: String) -> Normalised {
    let characters = Array(text.uppercased().filter { $0.isLetter || $0.isNumber || $0 == "|" })
    let asWritten = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased()
    guard (5...7).contains(characters.count) else { return Normalised(asWritten, isValid: false) }
    let inward = LookAlikes.strings(like: Array(characters.suffix(3)), shape: "9AA").filter {
      $0.dropFirst().allSatisfy { !"CIKMOV".contains($0) }
    }
    let front = Array(characters.dropLast(3))
    let outwards = outward.flatMap { shape in LookAlikes.strings(like: front, shape: shape).filter { isOutward($0, shape) } }
    var seen = Set<String>()
    let codes = outwards.flatMap { outward in inward.map { outward + " " + $0 } }.filter { seen.insert($0).inserted }
    let plain = String(characters)
    // What was read is the answer where it follows the grammar as it stands: no look-alike is preferred to it.
    if let exact = codes.first(where: { $0.filter { $0 != " " } == plain }) {
      return Normalised(exact, isValid: true, alternatives: codes.filter { $0 != exact })
    }
    // Of several, the one answer that leaves most of what was read as it is.
    let changes = codes.map { code in zip(plain, code.filter { $0 != " " }).count { $0 != $1 } }
    let fewest = changes.min() ?? 0
    let nearest = zip(codes, changes).filter { $0.1 == fewest }.map(\.0)
    guard nearest.count == 1, let only = nearest.first else {
      return Normalised(asWritten, isValid: false, alternatives: Array(codes.prefix(5)))
    }
    return Normalised(
      only, isValid: true, mending: characters, to: only.filter { $0 != " " }, alternatives: codes.filter { $0 != only })
  }

  private static func isOutward(_ code: String, _ shape: String) -> Bool {
    let area = String(code.prefix { $0.isLetter })
    guard areas.contains(area) || code == "BF1" else { return false }
    switch shape {
    case "A9A": return third.contains(code.last!)
    case "AA9A": return fourth.contains(code.last!)
    default: return true
    }
  }

  /// Whether a postcode can begin so, in capitals and without its space.
  static func isBeginning(_ text: String) -> Bool {
    shapes.contains { shape in
      text.count <= shape.count && fits(text, shape)
    }
  }

  /// Whether the text is a postcode, in capitals and without its space.
  static func isWhole(_ text: String) -> Bool { shapes.contains { $0.count == text.count && fits(text, $0) } }

  private static let shapes = outward.map { $0 + "9ZZ" }
  private static let inward = Set("ABDEFGHJLNPQRSTUWXYZ")

  /// Whether the text has digits and letters where the shape has, as far as it goes: `Z` stands for a letter of the inward code.
  private static func fits(_ text: String, _ shape: String) -> Bool {
    let matches = zip(text, shape).enumerated().allSatisfy { place, pair in
      switch pair.1 {
      case "9": pair.0.isNumber
      case "Z": inward.contains(pair.0)
      default: pair.0.isLetter && (place < 2 || (place == 2 ? third : fourth).contains(pair.0))
      }
    }
    let area = String(text.prefix { $0.isLetter }), length = shape.prefix { $0 == "A" }.count
    return matches && (text.count > length ? areas.contains(area) : areas.contains { $0.count == length && $0.hasPrefix(area) })
  }
}
