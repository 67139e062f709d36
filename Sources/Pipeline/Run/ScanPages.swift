public import Forms
public import Foundation
public import Imaging

/// Takes the pages of documents out of the scans that they lie in.
public struct ScanPages: DocumentScans {
  /// JPEG's, for grey pages.
  private static let quality = 85
  private let files: [String: URL]
  private let limits: DecodeLimits, executable: URL

  /// - Parameter files: scans with the names that records call them by.
  public init(
    _ files: [(name: String, url: URL)], limits: DecodeLimits = DecodeLimits(),
    executable: URL = URL(fileURLWithPath: "/proc/self/exe")
  ) {
    self.files = Dictionary(files.map { ($0.name, $0.url) }) { first, _ in first }
    self.limits = limits
    self.executable = executable
  }

  /// A document's pages in the order of its record, duplicates too, as they lie in the scans.
  ///
  /// - Throws: `Problem` where a page cannot be read any more: half a document is none.
  public func pdf(of record: FormRecord) throws(Problem) -> Data {
    var images: [FormRecord.Place: PageImage] = [:]
    for (file, places) in Dictionary(grouping: record.pages.map(record.place), by: \.file).sorted(by: { $0.key < $1.key }) {
      try read(Set(places), of: file, into: &images)
    }
    do {
      return Data(try ScanWriter.pdf(record.pages.compactMap { images[record.place(of: $0)] }, quality: Self.quality))
    } catch {
      throw Problem(
        place: record.id, summary: "no PDF can be made of its pages (\(error))", remedy: "Free memory, and try again.")
    }
  }

  private func read(_ places: Set<FormRecord.Place>, of file: String, into images: inout [FormRecord.Place: PageImage])
    throws(Problem)
  {
    guard let url = files[file] else {
      throw Problem(place: file, summary: "the scan is not at hand", remedy: "Give it with its record.")
    }
    let wanted = places.map(\.index), last = wanted.max() ?? 0
    let stream = PageStream(file: url, name: file, first: wanted.min() ?? 0, limits: limits, executable: executable)
    defer { stream.close() }
    do {
      while let next = try stream.nextPage() {
        switch next {
        case .page(let page):
          let place = FormRecord.Place(file: file, index: page.index)
          if places.contains(place) { images[place] = page.image }
          if page.index >= last { return }
        case .failed(let pages, let problem):
          if pages.map({ pages in wanted.contains(where: pages.contains) }) ?? true { throw problem }
        }
      }
    } catch {
      throw error as? Problem
        ?? Problem(
          place: file, summary: "no process could be started to decode it", remedy: "Free memory and processes on this machine."
        )
    }
    throw Problem(place: file, summary: "it has fewer pages than when it was read", remedy: "Put the scan back as it was.")
  }
}

extension FormRecord {
  /// Where a page lies: its file's name and its place there.
  fileprivate struct Place: Hashable {
    var file: String
    var index: Int
  }

  fileprivate func place(of page: Page) -> Place { Place(file: page.file ?? source.file, index: page.index) }
}
