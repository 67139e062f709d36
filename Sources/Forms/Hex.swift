extension Sequence<UInt8> {
  /// Two hexadecimal digits a byte.
  package var hex: String { reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) } }
}
