/// Why an archive is refused, and the file in it that is why. Holds no text from it.
public struct UnpackFault: Error, Hashable, Sendable {
  public var fault: DecodeFault
  /// 0-based place in the archive; nil for the whole.
  public var entry: Int?

  public init(_ kind: DecodeFault.Kind, amount: Int = 0, entry: Int? = nil) {
    self.init(DecodeFault(kind, amount: amount), entry: entry)
  }

  public init(_ fault: DecodeFault, entry: Int? = nil) {
    self.fault = fault
    self.entry = entry
  }
}
