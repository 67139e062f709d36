/// Parts a row of pages of one form into documents: the parting under which least went wrong (dynamic programming over the borders).
///
/// People lose a page, scan one twice or change two about, each about as often, so each counts about one; what is written on two scans
/// of one print says whether they are one sheet. The numbers are round: what matters is their order.
struct Parting {
  let form: FormDefinition?
  let isLoose: Bool
  /// The number of pages of each print that a document may have, and must.
  private let capacity: [Int: Int], required: [Int: Int]

  /// What lies between a page and the one before it of its form.
  enum Gap { case none, stranger, otherForm }

  struct Part {
    var pages: [PlacedPage]
    var doubtful: [AssembledDocument.Doubtful]
  }

  init(_ form: FormDefinition?) {
    self.form = form
    let pages = form?.pages ?? []
    isLoose = form != nil && pages.allSatisfy(\.optional)
    let prints = Dictionary(grouping: pages) { $0.sameAs ?? $0.number }
    capacity = prints.mapValues(\.count)
    required = prints.mapValues { $0.count { !$0.optional } }
  }

  private enum Cost {
    static let missing = 1.0, outOfOrder = 0.5
    /// One more page of a print than there are: of an unlike sheet, of the same one, and nearby too, as where a scanner pulls it twice.
    static let unlikeCopy = 4.0, sameCopy = 0.5, rescan = -2.0
    /// The same where what is written does not tell, and directly behind the other.
    static let copy = 1.25, copyBehind = 0.25
    /// A border that no sheet marks; and none at a stranger, and none where pages of another form lie between.
    static let border = 0.25, stranger = 0.5, otherForm = 2.0
    /// Sheets that stand by themselves are never copies and do not go on behind others.
    static let never = 100.0
    /// Two borders between which nothing tells.
    static let doubt = 0.5
  }

  func callAsFunction(_ pages: [PlacedPage], gaps: [Gap]) -> [Part] {
    let likes = pages.indices.map { self.likes(of: $0, pages) }
    let costs = pages.indices.map { self.costs(pages, gaps, likes, from: $0) }
    var best = [0.0], start = [0]
    for end in 1...pages.count {
      best.append(.infinity)
      start.append(end - 1)
      for from in 0..<end where end - from <= costs[from].count {
        let sum = best[from] + costs[from][end - from - 1]
        // Of equals the later border: a page that came last is likelier to have slipped down than the next one's to have slipped up.
        if sum <= best[end] { (best[end], start[end]) = (sum, from) }
      }
    }
    var borders = [pages.count]
    while let end = borders.last, end > 0 { borders.append(start[end]) }
    borders.reverse()
    return borders.indices.dropLast().map { place in
      let (from, to) = (borders[place], borders[place + 1])
      var doubtful = (from..<to).filter { $0 > from && gaps[$0] == .otherForm }.flatMap { gap in
        pages[gap..<to].map { AssembledDocument.Doubtful(number: $0.print, reason: .apart) }
      }
      if place > 0 {
        let other = doubts(at: from, between: borders[place - 1], to, costs).filter { $0 > from }.max() ?? from
        doubtful += pages[from..<other].map { .init(number: $0.print, reason: .before) }
      }
      if place + 2 < borders.count {
        let other = doubts(at: to, between: from, borders[place + 2], costs).filter { $0 < to }.min() ?? to
        doubtful += pages[other..<to].map { .init(number: $0.print, reason: .next) }
      }
      var seen: Set<AssembledDocument.Doubtful> = []
      return Part(pages: Array(pages[from..<to]), doubtful: doubtful.filter { seen.insert($0).inserted })
    }
  }

  /// Where the border at `border` may lie as well.
  private func doubts(at border: Int, between from: Int, _ to: Int, _ costs: [[Double]]) -> [Int] {
    func cost(_ middle: Int) -> Double {
      guard middle - from <= costs[from].count, to - middle <= costs[middle].count else { return .infinity }
      return costs[from][middle - from - 1] + costs[middle][to - middle - 1]
    }
    return isLoose ? [] : ((from + 1)..<to).filter { $0 != border && cost($0) <= cost(border) + Cost.doubt }
  }

  private var size: Int { max(1, form?.pages.count ?? 1) }
  /// The most pages that a document is thought to have: each twice, and some more.
  private var longest: Int { 2 * size + 8 }

  /// A page of the same print before another, and whether both are scans of one sheet.
  private typealias Like = (place: Int, isSame: Bool?)

  private func likes(of place: Int, _ pages: [PlacedPage]) -> [Like] {
    if isLoose { return [] }
    return (max(0, place - longest)..<place).filter { pages[$0].print == pages[place].print }
      .map { ($0, pages[place].isSameSheet(as: pages[$0])) }
  }

  /// What documents cost that begin with the page at `from`, by their lengths less one.
  private func costs(_ pages: [PlacedPage], _ gaps: [Gap], _ likes: [[Like]], from: Int) -> [Double] {
    var missing = required.values.reduce(0, +), sum = from > 0 && gaps[from] == .none ? Cost.border : 0
    var counts: [Int: Int] = [:], last = 0, costs: [Double] = []
    for place in from..<min(pages.count, from + longest) {
      let print = pages[place].print, count = counts[print, default: 0]
      counts[print] = count + 1
      if place > from { sum += goingOn(over: gaps[place]) }
      if count >= max(1, capacity[print] ?? 1) {
        sum += isLoose ? Cost.never : copy(place, of: likes[place].filter { $0.place >= from })
      } else {
        if count < required[print] ?? 0 { missing -= 1 }
        if print < last { sum += Cost.outOfOrder }
        last = print
      }
      costs.append(sum + Cost.missing * Double(missing))
    }
    return costs
  }

  private func goingOn(over gap: Gap) -> Double {
    switch gap {
    case .none: 0
    case .stranger: isLoose ? Cost.never : Cost.stranger
    case .otherForm: isLoose ? Cost.never : Cost.otherForm
    }
  }

  /// What one more page costs of a print that `others` have.
  private func copy(_ place: Int, of others: [Like]) -> Double {
    if let nearest = others.last(where: { $0.isSame == true }) {
      return place - nearest.place <= min(2, size - 1) ? Cost.rescan : Cost.sameCopy
    }
    if others.allSatisfy({ $0.isSame == false }) { return Cost.unlikeCopy }
    let isBehind = size > 1 && others.last.map { $0.place == place - 1 && $0.isSame == nil } == true
    return isBehind ? Cost.copyBehind : Cost.copy
  }
}
