public import Foundation

/// Cuts pictures of pages. The web app knows no image library: who runs it has one.
public protocol PageCrops: Sendable {
  /// - Returns: a PNG.
  /// - Throws: where the picture is purged, missing or damaged.
  func png(_ crop: PageCrop) async throws -> Data
}

/// A part of a page's picture, turned upright.
public struct PageCrop: Hashable, Sendable {
  /// The picture's file.
  public var file: URL
  /// In the picture's pixels, as it lies in the file, and within it; nil for all of it.
  public var part: PixelBox?
  /// Degrees clockwise that the page lies turned in the file, 0, 90, 180 or 270: the crop is turned back by as much.
  public var rotation: Int
  /// The most pixels that the crop may be wide: it is made smaller to fit, never larger.
  public var widest: Int

  public init(file: URL, part: PixelBox?, rotation: Int, widest: Int) {
    self.file = file
    self.part = part
    self.rotation = rotation
    self.widest = widest
  }
}

/// Reads pages again that somebody says are others than they were taken for.
public protocol PageReader: Sendable {
  /// Reads the page of one `Reread` of the store and puts what was read in the store.
  ///
  /// - Returns: the record that the page is in now.
  /// - Throws: `Problem` where the page cannot be read as it was asked for; the store notes that.
  func readAgain(_ reread: Int64) async throws -> String
}
