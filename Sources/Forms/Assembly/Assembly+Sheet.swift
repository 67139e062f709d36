extension Assembly {
  /// What a scan page is to assembly. Blank pages do not come here: backs are scanned too.
  public enum Sheet: Hashable, Sendable {
    case page(PlacedPage)
    /// Neither a known form's page nor blank: it may lie between documents, or within one.
    case stranger
    /// A sheet that is laid between documents: every document that is open ends.
    case separator
  }
}
