/// The number of a claim in the county court: `K00XX123`, and in older and online ones `7WL12345`, `A1QZ1234`, `123MC456`.
///
/// The shapes are those in use on published orders; no list of them was found, so a number of another shape is looked at, no more.
enum ClaimNumberGrammar {
  static let number = ShapedGrammar(shapes: ["A99AA999", "9AA99999", "A9AA9999", "999AA999"])
}
