import Forms
import Foundation
import GRDB

extension FieldValue? {
  /// As a column holds it: text, or 0/1 for yes and no.
  init(_ column: DatabaseValue) {
    switch column.storage {
    case .string(let text): self = .text(text)
    case .int64(let number): self = .flag(number != 0)
    default: self = nil
    }
  }

  var column: DatabaseValue {
    switch self {
    case .text(let text): text.databaseValue
    case .flag(let flag): flag.databaseValue
    case nil: .null
    }
  }

  /// Bytes that differ for any two values.
  var canonical: Data {
    switch self {
    case nil: Data("-".utf8)
    case .flag(let flag): Data((flag ? "1" : "0").utf8)
    case .text(let text): Data(("=" + text).utf8)
    }
  }
}

extension Date {
  /// ISO 8601 in UTC with milliseconds: sorts as text.
  var stamp: String { formatted(Self.stampStyle) }
  init?(stamp: String) {
    guard let date = try? Date(stamp, strategy: Self.stampStyle) else { return nil }
    self = date
  }
  private static let stampStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}

extension Row {
  /// A field's value.
  func value(_ column: String) -> FieldValue? { .init(self[column] as DatabaseValue) }

  /// A time of a column that has one.
  func time(_ column: String) -> Date? { (self[column] as String?).flatMap(Date.init(stamp:)) }
}

extension Database {
  /// Runs a statement that is kept for the next time.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
    try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }

  /// A count, or another whole number; 0 for none.
  func number(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
    try Int.fetchOne(cachedStatement(sql: sql), arguments: arguments) ?? 0
  }
}
