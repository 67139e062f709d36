import Forms
import Foundation
import RecordStore

/// A picture as `picture.mustache` draws it: the crop in its place on the page, with frames over it, so that zooming out shows the rest.
struct PictureView {
  struct Mark {
    let x, y, width, height: Int
    /// The box's number among the choices that an operator has; nil for a zone.
    let number: Int?
    let numberX, numberY, numberSize: Int
  }
  /// What it shows, for who cannot see it.
  let title: String
  let viewBox: String
  let crop: PixelBox
  let cropAddress, pageAddress: String
  let width, height: Int
  let marks: [Mark]
  let stroke: Int

  /// - Parameters:
  ///   - numbers: the number of each tick box among the choices, by its name.
  init(_ picture: FieldPicture, of place: FieldPlace, title: String, numbers: [String: Int] = [:]) {
    self.title = title
    crop = picture.upright(picture.part)
    viewBox = "\(crop.x) \(crop.y) \(crop.width) \(crop.height)"
    cropAddress = "/records/\(place.record.percentEncoded)/crop?at=\(place.pointer.percentEncoded)"
      .adding(query: picture.size == .field ? "" : "size=\(picture.size.rawValue)")
    pageAddress = "/pages/\(picture.page.id)/picture?turned=\(picture.rotation)"
    (width, height) = picture.sheet
    let perMM = picture.picture.dpi / 25.4, gap = Int(0.8 * perMM)
    stroke = max(1, Int(0.35 * perMM))
    marks = picture.marks.map { name, box in
      let box = picture.upright(box)
      return Mark(
        x: box.x - gap, y: box.y - gap, width: box.width + 2 * gap, height: box.height + 2 * gap, number: numbers[name],
        numberX: box.x - gap, numberY: box.y - 2 * gap, numberSize: Int(4.2 * perMM))
    }
  }
}
