/// A C library refused: which function, and what it was doing.
public struct ImagingError: Error, CustomStringConvertible, Sendable {
  /// The C function, such as `pixScaleAreaMap`.
  public var call: String
  /// What the library or we know about it, if anything.
  public var detail: String?

  public init(call: String, detail: String? = nil) {
    self.call = call
    self.detail = detail
  }

  public var description: String { detail.map { "\(call): \($0)" } ?? "\(call) failed" }
}
