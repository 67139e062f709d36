/// The pages that make one document, in the order of the form's pages.
public struct AssembledDocument: Hashable, Sendable {
  public struct Page: Hashable, Sendable {
    public var page: PlacedPage
    /// The form page that it stands for.
    public var number: Int
    /// Another page of the document counts for this form page: a better copy, or one that came first of those that print the same.
    public var isDuplicate: Bool
  }

  /// Form pages that print the same, where order does not tell for sure which scan page is which.
  public struct Alike: Hashable, Sendable {
    /// Why it does not.
    public enum Doubt: Hashable, Sendable {
      /// So many scan pages have the print, more or fewer than there are form pages.
      case count(Int)
      /// Scan pages say the very same, as two scans of one sheet do.
      case repeated
      /// The document's pages are out of order.
      case order
      /// Some may belong to a document beside it.
      case neighbour
    }

    public var numbers: [Int]
    public var doubts: [Doubt]
  }

  /// A form page that may belong to another document: little or nothing in the batch tells.
  public struct Doubtful: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
      /// It may be the next document's, or that of the one before: the border may as well lie on its other side.
      case next, before
      /// Pages of other forms lie between it and those before it.
      case apart
    }

    public var number: Int
    public var reason: Reason
    public init(number: Int, reason: Reason) {
      self.number = number
      self.reason = reason
    }
  }

  public var form: String
  public var pages: [Page]
  /// Form pages that the document should have and has not.
  public var missing: [Int]
  public var doubtful: [Doubtful]
  /// Form pages whose numbers are assumed.
  public var alike: [Alike]
}
