import CTIFF
import Synchronization

/// Listens to what libtiff says about damage, from when it is made.
struct TIFFComplaints {
  private static let named = Atomic<Int>(0)

  /// Leptonica turns libtiff's voice off at each of its own calls.
  init() {
    unsafe TIFFSetErrorHandler { _, _, _ in TIFFComplaints.named.add(1, ordering: .relaxed) }
    unsafe TIFFSetWarningHandler { _, _, _ in TIFFComplaints.named.add(1, ordering: .relaxed) }
    Self.named.store(0, ordering: .relaxed)
  }

  /// Whether an error or a warning was named.
  var any: Bool { Self.named.load(ordering: .relaxed) > 0 }
}
