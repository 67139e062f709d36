/// What a check says of a document, if it can be said: what cannot be decided is thrown as a `Gap`.
enum Outcome: Hashable, Sendable {
  case holds
  /// It does not hold, because of what stands, or is missing, in these places.
  case fails([Place])

  /// Fails because of these places; holds if there are none.
  init(failing places: [Place]) { self = places.isEmpty ? .holds : .fails(places) }
}

/// Why a check cannot be decided.
enum Gap: Error, Hashable, Sendable {
  /// These places wait for a person's look; afterwards the check is asked again.
  case waiting([Place])
  /// Nothing on the paper will tell: says what is missing, in words for an operator, and where if it is one place.
  case unknown(String, Place?)
}

/// Where a value stands: which document of a set, and the field's pointer there.
struct Place: Hashable, Sendable, Comparable {
  /// 0 for the document that is judged, from 1 on for those that belong to it.
  var document: Int
  /// Such as `/attorneys/0/lastName`, or the pointer of a group of fields such as `/attorneys/0`.
  var pointer: String

  static func < (a: Place, b: Place) -> Bool { (a.document, a.pointer) < (b.document, b.pointer) }
}
