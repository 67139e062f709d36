import Forms

/// Which documents of OPG sets were read: one that comes again under the same ID is not read again.
///
/// An ID is taken once its document is decoded to its end, every page of it: one that is broken must not keep a good one out.
struct DocumentIDs {
  /// Names of scans by their documents' IDs.
  private var read: [String: String] = [:]
  /// Places of files of which a page could not be decoded.
  private var broken: Set<Int> = []

  /// The scan of the same document that was read before; nil also where the file is to be read for another one with its content.
  func earlier(than file: ScanFile) -> String? {
    guard let first = file.set?.id.flatMap({ read[$0] }), file.repeats.allSatisfy({ earlier(than: $0) != nil }) else {
      return nil
    }
    return first
  }

  /// Notes that a page of the file at `place` could not be decoded.
  mutating func fail(_ place: Int) { broken.insert(place) }

  /// Notes that a file of `pages` pages is decoded to its end.
  mutating func end(_ file: ScanFile, at place: Int, pages: Int) {
    guard pages > 0, !broken.contains(place), let id = file.set?.id, read[id] == nil else { return }
    read[id] = file.name
  }
}
