public import Forms

extension SpecimenMaker {
  /// A document of a file to be made.
  public struct Document: Sendable {
    public var form: FormDefinition
    /// How it is filled in; the maker's mode if nil.
    public var mode: Mode?
    /// The document that it belongs to, one before it: both have the same donor.
    public var link: Int?

    public init(form: FormDefinition, mode: Mode? = nil, link: Int? = nil) {
      self.form = form
      self.mode = mode
      self.link = link
    }
  }

  /// A sheet of a file to be made.
  public struct Sheet: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// A page of document `document` (from 0).
      case form(document: Int, page: Int)
      /// The blank back of such a page: what is on the front shows through.
      case back(document: Int, page: Int)
      case blank, letter
      /// What lies between documents: the words, a sheet of coloured paper, a large code, and a cover with an envelope's label.
      case separator, coloured, code, cover
    }

    public var kind: Kind
    /// Degrees clockwise by which it lies turned; as the maker's `turns` say if nil.
    public var turn: Int?
    /// Whether an envelope's label is stuck on it, over print too.
    public var hasLabel = false

    public init(_ kind: Kind, turn: Int? = nil, hasLabel: Bool = false) {
      self.kind = kind
      self.turn = turn
      self.hasLabel = hasLabel
    }

    /// What truth calls it.
    var role: String {
      switch kind {
      case .form: "form"
      case .back, .blank: "blank"
      case .letter: "foreign"
      case .separator, .coloured, .code: "separator"
      case .cover: "cover"
      }
    }
  }
}
