import Forms

/// Says of what was read in a field whether and why a person must look.
struct Verdict {
  let field: FieldDefinition
  let form: FormDefinition
  /// The least confidence with which a value passes.
  let target: Double

  /// Types of value in which one wrong digit makes another value of the type.
  static let digits: Set<FieldDefinition.Kind> = Set(
    FieldDefinition.Kind.allCases.filter { [.date, .phone, .money, .number].contains($0) || $0.isShaped })

  /// What reading as handwriting makes of a value that Tesseract read as `written`: surer if it agrees, another if it is likelier.
  func weigh(
    _ hand: HandReading, against before: FieldReading, _ written: String, _ found: Evidence
  ) -> FieldReading {
    // The network knows no letter with an accent: where it reads all but that, it bears the rest out.
    let agreement = Agreement(written, hand.text, field.kind), agrees = agreement >= .butAccents
    // A number has no spaces, however it is set apart.
    let isSpacedAlike = field.kind.isShaped || hand.spaces == HandReading.spaces(of: written)
    if agreement == .full, isSpacedAlike, !before.review, !hand.mayLackApostrophe { return before }
    var reading = before, evidence = found
    if !agrees, evidence.outweighs(hand) {
      let other = FieldReading.Alternative(value: field.kind.normalise(hand.text).value, confidence: hand.share)
      reading.alternatives = [other] + reading.alternatives.filter { $0.value != other.value }
      return reading
    }
    evidence.take(hand, agrees: agrees, kind: field.kind)
    if !agrees { evidence.others = hand.others + [(written, 0)] }
    for reason in agrees ? [] : hand.doubts { evidence.doubt(reason) }
    if hand.mayLackApostrophe { evidence.doubt("an apostrophe may be missing") }
    if agreement == .butAccents { evidence.doubt("a letter may have an accent", offering: hand.text) }
    if agrees, field.kind == .text, !isSpacedAlike { evidence.doubt("a space may be none", offering: written) }
    reading = FieldReading(
      state: .read, confidence: 0, review: false, formPage: before.formPage, page: before.page, zone: before.zone,
      box: before.box)
    fill(&reading, agrees && isSpacedAlike ? written : hand.text, evidence)
    return reading
  }

  /// Fills in a reading from what was read and what speaks for it, and says whether and why a person must look.
  func fill(_ reading: inout FieldReading, _ written: String, _ found: Evidence) {
    var evidence = found
    let normalised = field.kind.normalise(written)
    reading.text = written
    reading.state = .read
    reading.value = .text(normalised.value)
    if !normalised.repairs.isEmpty { reading.repairs = normalised.repairs }
    reading.alternatives = normalised.alternatives.map { .init(value: $0, confidence: 0) }
    if field.kind.hasGrammar { evidence.grammar = normalised.isValid }
    reading.confidence = evidence.confidence
    reading.evidence = evidence.figures
    if !written.contains(where: { $0.isLetter || $0.isNumber }) {
      reading.state = .unclear
      reading.value = nil
      reading.confidence = 0
      reading.reasons.append("something is written that was not read")
    }
    let isHand = evidence.hand != nil
    // Digits have no context: a 4 drawn like a 9 is read by both networks alike. Unless they stand as type does, a person looks.
    let handDrawn = !isHand && Self.digits.contains(field.kind) && evidence.regularity < Evidence.typeset
    // Nor has one reader alone a witness: its digits must be surer still.
    let isAlone = evidence.hand?.agrees == false && Self.digits.contains(field.kind)
    let doubtful = reading.confidence < 1 - (1 - target) / (isAlone ? 3 : field.critical || isHand ? 2 : 1)
    let usual = field.list.flatMap { form.lists[$0] }
    let isUnusual = usual.map { !$0.contains(normalised.value.uppercased().filter { $0 != "." }) } ?? false
    // One letter alone is as often a stray stroke.
    let isLone = written.count(where: { $0.isLetter || $0.isNumber }) == 1
    let isOffered = normalised.isOffered
    reading.review =
      !evidence.doubts.isEmpty || doubtful || handDrawn || isUnusual || isLone || isOffered || reading.state == .unclear
      || !normalised.isValid
    guard reading.review else { return }
    if evidence.regularity < 0.7 || handDrawn || isHand { reading.reasons.append("it looks written by hand") }
    if !normalised.isValid, reading.state == .read { reading.reasons.append("it is no \(field.kind.words)") }
    if isOffered {
      reading.reasons.append(
        normalised.repairs.isEmpty ? "O and 0 or I and 1 look the same here" : "it was set right by a guess")
    }
    if isUnusual { reading.reasons.append("it is not among the usual values") }
    if evidence.hand.map({ !$0.agrees }) ?? (evidence.agreement < .full) {
      reading.reasons.append("independent readings differ")
    }
    reading.reasons += evidence.doubts
    if reading.reasons.isEmpty { reading.reasons.append("it was read with doubt") }
    let others = evidence.others.map { (value: field.kind.normalise($0.text).value, share: $0.share) }
      .sorted { ($1.share, $0.value) < ($0.share, $1.value) }
    var seen: Set<String> = [normalised.value, ""]
    reading.alternatives = (others.filter { $0.share > 0 } + normalised.alternatives.map { ($0, 0) } + others)
      .filter { seen.insert($0.value).inserted }.map { .init(value: $0.value, confidence: $0.share) }
  }
}
