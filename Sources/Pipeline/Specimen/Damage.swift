public import Forms

/// What can befall a sheet on its way to the scanner or in it. Names are as people say them.
public enum Damage: String, CaseIterable, Sendable {
  /// The corner with the barcode is missing; where a page has none, the corner where others have it.
  case tornBarcode = "torn-barcode"
  /// The barcode is smeared beyond reading.
  case blurredBarcode = "blurred-barcode"
  /// 10 mm of the form are cut off on its left, right, top or bottom side.
  case cutLeft = "cut-left", cutRight = "cut-right"
  case cutTop = "cut-top", cutBottom = "cut-bottom"
  /// Print and writing have 30 % of their contrast.
  case faint
  /// Specks all over, dark ones on paper and light ones in print: 6 to 25 in a square centimetre.
  case speckled
  /// A fold across the page, dark or light; what lies below it is turned by up to 0.5° and moved by up to 1 mm.
  case folded
  /// A copy of a copy: 97 % of the size, strokes grown or eaten, black edges.
  case photocopied

  /// Reads names with commas between.
  ///
  /// - Throws: `Problem` that names what is no damage.
  public static func list(_ text: String) throws(Problem) -> [Damage] {
    var damages: [Damage] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let damage = Damage(rawValue: String(name)) else {
        throw Problem(
          place: "--damage", summary: "'\(name)' is no damage",
          remedy: "Choose among \(allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      damages.append(damage)
    }
    return damages
  }

  /// Quarter turns clockwise from the form's top to the side that is cut off; nil where none is.
  var cutSide: Int? {
    switch self {
    case .cutTop: 0
    case .cutRight: 1
    case .cutBottom: 2
    case .cutLeft: 3
    default: nil
    }
  }
}
