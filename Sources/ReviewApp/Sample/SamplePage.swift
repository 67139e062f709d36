import Forms
import RecordStore

/// What `sample.mustache` shows: a field that passed, to be read without seeing what passed.
struct SamplePage {
  let formName, label, place, address: String
  let entry: FieldEntry
  let picture: PictureView?
  let hasPicture: Bool
  /// Both readings, where they differ.
  let differs: Bool
  let passed, typed: String
  let typedValue: String
  let refusal, remedy: String?
  let isRefused, mayKeepAsWritten: Bool

  init?(
    _ place: FieldPlace, in view: RecordView, _ forms: KnownForms, typed: String? = nil, complaint: Complaint? = nil,
    differs: Bool = false, _ words: Words
  ) {
    guard let reading = view.record.fields[place.pointer], let field = view.fields[place.pointer] else { return nil }
    let form = forms[view.record.form], definition = form?.fields[place.pointer]
    let isBlock = form?.pages.contains { $0.zones.contains { $0.field == place.pointer && $0.read == .block } } ?? false
    formName = KnownForms.name(view.record.form.id)
    let label = form?.label(of: place.pointer) ?? place.pointer
    self.label = label
    self.place = words("form-page", ["n": "\(reading.formPage)"])
    address = "/samples/\(place.record.percentEncoded)?at=\(place.pointer.percentEncoded)"
    let entry = FieldEntry(reading, definition, kind: field.kind, isBlock: isBlock, typed: typed, isBlind: true, words)
    self.entry = entry
    picture = FieldPicture(place.pointer, in: view).map {
      PictureView(
        $0, of: place, title: words("picture-of", ["label": label]), numbers: entry.boxNumbers)
    }
    hasPicture = picture != nil
    self.differs = differs
    passed = reading.value.shown(as: field.kind, words)
    typedValue = typed ?? ""
    switch field.kind {
    case .flag, .signature:
      self.typed = typed.flatMap(Bool.init).map { FieldValue?.some(.flag($0)).shown(as: field.kind, words) } ?? ""
    default: self.typed = (typed.flatMap { $0.isEmpty ? nil : FieldValue.text($0) }).shown(as: field.kind, words)
    }
    refusal = complaint?.summary
    remedy = complaint?.remedy
    isRefused = complaint != nil
    mayKeepAsWritten = complaint?.mayKeepAsWritten ?? false
  }
}

/// What `samples-done.mustache` shows: what checks have found.
struct SamplesDonePage {
  let judged, wrong, rate: String
  let hasJudged: Bool

  init(_ result: SampleResult, _ words: Words) {
    judged = "\(result.judged)"
    wrong = "\(result.wrong)"
    hasJudged = result.judged > 0
    func percent(_ share: Double) -> String { "\((share * 10_000).rounded() / 100)" }
    rate = words(
      "sample-rate",
      ["value": percent(result.rate.value), "low": percent(result.rate.low), "high": percent(result.rate.high)])
  }
}
