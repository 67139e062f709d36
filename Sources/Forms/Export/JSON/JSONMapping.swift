/// How a form and those that belong to it become one JSON document of another system.
///
/// Data: `Pipelines/exports/<kind>/<form>.yaml`, whose words `Pipelines/exports/README.md` explains.
public struct JSONMapping: Sendable {
  /// Id of the form.
  public var form = ""
  public var body: Node?

  /// A value of the document, or several of a list.
  public struct Node: Sendable {
    public indirect enum Content: Sendable {
      case constant(JSONValue)
      case object([(key: String, value: Node)])
      case list([Node])
      case leaf(Leaf)
      /// The one name whose field alone is marked.
      case one([(name: String, field: Pointer)])
      /// An identifier of whom the fields below a pointer are about, the same every time.
      case identifier(String)
      /// What no form can give, and why.
      case missing(String)
    }

    public var content: Content
    /// Whether it comes from the documents of another form that belong to this one, once for each.
    public var form: String?
    /// It is left out unless each of these fields is so.
    public var conditions: [(field: Pointer, value: String)] = []
    /// Whether the other system cannot do without it.
    public var isNeeded = false
  }

  /// A value made of fields.
  public struct Leaf: Sendable {
    public enum Style: String, CaseIterable, Sendable {
      /// By the field's type.
      case value
      /// A day as a time of it: its first in UTC.
      case time
      /// The country that a postcode lies in, by ISO 3166.
      case country
      /// Whether anything is there.
      case written
    }
    /// Their values are joined by a space.
    public var fields: [Pointer]
    public var style: Style
    /// A line of a value of several, from 1, and whether those behind it are meant too.
    public var line: Int?
    public var takesRest = false
    /// What the field's choices, or `true` and `false`, are there; nil for one that goes without saying.
    public var choices: [String: String?]?
  }

  /// A field that the file names.
  public struct Pointer: Hashable, Sendable {
    public var field: String
    /// Where it is named: file, line and column.
    var place: String
  }
}
