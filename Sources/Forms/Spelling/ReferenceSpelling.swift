/// A number or reference that another office gave: mostly runs of digits or of letters.
struct ReferenceSpelling: Spelling {
  func weight(of next: UInt8, after text: [UInt8]) -> Float? {
    guard let last = text.last else { return next.isDigit || next.isCapital ? 0 : nil }
    if next.isDigit || next.isCapital {
      return last.isDigit == next.isDigit && last.isCapital == next.isCapital ? 0 : last.isDigit || last.isCapital ? -1.5 : -0.7
    }
    return next.isOne(of: "-/ .&") && (last.isDigit || last.isCapital) ? -1 : nil
  }

  func weight(ofEndAfter text: [UInt8]) -> Float? { text.last.map { $0.isDigit || $0.isCapital } == true ? 0 : nil }
}
