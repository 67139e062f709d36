public import Forms

/// A file that came into the drop folder, and what became of it.
public struct Arrival: Codable, Hashable, Sendable {
  public enum State: String, Codable, CaseIterable, Sendable {
    /// Taken out of the drop folder, and not read to its end yet.
    case working
    /// Read; its documents are in the store.
    case done
    /// The same bytes came before: it was not read again.
    case duplicate
    /// It cannot be read, or what reads it does not survive it; a person decides.
    case quarantined
  }

  /// The batch that it was read in: the folder's name below `working`, `done` and `quarantine`.
  public var batch: String
  /// Its path below the drop folder.
  public var name: String
  /// Empty where the file cannot be read.
  public var sha256: String
  public var bytes: Int
  /// When it was taken out of the drop folder, ISO 8601 UTC.
  public var arrived: String
  public var state = State.working
  /// How often the process that read it ended because of it.
  public var attempts = 0
  /// When it was done with, ISO 8601 UTC.
  public var ended: String?
  /// Why it is in quarantine, what it is a duplicate of, or what a person should know of it.
  public var problem: Problem?
  public var pages = 0, failedPages = 0, documents = 0
  /// Scans that lay in it of which no page could be read.
  public var unreadScans = 0
  /// Documents that wait for a person's look.
  public var waiting = 0
  /// Pages that are in no document and are neither blank nor separators: a person says what they are.
  public var strays = 0
  /// Seconds of work on its pages, summed over workers.
  public var seconds = 0.0

  public init(batch: String, name: String, sha256: String, bytes: Int, arrived: String) {
    (self.batch, self.name, self.sha256, self.bytes, self.arrived) = (batch, name, sha256, bytes, arrived)
  }
}

/// An envelope that came, whether it was taken or refused.
public struct ArrivedEnvelope: Codable, Hashable, Sendable {
  /// The archive's own name, without folders.
  public var name: String
  /// `accepted`, `incomplete` or `refused`, and the incumbent's code of a refusal.
  public var status: RunSummary.Parcel.Status
  public var code: String?
  /// The envelope that it is sent in place of.
  public var rescanFor: String?
  /// Control numbers of its scans, and of its payments.
  public var numbers: [String] = [], payments: [String] = []

  public init(name: String, status: RunSummary.Parcel.Status, code: String? = nil) {
    (self.name, self.status, self.code) = (name, status, code)
  }
}
