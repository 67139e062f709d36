import CLeptonica

extension PageImage {
  /// The white rectangles of a clean grey page that print closes on all four sides, as `(x, y, width, height)` in pixels.
  ///
  /// A box is a 4-connected piece of paper, at least 2.5 mm either way, whose four sides are straight. It may hold print and
  /// other boxes. Rules and edges of panels close it alike, whatever their colour. Meant for blanks, not for scans.
  public func printedBoxes() throws -> [(x: Int, y: Int, width: Int, height: Int)] {
    unsafe try withPix { page in
      let paper = unsafe try Pix("pixThresholdToBinary") {
        let print = unsafe pixThresholdToBinary(page, 250)
        unsafe pixInvert(print, print)
        return unsafe print
      }
      var pieces: UnsafeMutablePointer<PIXA>?
      guard let found = unsafe pixConnComp(paper.pointer, &pieces, 4) else { throw ImagingError(call: "pixConnComp") }
      defer {
        var gone: UnsafeMutablePointer<BOXA>? = unsafe found
        unsafe boxaDestroy(&gone)
        unsafe pixaDestroy(&pieces)
      }
      let least = Int(2.5 / 25.4 * dpi)
      var boxes: [Pix.Box] = []
      for index in 0..<(unsafe boxaGetCount(found)) {
        var (x, y, w, h): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        unsafe boxaGetBoxGeometry(found, index, &x, &y, &w, &h)
        let box = (x: Int(x), y: Int(y), width: Int(w), height: Int(h))
        guard box.width >= least, box.height >= least, box.x > 0, box.y > 0, box.x + box.width < width,
          box.y + box.height < height
        else { continue }
        let piece = unsafe try Pix("pixaGetPix") { unsafe pixaGetPix(pieces, index, Int32(L_CLONE)) }
        if piece.hasStraightSides(box.width, box.height) { boxes.append(box) }
      }
      return boxes
    }
  }
}

extension Pix {
  /// Whether nine tenths of every side, a pixel within, are ink: true of a rectangle and of nothing else on a form.
  fileprivate func hasStraightSides(_ width: Int, _ height: Int) -> Bool {
    func share(_ count: Int, _ value: (Int) -> UInt32) -> Double {
      Double((0..<count).count { value($0) != 0 }) / Double(count)
    }
    return share(width) { value($0, 1) } > 0.9 && share(width) { value($0, height - 2) } > 0.9
      && share(height) { value(1, $0) } > 0.9 && share(height) { value(width - 2, $0) } > 0.9
  }
}
