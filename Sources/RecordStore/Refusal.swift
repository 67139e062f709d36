public import Forms
import Foundation

/// Why an operation may not be done as things stand. Nothing of it was kept.
public enum Refusal: Error, Equatable, Sendable {
  /// Others decided these fields since they were shown.
  case conflict([FieldPlace])
  /// Another operator works on the record.
  case held(record: String, by: String)
  /// The lease ended, and somebody else may have the task now.
  case leaseEnded(record: String)
  /// The record is released, rejected, purged or replaced, or was never here.
  case closed(record: String)
  /// The record has no such field or issue, or it needs no decision.
  case nothingToDecide(FieldPlace)
  /// Somebody who keyed this field before may not key it again.
  case keyedBySame(FieldPlace)
  /// The value does not follow the grammar of the field's type.
  case notValid(FieldPlace, FieldDefinition.Kind)
  /// There is no such operator, or the account is disabled.
  case unknownOperator(String)
  /// The operator's role does not allow it.
  case needsRole(Operator.Role)
  case unknownPage
  /// A record cannot belong to this one: it is not here, of another form, replaced, rejected or sent on.
  case cannotOwn(record: String)
}

/// A field of a record.
public struct FieldPlace: Codable, Hashable, Sendable, CustomStringConvertible {
  public var record: String
  /// JSON Pointer.
  public var pointer: String
  public init(_ record: String, _ pointer: String) {
    self.record = record
    self.pointer = pointer
  }
  public var description: String { "\(record) \(pointer)" }
}

extension Problem {
  /// The refusal in words for an operator.
  public init(_ refusal: Refusal) {
    switch refusal {
    case .conflict(let places):
      self.init(
        place: places.map(\.description).joined(separator: ", "), summary: "somebody else decided this since it was shown",
        remedy: "Nothing of yours was kept. Look at the new value and decide again.")
    case .held(let record, let name):
      self.init(place: record, summary: "\(name) is working on it", remedy: "Take the next one, or wait until it is free.")
    case .leaseEnded(let record):
      self.init(place: record, summary: "your time for it ended", remedy: "Take it again from the queue.")
    case .closed(let record):
      self.init(place: record, summary: "nothing can be decided there any more", remedy: "Go back to the queue.")
    case .nothingToDecide(let place):
      self.init(place: "\(place)", summary: "there is nothing to decide here", remedy: "Load the page again.")
    case .keyedBySame(let place):
      self.init(
        place: "\(place)", summary: "you have keyed this field already",
        remedy: "Somebody else must key it without seeing yours.")
    case .notValid(let place, let kind):
      self.init(
        place: "\(place)", summary: "this is no \(kind.rawValue)",
        remedy: "Check it against the picture; if the paper does say this, keep it as written.")
    case .unknownOperator(let name):
      self.init(
        place: name, summary: "there is no such operator, or the account is disabled", remedy: "See 'formscan operator list'.")
    case .needsRole(let role):
      self.init(place: "this step", summary: "it needs the role '\(role)'", remedy: "Pass it on to somebody who has it.")
    case .cannotOwn(let record):
      self.init(
        place: record, summary: "the document cannot be put with it",
        remedy: "Name a record that is here and was not sent on, of a form whose documents have such sheets.")
    case .unknownPage: self.init(place: "this page", summary: "there is no such page, or its image is purged")
    }
  }
}
