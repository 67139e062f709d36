/// Decides pages that fit several forms alike by the pages around them.
///
/// Some pages of sister forms, such as LP1F and LP1H, print the same; where the barcode is lost too, nothing on the page tells whose it
/// is. The nearest page of a file that is known to be of one of these forms does, unless a stranger or a separator lies between.
struct TwinPages {
  /// - Parameter outcomes: a file's pages, in their order.
  /// - Returns: the same with every such page decided, or unknown where no neighbour tells.
  func settled(_ outcomes: [PageOutcome]) -> [PageOutcome] {
    outcomes.indices.map { index in
      guard case .form(var form) = outcomes[index].kind, !form.evidence.twins.isEmpty else { return outcomes[index] }
      var outcome = outcomes[index]
      let candidates = [PageFinding.Evidence.Twin(form: form.form, page: form.page)] + form.evidence.twins
      let before = Self.first(outcomes[..<index].reversed(), of: candidates)
      let after = Self.first(Array(outcomes[(index + 1)...]), of: candidates)
      if let nearest = [before, after].compactMap({ $0 }).min(by: { $0.distance < $1.distance })?.twin {
        (form.form, form.page) = (nearest.form, nearest.page)
        outcome.kind = .form(form)
      } else {
        let names = candidates.map { "\($0.form) page \($0.page)" }.joined(separator: " and ")
        let reason = "it fits \(names) alike, and no page beside it tells which"
        outcome.kind = .unknown(reason: reason, candidates: [], labels: [])
      }
      return outcome
    }
  }

  /// The first page that is surely of one of the candidates' forms, unless a page of no form comes before it.
  private static func first(
    _ outcomes: [PageOutcome], of candidates: [PageFinding.Evidence.Twin]
  ) -> (twin: PageFinding.Evidence.Twin, distance: Int)? {
    for (distance, outcome) in outcomes.enumerated() {
      switch outcome.kind {
      case .separator, .unknown, .failed: return nil
      case .blank: continue
      case .form(let form) where !form.evidence.twins.isEmpty: continue
      case .form(let form):
        return candidates.first { $0.form == form.form }.map { ($0, distance) }
      }
    }
    return nil
  }
}
