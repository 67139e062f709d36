import Foundation

/// A document's fields while what was read of them in several places is fused.
struct FusedFields {
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
  func observation(at pointer: String) -> Observation? { alone[pointer].flatMap { Observation($0, at: pointer) } }

  func isBlank(_ pointer: String) -> Bool { alone[pointer]?.state == .blank && alone[pointer]?.review == false }

  /// The name that a group holds, sure or not; nil where too little was read of it.
  func name(in group: String) -> PersonName? {
    let words = FormDefinition.names.compactMap { name -> String? in
      guard case .text(let text) = alone["\(group)/\(name)"]?.value else { return nil }
      return text
    }
    return PersonName(words.joined(separator: " "))
  }

  /// Fuses what places hold of which each is about something else with the probability `stranger`.
  ///
  /// That two read the same lets neither pass: what one hand or one machine wrote twice, one reader misreads twice alike.
  ///
  /// Two that are sure are looked at where one may be the other misread. Where they are quite unlike, somebody wrote that: it is for the
  /// rules to ask why.
  mutating func fuse(_ places: [String], stranger: Double) {
    guard let consensus = Consensus(places.compactMap(observation), stranger: stranger) else { return }
    let agreeing = consensus.agreeing
    for observation in consensus.differing {
      guard let other = agreeing.first ?? consensus.observations.first(where: { $0.pointer != observation.pointer }) else {
        continue
      }
      if !observation.isSure, consensus.share > 0.5 {
        propose(
          consensus.spelling(for: observation), consensus.share, at: observation.pointer,
          because: "it was read beside \(words(other))")
      } else if observation.isSure, agreeing.contains(where: \.isSure) || consensus.share > 0.5 {
        differ(observation, from: other)
        for other in agreeing where other.isSure { differ(other, from: observation) }
      }
    }
  }

  /// Holds amounts against their sum. That sure ones do not add up is for the rules to say.
  mutating func add(_ parts: [String], to total: String) {
    guard let sum = ObservedSum(parts, total, self) else { return }
    if sum.holds { return bearOut(sum) }
    for (observation, key) in zip(sum.observations, sum.likeliest ?? []) where observation.key != key && !observation.isSure {
      propose(observation.spellings[key] ?? key, observation.chance(of: key), at: observation.pointer, because: "so it adds up")
    }
  }

  /// Holds the town of an address against its postcode.
  mutating func place(_ lines: [String], _ postcode: String, _ list: String) {
    guard let towns = form.towns[list], let code = observation(at: postcode) else { return }
    let named = lines.lazy.compactMap(observation).compactMap { line in
      towns.areas(in: line.key).map { (line: line, areas: $0) }
    }
    .first
    guard let (line, areas) = named else { return place(lines, near: code, towns) }
    if case .text(let now) = fields[postcode]?.value, areas.contains(PostTowns.area(of: now)) { return }
    func look(at observation: Observation, from other: Observation) {
      let reason = "it lies elsewhere than \(words(other))"
      change(observation.pointer, again: true) { $0.look(reason) }
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

  /// Proposes the post town of a postcode's area where a line is one letter off it, as `MULL` is in Hull's.
  private mutating func place(_ lines: [String], near code: Observation, _ towns: PostTowns) {
    let area = PostTowns.area(of: code.key)
    for line in lines.compactMap(observation) {
      guard let town = towns.near(line.key, area: area) else { continue }
      let reason = "it is nearly the post town of its postcode"
      change(line.pointer, again: true) { reading in
        reading.look(reason)
        // Of a line that says more than the town the rest is to stay.
        guard !line.key.contains(where: { $0.isNewline || $0 == "," }) else { return }
        let name = line.spellings[line.key] == line.key ? town : town.capitalized
        reading.alternatives.append(.init(value: name, confidence: 0.5))
      }
    }
  }

  /// Makes amounts surer that add up.
  private mutating func bearOut(_ sum: ObservedSum) {
    // Nobody may find out later of an amount that another one rests on that it is wrong.
    guard sum.observations.allSatisfy(isSound) else { return }
    let least = 1 - (1 - target) / 3
    for observation in sum.observations where !observation.isSure && sum.chance > observation.chance {
      change(observation.pointer) { reading in
        reading.confidence = (sum.chance * 1000).rounded() / 1000
        reading.evidence?["agrees"] = Double(sum.observations.count - 1)
        guard sum.chance >= least else { return }
        reading.review = false
        reading.reasons = []
      }
    }
  }

  /// Whether a reading passes, or nothing but want of surety has it looked at.
  private func isSound(_ observation: Observation) -> Bool {
    guard let reading = alone[observation.pointer] else { return false }
    let doubts = reading.isHandwritten ? FieldReading.mereDoubts.union(FieldReading.handDoubts) : FieldReading.mereDoubts
    // One letter alone is as often a stray stroke.
    return observation.isSure
      || doubts.isSuperset(of: reading.reasons) && observation.key.count(where: { $0.isLetter || $0.isNumber }) > 1
  }

  private mutating func propose(_ value: String, _ share: Double, at pointer: String, because reason: String) {
    change(pointer) { reading in
      guard case .text(let before) = reading.value else { return }
      reading.alternatives =
        [.init(value: before, confidence: reading.confidence)]
        + reading.alternatives.filter { Observation.key($0.value) != Observation.key(value) }
      reading.value = .text(value)
      reading.confidence = (min(share, 0.9) * 1000).rounded() / 1000
      reading.repairs = nil
      reading.look(reason)
    }
  }

  private mutating func differ(_ observation: Observation, from other: Observation) {
    let reason = "it differs from \(words(other))"
    change(observation.pointer, again: true) { $0.look(reason) }
  }

  /// What an operator knows a place by.
  private func words(_ observation: Observation) -> String {
    "‘\(form.fields[observation.pointer]?.label ?? observation.pointer)’ on page \(alone[observation.pointer]?.formPage ?? 0)"
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
