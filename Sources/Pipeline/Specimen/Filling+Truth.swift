import Forms

extension Filling {
  /// What truth says of the document, the file's `number`th from 0.
  ///
  /// - Parameter pages: all pages of the file.
  func truth(_ number: Int, _ pages: [Truth.Page]) -> Truth.Document {
    let own = pages.filter { $0.doc == number }, order = own.compactMap(\.form_page)
    let missing = form.pages.map(\.number).filter { !order.contains($0) }
    var fields: [Truth.Field] = []
    for page in form.pages {
      let scan = own.first { $0.form_page == page.number }?.index
      for zone in page.zones { fields += truths(zone, page.number, scan) }
    }
    return Truth.Document(
      doc: number, form: form.id.uppercased(), edition: form.edition, mode: hand.mode.rawValue,
      pages_supplied: Array(Set(order)).sorted(),
      missing_pages: missing, out_of_order: order != order.sorted(),
      duplicate_page: order.first { page in order.count { $0 == page } > 1 },
      link: link, fields: fields)
  }

  private func truths(_ zone: ZoneDefinition, _ page: Int, _ scan: Int?) -> [Truth.Field] {
    guard let kind = form.fields[zone.field]?.kind else { return [] }
    func field(_ name: String, _ type: String, _ place: Zone, _ value: FieldValue, _ status: String, written: String = "")
      -> Truth.Field
    {
      let cells = zone.read == .comb ? zone.cells : nil
      let points = [place.x, place.y, place.maxX, place.maxY].map { ($0 * 720 / 25.4).rounded() / 10 }
      return Truth.Field(
        name: name, type: type, form_page: page, scan_page: scan, rect: points, comb: cells, value: value, written: written,
        status: scan == nil ? "page_missing" : status, mode: status == "empty" ? nil : hand.mode.rawValue)
    }
    switch content.entries[zone.field] {
    case .ticks(let marked, let cancelled):
      return zone.boxes.map { box in
        let status = cancelled.contains(box.name) ? "cancelled" : marked.contains(box.name) ? "filled" : "empty"
        return field("\(zone.field).\(box.name)", "checkbox", box.zone, .flag(marked.contains(box.name)), status)
      }
    case nil where zone.read == .ticks:
      return zone.boxes.map { field("\(zone.field).\($0.name)", "checkbox", $0.zone, .flag(false), "empty") }
    case .signature: return [field(zone.field, "signature", zone.bounds, .flag(true), "filled")]
    case nil where kind == .signature: return [field(zone.field, "signature", zone.bounds, .flag(false), "empty")]
    case nil: return [field(zone.field, type(kind, zone), zone.bounds, .text(""), "empty")]
    case .text(let text):
      var one = field(
        zone.field, type(kind, zone), zone.bounds, .text(kind == .date ? text.replacing(" ", with: "/") : text), "filled",
        written: hand.written(text))
      if kind == .date { one.iso = kind.normalise(text).value }
      return [one]
    }
  }

  private func type(_ kind: FieldDefinition.Kind, _ zone: ZoneDefinition) -> String {
    kind == .text ? zone.read == .block ? "multiline" : "text" : kind.rawValue
  }
}
