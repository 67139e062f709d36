/// Sees to it that every page that came in comes out once: in one record or on the list of strays.
struct PageAccount {
  private struct Page: Hashable {
    var file, index: Int
  }

  /// Pages that came in and are not out yet.
  private var waiting: Set<Page> = []
  /// Pages that came in twice, or out without being in: twice, or in two places.
  private var faults = 0

  mutating func takeIn(_ index: Int, of file: Int) {
    if !waiting.insert(Page(file: file, index: index)).inserted { faults += 1 }
  }

  mutating func putOut(_ index: Int, of file: Int) {
    if waiting.remove(Page(file: file, index: index)) == nil { faults += 1 }
  }

  /// Whether all are out, each once.
  var isSettled: Bool { waiting.isEmpty && faults == 0 }
}
