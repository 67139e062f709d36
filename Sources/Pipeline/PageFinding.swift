public import Forms

/// What a scan page turned out to be.
public enum PageFinding: Sendable {
  /// A page of a known form, with its place on it.
  case form(RegisteredPage, Evidence)
  /// Nothing is printed or written on it.
  case blank
  /// A sheet that a post room lays between documents; its barcode's text.
  case separator(String)
  /// No known form: a letter, a cover, an edition that is not defined, or a page too damaged to tell; with the form pages that it is
  /// most like, best first, and the texts of the barcodes on it, such as a supplier's label.
  case unknown(reason: String, candidates: [RunSummary.Candidate], labels: [String])

  /// Why a page was taken for what it is.
  public struct Evidence: Codable, Sendable {
    /// Likeness to the form page and to the best other print, 0…1.
    public var score, runnerUp: Double
    /// Degrees clockwise that the page lies turned in the file: 0, 90, 180, 270.
    public var rotation: Int
    /// The barcode read on the page, if any.
    public var barcode: String?
    /// Much of the form's print is gone from the page, and with it perhaps of what was written.
    public var isWorn: Bool
    /// Some of the print is not where it should be, though the page is not worn there: it may be another edition's.
    public var isUnlike: Bool
    /// Which of several prints of the page it is, where it is not the first.
    public var print: String?
    /// Pages of other forms with the same print and places, of which nothing on the page tells this one apart.
    public var twins: [Twin]

    /// A form page by its name.
    public struct Twin: Codable, Hashable, Sendable {
      public var form: String
      public var page: Int
    }

    public init(
      score: Double, runnerUp: Double, rotation: Int, barcode: String? = nil, isWorn: Bool = false,
      isUnlike: Bool = false, print: String? = nil, twins: [Twin] = []
    ) {
      self.score = score
      self.runnerUp = runnerUp
      self.rotation = rotation
      self.barcode = barcode
      self.isWorn = isWorn
      self.isUnlike = isUnlike
      self.print = print
      self.twins = twins
    }
  }
}
