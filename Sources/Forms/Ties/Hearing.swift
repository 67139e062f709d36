import Foundation

/// A document's fields while they are weighed against each other.
struct Hearing {
  let form: FormDefinition
  /// What was read, with what the others say of it.
  private(set) var fields: [String: FieldReading]
  /// What each place says by itself.
  private let alone: [String: FieldReading]
  private let target: Double

  init(_ fields: [String: FieldReading], _ form: FormDefinition, target: Double) {
    (self.fields, alone, self.form, self.target) = (fields, fields, form, target)
  }

  /// What a place says by itself; nil where nothing was read.
  func voice(at pointer: String) -> Voice? { alone[pointer].flatMap { Voice($0, at: pointer) } }

  func isBlank(_ pointer: String) -> Bool { alone[pointer]?.state == .blank && alone[pointer]?.review == false }

  /// The name that a group holds, sure or not; nil where too little was read of it.
  func name(in group: String) -> PersonName? {
    let words = FormDefinition.names.compactMap { name -> String? in
      guard case .text(let text) = alone["\(group)/\(name)"]?.value else { return nil }
      return text
    }
    return PersonName(words.joined(separator: " "))
  }

  /// Hears places of which each is about something else with the probability `stranger`.
  ///
  /// That two read the same lets neither pass: what one hand or one machine wrote twice, one reader misreads twice alike.
  ///
  /// Two that are sure are looked at where one may be the other misread. Where they are quite unlike, somebody wrote that: it is for the
  /// rules to ask why.
  mutating func hear(_ places: [String], stranger: Double) {
    guard let chorus = Chorus(places.compactMap(voice), stranger: stranger) else { return }
    let agreeing = chorus.agreeing
    for voice in chorus.differing {
      guard let other = agreeing.first ?? chorus.voices.first(where: { $0.pointer != voice.pointer }) else { continue }
      if !voice.isSure, chorus.share > 0.5 {
        propose(chorus.spelling(for: voice), chorus.share, at: voice.pointer, because: "it was read beside \(words(other))")
      } else if voice.isSure, agreeing.contains(where: \.isSure) || chorus.share > 0.5 {
        differ(voice, from: other)
        for other in agreeing where other.isSure { differ(other, from: voice) }
      }
    }
  }

  /// Hears amounts and their sum. That sure ones do not add up is for the rules to say.
  mutating func add(_ parts: [String], to total: String) {
    guard let sum = SumOfVoices(parts, total, self) else { return }
    if sum.holds { return bearOut(sum) }
    for (voice, key) in zip(sum.voices, sum.likeliest ?? []) where voice.key != key && !voice.isSure {
      propose(voice.spellings[key] ?? key, voice.chance(of: key), at: voice.pointer, because: "so it adds up")
    }
  }

  /// Hears the town of an address and its postcode.
  mutating func place(_ lines: [String], _ postcode: String, _ list: String) {
    guard let towns = form.towns[list], let code = voice(at: postcode) else { return }
    let named = lines.lazy.compactMap(voice).compactMap { line in towns.areas(in: line.key).map { (line: line, areas: $0) } }
      .first
    guard let (line, areas) = named else { return }
    if case .text(let now) = fields[postcode]?.value, areas.contains(PostTowns.area(of: now)) { return }
    func look(at voice: Voice, from other: Voice) {
      let reason = "it lies elsewhere than \(words(other))"
      change(voice.pointer, again: true) { $0.look(reason) }
    }
    if fields[postcode]?.review == false {
      guard line.isSure else { return }
      look(at: line, from: code)
      look(at: code, from: line)
    } else if let other = code.spellings.filter({ areas.contains(PostTowns.area(of: $0.key)) }).max(by: {
      (code.chance(of: $0.key), $1.key) < (code.chance(of: $1.key), $0.key)
    }), line.isSure || line.chance > code.chance {
      propose(other.value, 0.5, at: postcode, because: "it was read beside \(words(line))")
    }
  }

  /// Makes amounts surer that add up.
  private mutating func bearOut(_ sum: SumOfVoices) {
    // Nobody may find out later of an amount that another one rests on that it is wrong.
    guard sum.voices.allSatisfy(isSound) else { return }
    let least = 1 - (1 - target) / 3
    for voice in sum.voices where !voice.isSure && sum.chance > voice.chance {
      change(voice.pointer) { reading in
        reading.confidence = (sum.chance * 1000).rounded() / 1000
        reading.evidence?["agrees"] = Double(sum.voices.count - 1)
        guard sum.chance >= least else { return }
        reading.review = false
        reading.reasons = []
      }
    }
  }

  /// Whether a reading passes, or nothing but want of surety has it looked at.
  private func isSound(_ voice: Voice) -> Bool {
    guard let reading = alone[voice.pointer] else { return false }
    let doubts = reading.isHandwritten ? FieldReading.mereDoubts.union(FieldReading.handDoubts) : FieldReading.mereDoubts
    // One letter alone is as often a stray stroke.
    return voice.isSure || doubts.isSuperset(of: reading.reasons) && voice.key.count(where: { $0.isLetter || $0.isNumber }) > 1
  }

  private mutating func propose(_ value: String, _ share: Double, at pointer: String, because reason: String) {
    change(pointer) { reading in
      guard case .text(let before) = reading.value else { return }
      reading.alternatives =
        [.init(value: before, confidence: reading.confidence)]
        + reading.alternatives.filter { Voice.key($0.value) != Voice.key(value) }
      reading.value = .text(value)
      reading.confidence = (min(share, 0.9) * 1000).rounded() / 1000
      reading.repairs = nil
      reading.look(reason)
    }
  }

  private mutating func differ(_ voice: Voice, from other: Voice) {
    let reason = "it differs from \(words(other))"
    change(voice.pointer, again: true) { $0.look(reason) }
  }

  /// What an operator knows a place by.
  private func words(_ voice: Voice) -> String {
    "‘\(form.fields[voice.pointer]?.label ?? voice.pointer)’ on page \(alone[voice.pointer]?.formPage ?? 0)"
  }

  /// Changes a field, keeping what it said by itself.
  ///
  /// - Parameter again: whether one that is changed already is changed further.
  private mutating func change(_ pointer: String, again: Bool = false, _ change: (inout FieldReading) -> Void) {
    guard var reading = fields[pointer], again || reading.alone == nil else { return }
    let before = reading
    change(&reading)
    guard reading != before else { return }
    reading.alone = reading.alone ?? .init(before)
    fields[pointer] = reading
  }
}
