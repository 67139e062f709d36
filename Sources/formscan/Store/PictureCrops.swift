import Foundation
import Imaging
import ReviewApp

/// Cuts pictures of pages with leptonica. An operator sees many parts of one page after another: those that were decoded last are kept.
struct PictureCrops: PageCrops {
  // The resolution does not matter: nothing is measured on a crop.
  private let shelf = PictureShelf { try PageImage(Data(contentsOf: $0), dpi: 200) }

  func png(_ crop: PageCrop) async throws -> Data {
    let page = try await shelf.picture(crop.file)
    return try page.png(
      part: crop.part.map { ($0.x, $0.y, $0.width, $0.height) }, turnedBack: crop.rotation, widest: crop.widest)
  }
}
