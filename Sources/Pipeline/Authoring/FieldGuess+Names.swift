extension FieldGuess {
  /// What other forms call a field with such a label: `firstNames` for `1.2* First name (or names)`; nil if there is no usual name.
  public func usualName(_ label: String) -> String? {
    let plain: String = label.lowercased().replacing(/\([^)]*\)?/, with: " ").replacing(/[^a-z\-]+/, with: " ")
    let words: [Substring] = plain.split(separator: " ")
    let text = words.drop { $0.count < 2 }.joined(separator: " ")
    return Self.usual.first { $0.labels.contains(text) }?.name
  }

  private static let usual: [(name: String, labels: Set<String>)] = [
    ("title", ["title"]),
    ("firstNames", ["first name", "first names", "forename", "forenames", "given name", "given names", "first name s"]),
    ("lastName", ["last name", "family name", "surname", "surname or family name", "last name or trust corporation name"]),
    ("fullName", ["full name", "full names"]), ("otherNames", ["other names", "any other names you re known by"]),
    ("dateOfBirth", ["date of birth", "dob"]), ("address", ["address", "full address"]),
    ("postcode", ["postcode", "post code"]),
    ("email", ["email", "e-mail", "email address", "e-mail address"]),
    ("phone", ["phone", "telephone", "tel", "phone number", "telephone number", "tel no", "telephone no", "daytime"]),
    ("mobile", ["mobile", "mobile number", "mobile no"]), ("fax", ["fax", "fax number", "fax no"]),
    ("dx", ["dx", "dx number", "dx no"]), ("signature", ["signed", "signature", "signature or mark"]),
    ("signedDate", ["date signed", "date signed or marked"]),
    ("reference", ["reference", "ref", "ref no", "reference number", "reference no", "your ref", "your reference"]),
  ]
}
