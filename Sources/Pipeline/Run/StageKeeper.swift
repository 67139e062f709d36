public import Forms
public import Foundation
import Imaging
import Synchronization

/// Writes what the stages made of each page, for people who look into an error: `--keep-stages`.
public final class StageKeeper: Sendable {
  private let folder: URL
  private let failure = Mutex<Problem?>(nil)

  /// The hidden file that tells a folder of kept stages, whose pictures are no scans to be read.
  static let mark = ".formscan-stages"

  /// - Throws: `Problem` where the folder cannot be made, or holds something else.
  public init(_ folder: URL) throws(Problem) {
    self.folder = folder
    let names: [String]
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw Problem(
        place: folder.path, summary: "the folder for stages cannot be made or read",
        remedy: "Choose another with --keep-stages.")
    }
    guard names.isEmpty || names.contains(Self.mark) else {
      throw Problem(
        place: folder.path, summary: "the folder for stages holds other files",
        remedy: "Name a new or an empty one with --keep-stages.")
    }
    try Data("What formscan made of each page. No scans.\n".utf8).writeWhole(to: folder.appendingPathComponent(Self.mark))
  }

  /// Why pages could not be kept, if so; none is tried after the first.
  var problem: Problem? { failure.withLock { $0 } }

  /// Writes the page set upright at 150 dpi with its zones drawn, and its readings as JSON. That it cannot is no fault of the page.
  func keep(_ page: RegisteredPage, _ readings: [FieldReading], of file: ScanFile) {
    guard problem == nil else { return }
    do {
      try write(page, readings, of: file)
    } catch {
      let reason = (error as? Problem)?.summary ?? "\(error)"
      failure.withLock {
        $0 = Problem(
          place: folder.path, summary: "the stages of pages cannot be kept there: \(reason)",
          remedy: "Check the space on the disk and the folder's permissions. Records are not concerned.")
      }
    }
  }

  private func write(_ page: RegisteredPage, _ readings: [FieldReading], of file: ScanFile) throws {
    let dpi = 150.0, perMM = dpi / 25.4
    let sheet = Zone(x: 0, y: 0, width: page.layout.width, height: page.layout.height)
    var picture = page.crop(sheet, dpi: dpi)
    for zone in page.page.zones.flatMap({ $0.parts + $0.boxes.map(\.zone) }) {
      picture.outline(
        x: Int(zone.x * perMM), y: Int(zone.y * perMM), width: Int(zone.width * perMM), height: Int(zone.height * perMM))
    }
    let name = "\(file.partName)-page-\(page.index + 1)"
    let named = Dictionary(uniqueKeysWithValues: zip(page.page.zones.map(\.field), readings))
    try CanonicalJSON.data(named).writeWhole(to: folder.appendingPathComponent(name + ".json"))
    try PageImage(picture, dpi: dpi).writePNG(to: folder.appendingPathComponent(name + ".png").path)
  }
}

extension GreyPlane {
  /// Draws a thin frame, clipped to the picture.
  mutating func outline(x: Int, y: Int, width w: Int, height h: Int) {
    for column in max(0, x)..<max(0, min(width, x + w), x) {
      for row in [y, y + h] where row >= 0 && row < height { self[column, row] = 90 }
    }
    for row in max(0, y)..<max(0, min(height, y + h), y) {
      for column in [x, x + w] where column >= 0 && column < width { self[column, row] = 90 }
    }
  }
}
