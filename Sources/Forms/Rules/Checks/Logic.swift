/// `all: [ … ]` — every one of these checks holds.
struct All: Check {
  static let name = "all"
  let checks: [any Check]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let checks = reader.checks(value) else { return nil }
    self.checks = checks
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var wrong: [Place] = [], fails = false, gap: Gap?
    for check in checks {
      do throws(Gap) {
        if case .fails(let places) = try check(facts) {
          fails = true
          wrong += places
        }
      } catch { gap = gap ?? error }
    }
    if fails { return .fails(wrong) }
    if let gap { throw gap }
    return .holds
  }
}

/// `any: [ … ]` — at least one of these checks holds.
struct AnyOf: Check {
  static let name = "any"
  let checks: [any Check]

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let checks = reader.checks(value) else { return nil }
    self.checks = checks
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    var wrong: [Place] = [], gap: Gap?
    for check in checks {
      do throws(Gap) {
        guard case .fails(let places) = try check(facts) else { return .holds }
        wrong += places
      } catch { gap = gap ?? error }
    }
    if let gap { throw gap }
    return .fails(wrong)
  }
}

/// `not: { … }` — this check does not hold.
struct Not: Check {
  static let name = "not"
  let check: any Check

  init?(_ value: YAMLValue, _ reader: CheckReader) {
    guard let check = reader.check(value) else { return nil }
    self.check = check
  }

  func callAsFunction(_ facts: Facts) throws(Gap) -> Outcome {
    if case .fails = try check(facts) { return .holds }
    return .fails([])
  }
}
