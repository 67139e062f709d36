public import Foundation
import Forms
import Imaging

/// Writes what the stages made of each page, for people who look into an error: `--keep-stages`.
public struct StageKeeper: Sendable {
  private let folder: URL

  /// - Throws: `CocoaError` where the folder cannot be made.
  public init(_ folder: URL) throws {
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Writes the page set upright at 150 dpi with its zones drawn, and its readings as JSON.
  func keep(_ page: RegisteredPage, _ readings: [FieldReading], of file: ScanFile) throws {
    let dpi = 150.0, perMM = dpi / 25.4
    let sheet = Zone(x: 0, y: 0, width: page.layout.width, height: page.layout.height)
    var picture = page.crop(sheet, dpi: dpi)
    for zone in page.page.zones.flatMap({ $0.parts + $0.boxes.map(\.zone) }) {
      picture.outline(
        x: Int(zone.x * perMM), y: Int(zone.y * perMM), width: Int(zone.width * perMM), height: Int(zone.height * perMM))
    }
    let name = file.name.replacing("/", with: "-") + "-page-\(page.index + 1)"
    try PageImage(picture, dpi: dpi).writePNG(to: folder.appendingPathComponent(name + ".png").path)
    let named = Dictionary(uniqueKeysWithValues: zip(page.page.zones.map(\.field), readings))
    try CanonicalJSON.data(named).writeWhole(to: folder.appendingPathComponent(name + ".json"))
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
