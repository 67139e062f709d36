/// A scan page that was recognised as a form page.
public struct PlacedPage: Hashable, Sendable {
  /// Which scan file of the batch, and where in it, from 0.
  public var file, index: Int
  /// The form's id.
  public var form: String
  /// The form page whose print it carries: the first of those that share a print.
  public var print: Int
  /// How good a copy it is: what decides between duplicates.
  public var quality: Double
  /// What its fields say, zone by zone, nil where blank: tells a second scan of a sheet from another sheet that prints the same.
  /// Nil where something on the page was not read.
  public var content: [FieldValue?]?
  /// The same as far as it was read, right or wrong, and never nil as a whole: for likeness.
  public var seems: [FieldValue?]

  public init(
    file: Int, index: Int, form: String, print: Int, quality: Double = 1, content: [FieldValue?]? = nil,
    seems: [FieldValue?]? = nil
  ) {
    self.file = file
    self.index = index
    self.form = form
    self.print = print
    self.quality = quality
    self.content = content
    self.seems = seems ?? content ?? []
  }
}
