package import Foundation

/// What a supplier says was sent: envelopes with the control numbers of what is in them.
package struct Statement: Codable, Hashable, Sendable {
  package struct Envelope: Codable, Hashable, Sendable {
    package var zipFileName: String
    package var rescanFor: String?
    package var container: String?
    package var jurisdiction: String?
    package var scannableItemDcns: [String]?
    package var paymentDcns: [String]?

    package enum CodingKeys: String, CodingKey {
      case zipFileName = "zip_file_name", rescanFor = "rescan_for", container, jurisdiction
      case scannableItemDcns = "scannable_item_dcns", paymentDcns = "payment_dcns"
    }
  }
  package var envelopes: [Envelope]

  /// MiB that one may have.
  private static let mostBytes = 16 << 20

  /// Whether a file is one: JSON by its ending, with a list of envelopes.
  package static func isOne(_ file: URL) -> Bool {
    guard file.pathExtension.lowercased() == "json",
      let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int, size <= mostBytes,
      let data = try? Data(contentsOf: file)
    else { return false }
    return Statement(data) != nil
  }

  /// Nil where it is none.
  package init?(_ data: Data) {
    // A key twice, or bytes that are no UTF-8, would be read differently by others.
    guard (try? JSONReader.read(data)) != nil, let read = try? JSONDecoder().decode(Self.self, from: data) else { return nil }
    self = read
  }
}
