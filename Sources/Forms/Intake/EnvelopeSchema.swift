/// What the metadata of an envelope must be like, key by key: the rules of the incumbent's schema, whose text is not ours to ship, and
/// that times are real ones. A test compares both where the schema is at hand.
public struct EnvelopeSchema: Sendable {
  public init() {}

  /// What is wrong, each with its JSON Pointer; no value is quoted, and no key that is not known.
  public func complaints(_ value: JSONValue) -> [(pointer: String, summary: String)] {
    guard case .object(let members) = value else { return [("", "it is no object")] }
    var found = check(members, Self.envelope, at: "")
    found += list("scannable_items", of: members, Self.item, isNeeded: true)
    found += list("payments", of: members, Self.payment, isOpen: true)
    found += list("non_scannable_items", of: members, Self.nonScannable)
    return found
  }

  /// A key with plain text.
  private struct Key {
    var name: String
    var isNeeded = false
    var canBeNull = false
    /// Said of a text that is not right.
    var rule: (isRight: @Sendable (String) -> Bool, words: String)?
  }

  private static let digits: (@Sendable (String) -> Bool, String) = (
    { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }, "has something but digits"
  )
  private static let time: (@Sendable (String) -> Bool, String) = (
    { EnvelopeMetadata.isTime($0) }, "is no time such as 2026-11-23T21:00:00.000Z"
  )
  private static let zipName: (@Sendable (String) -> Bool, String) = (
    { EnvelopeMetadata.isZipName($0) }, "is no name such as 1234_23-11-2026-21-00-00.zip"
  )

  private static func oneOf(_ values: [String]) -> (@Sendable (String) -> Bool, String) {
    ({ values.contains($0) }, "is none of: \(values.joined(separator: ", "))")
  }

  private static let envelope: [Key] = [
    Key(name: "case_number", canBeNull: true, rule: ({ $0.unicodeScalars.count <= 100 }, "is longer than 100 characters")),
    Key(name: "previous_service_case_reference", canBeNull: true), Key(name: "po_box", isNeeded: true),
    Key(name: "jurisdiction", isNeeded: true), Key(name: "delivery_date", isNeeded: true, rule: time),
    Key(name: "opening_date", isNeeded: true, rule: time), Key(name: "zip_file_createddate", isNeeded: true, rule: time),
    Key(name: "zip_file_name", isNeeded: true, rule: zipName), Key(name: "rescan_for", canBeNull: true, rule: zipName),
    Key(
      name: "envelope_classification", isNeeded: true,
      rule: oneOf(EnvelopeMetadata.Classification.allCases.map(\.rawValue))),
  ]

  private static let item: [Key] = [
    Key(name: "document_control_number", isNeeded: true, rule: digits), Key(name: "scanning_date", isNeeded: true, rule: time),
    Key(name: "ocr_accuracy", canBeNull: true), Key(name: "manual_intervention", canBeNull: true),
    Key(name: "next_action", isNeeded: true), Key(name: "next_action_date", isNeeded: true, rule: time),
    Key(
      name: "ocr_data", canBeNull: true,
      rule: ({ $0.wholeMatch(of: /[0-9a-zA-Z=+\/]*/) != nil }, "has characters that base64 has not")),
    Key(name: "file_name", isNeeded: true, rule: ({ $0.hasSuffix(".pdf") && $0.count > 4 }, "does not end in .pdf")),
    Key(name: "notes", canBeNull: true),
    Key(name: "document_type", isNeeded: true, rule: oneOf(EnvelopeMetadata.documentTypes)),
    Key(name: "document_sub_type", canBeNull: true),
  ]

  private static let payment = [Key(name: "document_control_number", isNeeded: true, rule: digits)]

  private static let nonScannable = [
    Key(name: "document_control_number", isNeeded: true, rule: digits), Key(name: "item_type", isNeeded: true),
    Key(name: "notes"),
  ]

  static let lists = ["scannable_items", "payments", "non_scannable_items"]

  private func check(
    _ members: [String: JSONValue], _ keys: [Key], at pointer: String, isOpen: Bool = false
  ) -> [(pointer: String, summary: String)] {
    var found: [(pointer: String, summary: String)] = []
    for key in keys {
      let place = "\(pointer)/\(key.name)"
      switch members[key.name] {
      case nil: if key.isNeeded { found.append((place, "it is missing")) }
      case .null? where key.canBeNull: break
      case .string(let text)?:
        if let rule = key.rule, !rule.isRight(text) { found.append((place, "it \(rule.words)")) }
      default: found.append((place, "it is no text"))
      }
    }
    let known = Set(keys.map(\.name) + (pointer.isEmpty ? Self.lists : []))
    // Counted, not named: a stranger's key may hold anything.
    let strange = isOpen ? 0 : members.keys.count { !known.contains($0) }
    if strange > 0 {
      let are = strange == 1 ? "is" : "are"
      found.append((pointer.isEmpty ? "/" : pointer, "\(strange) of its \(members.count) keys \(are) not known"))
    }
    return found
  }

  private func list(
    _ name: String, of members: [String: JSONValue], _ keys: [Key], isNeeded: Bool = false, isOpen: Bool = false
  ) -> [(pointer: String, summary: String)] {
    guard let value = members[name] else { return isNeeded ? [("/\(name)", "it is missing")] : [] }
    guard let items = value.items else { return [("/\(name)", "it is no list")] }
    var found: [(pointer: String, summary: String)] = isNeeded && items.isEmpty ? [("/\(name)", "it is empty")] : []
    if Set(items).count < items.count { found.append(("/\(name)", "two of its items are the same")) }
    for (index, item) in items.enumerated() {
      guard case .object(let members) = item else {
        found.append(("/\(name)/\(index)", "it is no object"))
        continue
      }
      found += check(members, keys, at: "/\(name)/\(index)", isOpen: isOpen)
    }
    return found
  }
}
