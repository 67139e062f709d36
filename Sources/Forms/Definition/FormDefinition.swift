/// A form as data: its pages, where people write on them, what the fields mean and the print they stand on.
///
/// Read from `Pipelines/forms/<id>/form.yaml` and `layout.json` by `FormLibrary`.
public struct FormDefinition: Sendable {
  /// Lower case: `n5b`, `lp1f`.
  public var id: String
  public var edition: String
  /// What tells it among all editions of all forms that are known: its id, with the edition for those in a folder within the form's.
  public var key: String
  public var title: String
  public var pages: [PageDefinition]
  /// Pages that this edition prints in more than one way: the other ways.
  public var prints: [Print] = []
  /// By pointer, such as `/claimants/0/postcode`.
  public var fields: [String: FieldDefinition]
  public var layout: FormLayout
  /// What usually stands in fields that name a list, by the list's name, in capitals.
  public var lists: [String: Set<String>] = [:]
  /// Whose documents its own belong to, if so.
  public var belongsTo: Belonging?
  /// What its fields say of each other.
  public var ties: [Tie] = []
  /// Where towns lie, by the name of the list that ties name.
  public var towns: [String: PostTowns] = [:]

  public init(
    id: String, edition: String, title: String, pages: [PageDefinition],
    fields: [String: FieldDefinition], layout: FormLayout
  ) {
    self.id = id
    self.edition = edition
    key = id
    self.title = title
    self.pages = pages
    self.fields = fields
    self.layout = layout
  }

  /// Whether `text` can name a form: lower-case letters, digits and hyphens, for it names folders and files too.
  public static func isID(_ text: String) -> Bool { text.wholeMatch(of: /[a-z0-9][a-z0-9-]*/) != nil }

  /// A page as another print of the edition has it: the same fields in the same order at places of its own.
  public struct Print: Sendable {
    /// The print's name: its folder's.
    public var name: String
    public var page: PageDefinition
    public var layout: PageLayout

    public init(name: String, page: PageDefinition, layout: PageLayout) {
      self.name = name
      self.page = page
      self.layout = layout
    }
  }

  public func page(_ number: Int) -> PageDefinition? { pages.first { $0.number == number } }
}

/// One printed page of a form.
public struct PageDefinition: Sendable {
  /// The number of the form page, from 1.
  public var number: Int
  /// The Code 39 text printed on the page, if the form has one. Pages may share it.
  public var barcode: String?
  public var zones: [ZoneDefinition]
  /// Whether a document may lack this page (information pages that people keep).
  public var optional: Bool
  /// An earlier page with the very same print and the same zones in the same order; the order of pages tells them apart.
  public var sameAs: Int?

  public init(
    number: Int, barcode: String? = nil, zones: [ZoneDefinition], optional: Bool = false,
    sameAs: Int? = nil
  ) {
    self.number = number
    self.barcode = barcode
    self.zones = zones
    self.optional = optional
    self.sameAs = sameAs
  }
}

/// A place on a page where a person writes, ticks or signs, and how it is read.
public struct ZoneDefinition: Sendable {
  /// How a zone's ink becomes a value; one reader each.
  public enum Read: String, CaseIterable, Sendable {
    /// One line of text.
    case line
    /// Several lines of text.
    case block
    /// Characters over printed cells; `cells` gives how many in each part.
    case comb
    /// One value written over several boxes, such as a postcode in two.
    case split
    /// Tick boxes: a lone one, or a group of which one is chosen.
    case ticks
    /// Whether somebody signed.
    case signature
  }

  /// A box that can be ticked, and the choice it stands for.
  public struct Box: Sendable {
    public var name: String
    public var zone: Zone
    public init(name: String, zone: Zone) {
      self.name = name
      self.zone = zone
    }
  }

  /// Pointer of the field it fills: `/claimants/0/postcode`.
  public var field: String
  public var read: Read
  /// The parts, in reading order; empty for ticks.
  public var parts: [Zone]
  /// Cells in each part, for `comb`.
  public var cells: [Int]
  /// The tick boxes in order, for `ticks`.
  public var boxes: [Box]

  public init(field: String, read: Read, parts: [Zone], cells: [Int] = [], boxes: [Box] = []) {
    self.field = field
    self.read = read
    self.parts = parts
    self.cells = cells
    self.boxes = boxes
  }

  /// The zone that holds all parts or boxes, in millimetres.
  public var bounds: Zone { (parts + boxes.map(\.zone)).union }
}

/// What a field means.
public struct FieldDefinition: Sendable {
  /// The grammar that a field's value follows.
  public enum Kind: String, CaseIterable, Sendable {
    /// Free text: a name, an address line, a remark.
    case text
    case date, postcode, money, number, phone, email, reference
    /// Numbers whose shapes are known: of a person's National Insurance, of a case of the Office of the Public Guardian, of a claim in
    /// the county court, of a company.
    case nationalInsurance, caseNumber, claimNumber, companyNumber
    /// One of `of`, by its tick boxes.
    case choice
    /// A lone tick.
    case flag
    case signature

    /// Whether its value is words, and no mark.
    var isWritten: Bool { ![.choice, .flag, .signature].contains(self) }
  }

  /// What an operator sees.
  public var label: String
  public var kind: Kind
  /// The choices, for `choice`.
  public var of: [String]
  /// Name of a list in `Pipelines/lists`: a value that is not in it is looked at; being in it proves nothing.
  public var list: String?
  /// Names of lists in `Pipelines/words` of which a text is mostly made, for reading handwriting: they rank what it may say, and decide
  /// nothing alone. All lists if empty.
  public var words: [String]
  /// A wrong value does harm that cannot be undone: looked at more strictly.
  public var critical: Bool
  /// Personal data: kept out of logs.
  public var sensitive: Bool
  /// Filled in by the office, not by the person.
  public var office: Bool
  /// What a form is of no use without, so that its absence is worth a warning.
  public var required: Bool

  public init(
    label: String, kind: Kind, of: [String] = [], list: String? = nil, words: [String] = [], critical: Bool = false,
    sensitive: Bool = true, office: Bool = false, required: Bool = false
  ) {
    self.label = label
    self.kind = kind
    self.of = of
    self.list = list
    self.words = words
    self.critical = critical
    self.sensitive = sensitive
    self.office = office
    self.required = required
  }
}
