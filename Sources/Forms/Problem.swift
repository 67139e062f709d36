/// What went wrong with one input, said so that a person can mend it.
///
/// A bad page is a value, not a crash: stages return problems and the batch goes on. Never holds a field's content.
public struct Problem: Error, Codable, Hashable, Sendable {
  /// Where it is: `form.yaml:42:11`, `batch-7/0003.tif page 2` or `/donor/dateOfBirth`.
  public var place: String
  /// What is wrong, in one sentence.
  public var summary: String
  /// What to do about it.
  public var remedy: String?
  /// What another system calls it, such as `ERR_METAFILE_INVALID`.
  public var code: String?

  public init(place: String, summary: String, remedy: String? = nil) {
    self.place = place
    self.summary = summary
    self.remedy = remedy
  }
}

extension Problem: CustomStringConvertible {
  /// For a terminal: on two lines, with nothing in it that a terminal would obey.
  public var description: String {
    "\(place.printable): " + (code.map { "\($0): " } ?? "") + summary.printable + (remedy.map { "\n  \($0.printable)" } ?? "")
  }
}
