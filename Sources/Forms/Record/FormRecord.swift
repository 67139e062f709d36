/// One document's record, as written to `OUT/records/*.json` (schema `formscan.record/1`).
///
/// Encoded with sorted keys and nothing of the run in it (no clock, no durations): the same input gives the same bytes.
public struct FormRecord: Codable, Sendable {
  public var schema = "formscan.record/1"
  /// Content-derived: form id and a hash of the pages it was read from.
  public var id: String
  public var source: Source
  public var form: Form
  /// The document's form pages, in form-page order; duplicates too.
  public var pages: [Page]
  public var disposition: Disposition
  /// By JSON Pointer.
  public var fields: [String: FieldReading]
  public var issues: [Issue]
  /// The documents that this one belongs to; nil where its form stands by itself or none was found.
  public var links: [Link]?
  /// Ids of rules that cannot be asked before somebody has looked at a field; nil if there are none.
  public var undecided: [String]?
  /// What people changed, oldest first; nil where nothing was.
  public var corrections: [Correction]?

  public struct Source: Codable, Hashable, Sendable {
    public var file: String
    public var sha256: String
    /// When the paper arrived, ISO 8601 UTC.
    public var received: String?
    /// What the envelope or the set that it came in says of it.
    public var envelope: Envelope?
    public var set: DocumentSet?

    public init(file: String, sha256: String, received: String?, envelope: Envelope? = nil, set: DocumentSet? = nil) {
      self.file = file
      self.sha256 = sha256
      self.received = received
      self.envelope = envelope
      self.set = set
    }
  }

  public struct Form: Codable, Hashable, Sendable {
    public var id: String
    public var edition: String
    public init(id: String, edition: String) {
      self.id = id
      self.edition = edition
    }
  }

  public struct Page: Codable, Hashable, Sendable {
    /// 0-based place in its file.
    public var index: Int
    public var formPage: Int
    /// Degrees clockwise that the page lies turned in the file: 0, 90, 180, 270.
    public var rotation: Int
    /// Likeness to this form page and to the next best one, 0…1.
    public var score, runnerUp: Double
    public var residualMM: Double
    /// Where the document's pages lie in several files.
    public var file: String?
    public var duplicate: Bool?
    /// Which of several prints of the page it is, where it is not the first.
    public var print: String?

    public init(
      index: Int, formPage: Int, rotation: Int, score: Double, runnerUp: Double,
      residualMM: Double, file: String? = nil, duplicate: Bool? = nil, print: String? = nil
    ) {
      self.index = index
      self.formPage = formPage
      self.rotation = rotation
      self.score = score
      self.runnerUp = runnerUp
      self.residualMM = residualMM
      self.file = file
      self.duplicate = duplicate
      self.print = print
    }
  }

  /// A document that this one belongs to.
  public struct Link: Codable, Hashable, Sendable {
    /// How it was found: the same name is on both, it is the nearest, or a person said so.
    public enum Evidence: String, Codable, Sendable { case name, order, person }
    /// The issue of a document of which it is only assumed that it belongs to another, of one that belongs to none that was found, of one
    /// that came when the other had been sent on, and of one whose other was rejected.
    public static let assumed = "link-assumed", missing = "link-missing", late = "link-late", rejected = "link-rejected"
    public static let doubts: Set = [assumed, missing, late, rejected]
    /// The other record's id.
    public var record: String
    public var form: String
    public var by: Evidence
    public init(record: String, form: String, by: Evidence) {
      self.record = record
      self.form = form
      self.by = by
    }
  }

  /// A value that a person changed.
  public struct Correction: Codable, Hashable, Sendable {
    /// Pointer of the field.
    public var pointer: String
    /// Before and after; nil for none.
    public var old, new: FieldValue?
    /// Who did it.
    public var `operator`: String
    /// When, ISO 8601 UTC.
    public var time: String
    /// In their words.
    public var reason: String?

    public init(pointer: String, old: FieldValue?, new: FieldValue?, operator: String, time: String, reason: String? = nil) {
      self.pointer = pointer
      self.old = old
      self.new = new
      self.operator = `operator`
      self.time = time
      self.reason = reason
    }
  }

  public enum Disposition: String, Codable, Sendable {
    /// Every value may leave.
    case accepted
    /// A person must look at something.
    case review
    /// A person is asked to reject it.
    case rejected
    /// It could not be read.
    case failed
  }

  public struct Issue: Codable, Hashable, Sendable {
    public enum Severity: String, Codable, Sendable { case reject, query, warning, info }
    public var rule: String
    public var severity: Severity
    public var fields: [String]
    public var message: String
    public var basis: String?
    /// Who let it stand, so that nobody has to look at it any more; nil while it is open.
    public var settled: Settling?

    /// That somebody let an issue stand.
    public struct Settling: Codable, Hashable, Sendable {
      /// Who did it.
      public var `operator`: String
      /// When, ISO 8601 UTC.
      public var time: String
      /// A word of a list, such as `paper-checked`.
      public var reason: String?

      public init(operator: String, time: String, reason: String? = nil) {
        self.operator = `operator`
        self.time = time
        self.reason = reason
      }
    }

    public init(
      rule: String, severity: Severity, fields: [String] = [], message: String,
      basis: String? = nil
    ) {
      self.rule = rule
      self.severity = severity
      self.fields = fields
      self.message = message
      self.basis = basis
    }
    /// Whether a person has to decide on it before the record may leave.
    public var needsLook: Bool { settled == nil && (severity == .reject || severity == .query) }
  }

  public init(
    id: String, source: Source, form: Form, pages: [Page], disposition: Disposition,
    fields: [String: FieldReading], issues: [Issue]
  ) {
    self.id = id
    self.source = source
    self.form = form
    self.pages = pages
    self.disposition = disposition
    self.fields = fields
    self.issues = issues
  }
}
