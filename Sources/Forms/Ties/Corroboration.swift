import Foundation

/// Weighs what was read in one place of a document against what was read in others that the form ties to it.
///
/// Amounts that add up bear each other out. Where places that say the same differ, the value that is likelier all in all is offered.
/// Nothing is decided twice: a value is changed by the first tie that says something of it, on what all fields said by themselves; doubts
/// add up.
public struct Corroboration: Sendable {
  /// The least confidence with which a value passes without a look.
  public var target = 0.97

  public init(target: Double = 0.97) { self.target = target }

  public func callAsFunction(_ fields: [String: FieldReading], of form: FormDefinition) -> [String: FieldReading] {
    guard !form.ties.isEmpty else { return fields }
    var hearing = Hearing(fields, form, target: target)
    for tie in form.ties {
      switch tie {
      case .same(let places): hearing.hear(places, stranger: 0.05)
      case .repeated(let from, let again): hear(from, again, &hearing)
      case .sum(let parts, let total): hearing.add(parts, to: total)
      case .town(let lines, let postcode, let list): hearing.place(lines, postcode, list)
      }
    }
    return hearing.fields
  }

  private func hear(_ from: [String], _ again: [[String]], _ hearing: inout Hearing) {
    guard from.contains(where: { hearing.form.fields[$0] == nil }) else {
      hearing.hear(from + again.joined(), stranger: 0.4)
      return
    }
    for groups in NamedGroups(from, again, hearing).alike where groups.count > 1 {
      for name in Set(groups.flatMap { hearing.form.words(in: $0).keys }).sorted() {
        hearing.hear(groups.map { "\($0)/\(name)" }, stranger: 0.1)
      }
    }
  }
}
