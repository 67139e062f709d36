/// Somebody who decides fields.
public struct Operator: Hashable, Sendable {
  /// What an operator may do; each role may do what the ones before it may.
  public enum Role: Int, CaseIterable, Comparable, Sendable, CustomStringConvertible {
    case `operator`, senior, admin
    public static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }
    public var description: String { "\(name)" }
    private var name: String {
      switch self {
      case .operator: "operator"
      case .senior: "senior"
      case .admin: "admin"
      }
    }
    /// - Parameter name: `operator`, `senior` or `admin`.
    public init?(name: String) {
      guard let role = Role.allCases.first(where: { $0.name == name }) else { return nil }
      self = role
    }
  }

  public var name: String
  public var role: Role
  public var isDisabled: Bool
}
