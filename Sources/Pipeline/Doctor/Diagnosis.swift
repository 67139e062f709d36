import Forms
import Foundation

/// What `formscan doctor` finds out about one thing: whether it will do, and what to do if not.
public struct Diagnosis: Hashable, Sendable, CustomStringConvertible {
  public enum State: String, Sendable {
    case ok
    /// It works, and something may go wrong.
    case warn
    /// It does not work like this.
    case bad
  }

  public var state: State
  /// What was looked at, such as `clock`.
  public var name: String
  public var summary: String
  public var remedy: String?

  public init(_ state: State, _ name: String, _ summary: String, remedy: String? = nil) {
    (self.state, self.name, self.summary, self.remedy) = (state, name, summary, remedy)
  }

  public var description: String {
    let word = state.rawValue.padding(toLength: 5, withPad: " ", startingAt: 0)
    return "\(word)\(name): \(summary)".printable + (remedy.map { "\n     \($0.printable)" } ?? "")
  }
}
