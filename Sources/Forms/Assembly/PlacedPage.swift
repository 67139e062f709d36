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

  public init(file: Int, index: Int, form: String, print: Int, quality: Double = 1) {
    self.file = file
    self.index = index
    self.form = form
    self.print = print
    self.quality = quality
  }
}

/// The pages that make one document, in the order of the form's pages.
public struct AssembledDocument: Hashable, Sendable {
  public struct Page: Hashable, Sendable {
    public var page: PlacedPage
    /// The form page that it stands for.
    public var number: Int
    /// A better copy of the same form page is in the document.
    public var isDuplicate: Bool
  }

  public var form: String
  public var pages: [Page]
  /// Form pages that the document should have and has not.
  public var missing: [Int]
  /// Form pages that may belong to the next document: nothing in the batch tells.
  public var doubtful: [Int] = []
}
