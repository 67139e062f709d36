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
    var fused = FusedFields(fields, form, target: target)
    for tie in form.ties {
      switch tie {
      case .same(let places): fused.fuse(places, stranger: 0.05)
      case .repeated(let from, let again): fuse(from, again, &fused)
      case .sum(let parts, let total): fused.add(parts, to: total)
      case .town(let lines, let postcode, let list): fused.place(lines, postcode, list)
      }
    }
    return fused.fields
  }

  private func fuse(_ from: [String], _ again: [[String]], _ fused: inout FusedFields) {
    guard from.contains(where: { fused.form.fields[$0] == nil }) else {
      fused.fuse(from + again.joined(), stranger: 0.4)
      return
    }
    for groups in NamedGroups(from, again, fused).alike where groups.count > 1 {
      for name in Set(groups.flatMap { fused.form.words(in: $0).keys }).sorted() {
        fused.fuse(groups.map { "\($0)/\(name)" }, stranger: 0.1)
      }
    }
  }
}
