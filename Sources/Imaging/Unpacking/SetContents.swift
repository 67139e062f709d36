/// What an OPG set says of itself and its documents, attribute by attribute; the documents' PDFs are files beside it.
public struct SetContents: Codable, Hashable, Sendable {
  public struct Document: Codable, Hashable, Sendable {
    public var attributes: [String: String] = [:]
    /// Whether it holds a PDF of one byte or more: the set's file `N.pdf`, N its 0-based place, which is empty where it does not.
    public var hasPDF = false
    public init() {}
  }

  /// Nil where there is no header.
  public var header: [String: String]?
  public var documents: [Document] = []
  /// The line of the first thing that SET.xsd has not where it is: an element, an attribute, text, or an element out of its order.
  public var strange: Int?

  /// The name of the file that holds this among those that are unpacked from a set.
  public static let fileName = "set.json"

  public init() {}
}
