/// `summary.json`: what a run took in, what became of it and what it cost.
public struct RunSummary: Codable, Sendable {
  public var schema = "formscan.summary/1"
  /// Scan files taken in, files beside them that are no scans, and files whose content came twice.
  public var files = 0, ignoredFiles = 0, duplicateFiles = 0
  /// Names that were left out: of files that are no scans by their endings, hidden ones, and folders that are no input.
  public var ignored: [String] = []
  /// Files that were not read, or not to their ends, because the run stopped: nothing of them is written or counted.
  public var unreadFiles: [String] = []
  /// What kept something that was read from being written: the run is to be made again. Nil where all is written.
  public var unwritten: Problem?
  /// Pages decoded or not; each is in exactly one of the counts that follow.
  public var pages = 0
  public var formPages = 0, blankPages = 0, separatorPages = 0, unknownPages = 0, failedPages = 0
  public var documents = 0
  /// Documents by disposition.
  public var accepted = 0, review = 0, rejected = 0, failed = 0
  public var fields = 0, fieldsToReview = 0
  /// The run was told to stop before its input was done.
  public var interrupted = false
  /// The folder, within the output's, with what an earlier run wrote there and this one did not.
  public var earlier: String?
  /// What left by each of the pipeline's outputs, and the cases that wait for a person; nil where the pipeline has no outputs.
  public var outputs: [Output]?
  public var casesWaiting: Int?
  /// Cases of batches that others are still adding to the same store; nil where there is none.
  public var casesArriving: Int?
  /// Seconds of work by stage, summed over workers, and of the whole run by the clock.
  public var seconds: [String: Double] = [:]
  /// Pages that belong to no document.
  public var strays: [Stray] = []
  /// What became of envelopes and sets; nil where there were none.
  public var parcels: [Parcel]?
  public var problems: [Problem] = []

  /// An envelope or a set: a file that held scans.
  public struct Parcel: Codable, Hashable, Sendable {
    public enum Status: String, Codable, Sendable {
      /// Taken whole; taken, but not each of its scans was read, and the warnings say which; refused whole.
      case accepted, incomplete, refused
    }
    public var file: String
    public var status: Status
    /// The incumbent's code, for an envelope that was refused.
    public var code: String?
    /// The scans in it that were unpacked, in its order.
    public var scans: [Scan] = []
    /// What a person should know of it, without values.
    public var warnings: [String] = []
    /// What tells its documents from all others: control numbers of an envelope's scans, IDs of a set's documents; nil if there are none.
    public var numbers: [String]?
    /// Control numbers of an envelope's payments, and the envelope that it is sent in place of.
    public var payments: [String]?
    public var rescanFor: String?

    /// A scan that was unpacked: the name that records have for it, its path within the output's folder, and its SHA-256.
    public struct Scan: Codable, Hashable, Sendable {
      public var name, kept, sha256: String
      /// What tells it from all others: its control number, or the ID of its document.
      public var number: String?
      /// None of its pages could be read; nil else.
      public var unread: Bool?
      public init(name: String, kept: String, sha256: String, number: String? = nil) {
        (self.name, self.kept, self.sha256, self.number) = (name, kept, sha256, number)
      }
    }

    public init(file: String, status: Status, code: String? = nil) {
      self.file = file
      self.status = status
      self.code = code
    }

    /// Notes that a scan of it was not read, and why.
    public mutating func leaveOut(_ scan: String, _ reason: String) {
      status = .incomplete
      warnings.append("\(scan) was not read: \(reason)")
    }
  }

  /// A page that belongs to no document.
  public struct Stray: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Sendable { case blank, separator, unknown, failed }
    public var file: String
    /// 0-based place in its file.
    public var index: Int
    public var kind: Kind
    public var reason: String
    /// The form pages that an unknown page is most like, best first.
    public var candidates: [Candidate]?
    /// The texts of the barcodes on it.
    public var labels: [String]?
    /// A small picture of it: a path within the output's folder. None of a page that could not be read.
    public var thumbnail: String?
    public init(
      file: String, index: Int, kind: Kind, reason: String, candidates: [Candidate]? = nil, labels: [String]? = nil
    ) {
      self.file = file
      self.index = index
      self.kind = kind
      self.reason = reason
      self.candidates = candidates
      self.labels = labels
    }
  }

  /// A form page that a scan page may be, and the share of its print that is in place, 0…1.
  public struct Candidate: Codable, Hashable, Sendable {
    public var form, edition: String
    public var page: Int
    public var score: Double
    public init(form: String, edition: String, page: Int, score: Double) {
      self.form = form
      self.edition = edition
      self.page = page
      self.score = score
    }
  }

  /// What left by one output.
  public struct Output: Codable, Hashable, Sendable {
    public var kind, folder: String
    /// Cases that left, files that were written, and how often the format could not say something.
    public var cases = 0, files = 0, losses = 0
    /// Cases of which something else left before under the same name, which stays; nil if there are none.
    public var before: Int?
    public init(kind: String, folder: String) {
      self.kind = kind
      self.folder = folder
    }
  }

  public init() {}

  /// Notes that a scan of an envelope or a set was not read, and why.
  ///
  /// - Parameter isUnread: whether it could not be read, rather than need not be.
  public mutating func leaveOut(_ scan: String, _ reason: String, isUnread: Bool = false) {
    for index in (parcels ?? []).indices {
      guard let place = parcels?[index].scans.firstIndex(where: { $0.name == scan }) else { continue }
      if isUnread { parcels?[index].scans[place].unread = true }
      parcels?[index].leaveOut(scan, reason)
      return
    }
  }

  /// Counts documents of a disposition.
  public mutating func count(_ disposition: FormRecord.Disposition, _ number: Int) {
    switch disposition {
    case .accepted: accepted += number
    case .review: review += number
    case .rejected: rejected += number
    case .failed: failed += number
    }
  }

  /// Whether every page that came in is accounted for once.
  public var isBalanced: Bool { pages == formPages + blankPages + separatorPages + unknownPages + failedPages }
}
