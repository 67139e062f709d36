public import Forms
import Foundation

/// What a specimen really holds, in the shape of the corpus (`moj-corpus/1`): rectangles in points from the top left.
public struct Truth: Codable, Sendable {
  public struct Scan: Codable, Sendable {
    public var dpi: Int
    public var color, container, severity: String
    public var pages: Int
  }
  public struct Page: Codable, Sendable {
    public var index: Int
    public var role: String
    public var form: String?
    public var doc: Int?
    public var form_page: Int?
    public var rotation: Int
    public var H_pt_to_px: [[Double]]?
    public var severity: String
    public var width, height: Int
    public var damage: [String]?
  }
  public struct Document: Codable, Sendable {
    public var doc: Int
    public var form, edition, mode: String
    public var pages_supplied, missing_pages: [Int]
    public var out_of_order: Bool
    public var duplicate_page: Int?
    /// The document of the same file that this one belongs to, as continuation sheets do to their power of attorney.
    public var link: Int?
    public var fields: [Field]
  }
  public struct Field: Codable, Sendable {
    public var name, type: String
    public var form_page: Int
    public var scan_page: Int?
    public var rect: [Double]
    /// Cells in each part of a printed comb; nil where there is none.
    public var comb: [Int]?
    public var group: String?
    public var value: FieldValue
    public var written: String
    public var iso: String?
    public var status: String
    public var mode: String?
  }

  public var schema = "moj-corpus/1"
  public var file: String
  public var scan: Scan
  public var pages: [Page]
  public var documents: [Document]

  /// Reads a truth file.
  ///
  /// - Throws: `Problem` where it cannot be read or is none.
  static func read(_ file: URL) throws -> Truth {
    let truth = try Truth(file: file, holding: "truth")
    for field in truth.documents.flatMap(\.fields) where field.rect.count != 4 {
      throw Problem(
        place: file.path, summary: "the field '\(field.name)' has no rectangle",
        remedy: "Write four numbers: left, top, right, bottom.")
    }
    return truth
  }
}
