extension String {
  /// The text as a terminal may show it: control characters, and those that turn the direction of writing, as `\u{1B}`.
  ///
  /// Names come from strangers' files. Raw, they could move the cursor, paint over a line or pass for one.
  public var printable: String {
    guard unicodeScalars.contains(where: Self.commands) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if Self.commands(scalar) {
        text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether it has no control characters but tabs and ends of lines.
  public var isPlain: Bool { unicodeScalars.allSatisfy { !$0.isControl || "\t\r\n".unicodeScalars.contains($0) } }

  private static func commands(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is a control character, a tab and an end of a line among them.
  public var isControl: Bool { properties.generalCategory == .control }
}
