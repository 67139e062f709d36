/// How a form becomes a document of an OPG set: the elements in their order, and the fields that fill them.
///
/// Data: `Pipelines/exports/opg/<form>.yaml`, whose words `Pipelines/exports/README.md` explains.
public struct OPGMapping: Sendable {
  /// The root element, which is the document's type and its schema's name too.
  public var document = ""
  /// Id of the form.
  public var form = ""
  /// Whether the form makes a case; a set has one such at most.
  public var createsCase = false
  /// The field with the number of the case that a document belongs to, where the form has one.
  public var caseNumber: Pointer?
  /// Fields that no element takes.
  public var without: [Pointer] = []
  public var elements: [Element] = []

  /// A field that the file names.
  public struct Pointer: Sendable {
    public var field: String
    /// Where it is named: file, line and column.
    var place: String
  }

  public struct Element: Sendable {
    public enum Content: Sendable {
      case group([Element])
      case leaf(Leaf)
      /// One occurrence for each page of the scan that no other element stands for.
      case otherPages
    }

    public var name: String
    public var content: Content
    /// The form page that it stands for: its end tells where that lies in the scan.
    public var page: Int?
    /// Whether a document may lack it. It is left out where its page is not in the scan; one without a page is always written.
    public var isOptional = false
    var place: String
  }

  /// An element without others, filled from one field.
  public struct Leaf: Sendable {
    public enum Kind: String, CaseIterable, Sendable {
      /// The value as it is.
      case text
      /// Day, month and year: `ddMMyyyy`.
      case date
      /// Whether it is marked: a flag, a signature, or one choice of several.
      case mark
      /// Whether anything is written.
      case written
    }
    /// A part of a value of several lines.
    public enum Part: Hashable, Sendable {
      /// From 1, lines that are a postcode not counted.
      case line(Int)
      case postcode
    }

    public var kind: Kind
    public var field: Pointer
    /// Of a field with choices: the one that is meant.
    public var choice: String?
    public var part: Part?
    /// How many characters the element takes.
    public var most: Int?
    /// What a reader of the document must know of the element, wherever it is filled.
    public var note: String?
  }

  /// All elements that are filled from fields, in their order.
  public var leaves: [Leaf] { elements.flatMap(\.leaves) }
}

extension OPGMapping.Element {
  var leaves: [OPGMapping.Leaf] {
    switch content {
    case .group(let elements): elements.flatMap(\.leaves)
    case .leaf(let leaf): [leaf]
    case .otherPages: []
    }
  }
}
