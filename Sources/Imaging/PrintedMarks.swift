import CLeptonica

/// The print of a clean page, taken apart into rules, words and panels: pixel boxes with their shade.
public struct PrintedMarks: Sendable {
  public struct Mark: Sendable {
    /// In pixels.
    public var x, y, width, height: Int
    /// Mean darkness of its ink, 0 (paper) … 1 (black).
    public var shade: Double
    /// The share of the box that is ink, 0…1.
    public var density: Double
  }
  /// Straight dark lines thinner than 0.8 mm and longer than 2.5 mm.
  public var rules: [Mark] = []
  /// Words, and pieces of pictures.
  public var words: [Mark] = []
  /// Shaded areas in the order to paint them; the paper of a hole or a box in them has shade 0.
  public var panels: [Mark] = []
}

extension PageImage {
  /// Takes the print of a clean grey page apart. Meant for blanks rendered at 300 dpi, not for scans.
  ///
  /// Rules and words are what a black top-hat (closing minus image) leaves: dark structures narrower than its brick, whatever
  /// the shade of the panel they stand on (Serra, "Image Analysis and Mathematical Morphology", 1982).
  public func printedMarks() throws -> PrintedMarks {
    unsafe try withPix { page in
      let px = dpi / 300
      func odd(_ size: Double) -> Int32 { Int32(size * px) | 1 }
      var marks = PrintedMarks()

      let across = unsafe try Pix("pixTophat") { unsafe pixTophat(page, 1, odd(9), Int32(L_TOPHAT_BLACK)) }
      let down = unsafe try Pix("pixTophat") { unsafe pixTophat(page, odd(9), 1, Int32(L_TOPHAT_BLACK)) }
      let rows = try across.binary(over: 12).opened(odd(30), 1).boxes()
      let columns = try down.binary(over: 12).opened(1, odd(40)).boxes()
      // A long stroke of a letter is no rule: short ones count only where they meet another at an end or part two boxes.
      let long = Int(94 * px), near = Int(6 * px)
      let boxes = try printedBoxes()
      let horizontal = rows.filter { row in
        row.width > long || columns.contains { meets(row, $0, within: near) }
      }
      let vertical = columns.filter { column in
        column.height > long || rows.contains { meets(column, $0, within: near) }
          || boxes.contains { parts(column, $0, within: near) }
      }
      marks.rules = horizontal.map { across.mark(in: $0) } + vertical.map { down.mark(in: $0) }

      let hat = unsafe try Pix("pixTophat") { unsafe pixTophat(page, odd(41), odd(41), Int32(L_TOPHAT_BLACK)) }
      let letters = try hat.binary(over: 48)
      letters.clear(horizontal + vertical)
      marks.words = try letters.closed(odd(9), odd(3)).boxes().compactMap { box in
        guard let tight = letters.tight(in: box) else { return nil }
        return hat.mark(in: tight, ink: letters)
      }.filter { $0.width > 2 || $0.height > 2 }

      let ground = unsafe try Pix("pixCloseGray") { unsafe pixCloseGray(page, odd(41), odd(41)) }
      marks.panels = try ground.panels(least: odd(40), boxes: boxes)
      return marks
    }
  }
}

/// Whether an end of one line lies on the other line or its end.
private func meets(_ line: Pix.Box, _ other: Pix.Box, within near: Int) -> Bool {
  let ends =
    line.width > line.height
    ? [(line.x, line.y), (line.x + line.width, line.y)] : [(line.x, line.y), (line.x, line.y + line.height)]
  return (line.width > line.height) != (other.width > other.height)
    && ends.contains { x, y in
      x > other.x - near && x < other.x + other.width + near && y > other.y - near && y < other.y + other.height + near
    }
}

/// Whether an upright line is the whole left or right side of a box.
private func parts(_ line: Pix.Box, _ box: Pix.Box, within near: Int) -> Bool {
  abs(line.y - box.y) < near && abs(line.height - box.height) < near
    && (abs(line.x + line.width - box.x) < near || abs(box.x + box.width - line.x) < near)
}

/// A PIX within one function: freed at the end of its scope.
@safe struct Pix: ~Copyable {
  let pointer: UnsafeMutablePointer<PIX>

  init(_ call: String, _ body: () -> UnsafeMutablePointer<PIX>?) throws(ImagingError) {
    guard let made = unsafe body() else { throw ImagingError(call: call) }
    unsafe pointer = unsafe made
  }

  deinit {
    var pix: UnsafeMutablePointer<PIX>? = unsafe pointer
    unsafe pixDestroy(&pix)
  }

  typealias Box = (x: Int, y: Int, width: Int, height: Int)

  /// 1 where the grey value is above `level`.
  func binary(over level: Int32) throws -> Pix {
    unsafe try Pix("pixThresholdToBinary") {
      let low = unsafe pixThresholdToBinary(pointer, level + 1)
      unsafe pixInvert(low, low)
      return unsafe low
    }
  }

  func opened(_ width: Int32, _ height: Int32) throws -> Pix {
    unsafe try Pix("pixOpenBrick") { unsafe pixOpenBrick(nil, pointer, width, height) }
  }

  func closed(_ width: Int32, _ height: Int32) throws -> Pix {
    unsafe try Pix("pixCloseSafeBrick") { unsafe pixCloseSafeBrick(nil, pointer, width, height) }
  }

  /// Wipes boxes, a pixel more on every side, out of a bitonal picture that this function alone holds.
  func clear(_ boxes: [Box]) {
    for box in boxes {
      var area = unsafe boxCreate(Int32(box.x - 1), Int32(box.y - 1), Int32(box.width + 2), Int32(box.height + 2))
      unsafe pixClearInRect(pointer, area)
      unsafe boxDestroy(&area)
    }
  }

  /// The boxes around the 8-connected pieces of a bitonal picture.
  func boxes() throws -> [Box] {
    guard let found = unsafe pixConnCompBB(pointer, 8) else { throw ImagingError(call: "pixConnCompBB") }
    defer {
      var gone: UnsafeMutablePointer<BOXA>? = unsafe found
      unsafe boxaDestroy(&gone)
    }
    let count = unsafe boxaGetCount(found)
    return (0..<count).map { index in
      var (x, y, w, h): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
      unsafe boxaGetBoxGeometry(found, index, &x, &y, &w, &h)
      return (Int(x), Int(y), Int(w), Int(h))
    }
  }

  func value(_ x: Int, _ y: Int) -> UInt32 {
    var value: UInt32 = 0
    unsafe pixGetPixel(pointer, Int32(x), Int32(y), &value)
    return value
  }

  /// The smallest box around the ink of a bitonal picture within `box`; nil if there is none.
  func tight(in box: Box) -> Box? {
    var (left, top, right, bottom) = (Int.max, Int.max, -1, -1)
    for y in box.y..<(box.y + box.height) {
      for x in box.x..<(box.x + box.width) where value(x, y) != 0 {
        (left, right) = (min(left, x), max(right, x))
        (top, bottom) = (min(top, y), max(bottom, y))
      }
    }
    return right < 0 ? nil : (left, top, right - left + 1, bottom - top + 1)
  }

  /// Shade and density of a top-hat picture within `box`, over the pixels that `ink` holds or, without it, over all.
  func mark(in box: Box) -> PrintedMarks.Mark {
    var sum = 0.0
    for y in box.y..<(box.y + box.height) {
      for x in box.x..<(box.x + box.width) { sum += Double(value(x, y)) }
    }
    return .init(
      x: box.x, y: box.y, width: box.width, height: box.height,
      shade: sum / 255 / Double(box.width * box.height), density: 1)
  }

  func mark(in box: Box, ink: borrowing Pix) -> PrintedMarks.Mark {
    var sum = 0.0, count = 0.0
    for y in box.y..<(box.y + box.height) {
      for x in box.x..<(box.x + box.width) where ink.value(x, y) != 0 {
        sum += Double(value(x, y))
        count += 1
      }
    }
    return .init(
      x: box.x, y: box.y, width: box.width, height: box.height, shade: sum / 255 / max(count, 1),
      density: count / Double(box.width * box.height))
  }

  /// Shaded areas of a picture without lines and letters and the paper in them, the larger before what lies in it.
  func panels(least: Int32, boxes: [Box]) throws -> [PrintedMarks.Mark] {
    let shaded = unsafe try Pix("pixThresholdToBinary") { unsafe pixThresholdToBinary(pointer, 246) }
      .opened(least, least)
    var found: [PrintedMarks.Mark] = []
    for box in try shaded.boxes().sorted(by: { $0.width * $0.height > $1.width * $1.height }) {
      var levels: [UInt32] = []
      for y in stride(from: box.y, to: box.y + box.height, by: 5) {
        for x in stride(from: box.x, to: box.x + box.width, by: 5) where shaded.value(x, y) != 0 {
          levels.append(value(x, y))
        }
      }
      guard !levels.isEmpty else { continue }
      let middle = levels.sorted()[levels.count / 2]
      found.append(
        .init(
          x: box.x, y: box.y, width: box.width, height: box.height, shade: 1 - Double(middle) / 255,
          density: 1))
    }
    let holes = unsafe try Pix("pixInvert") { unsafe pixInvert(nil, shaded.pointer) }.opened(least, least)
    let outer = found
    for box in try holes.boxes() + boxes {
      let inside = outer.contains {
        $0.x <= box.x && $0.y <= box.y && $0.x + $0.width >= box.x + box.width
          && $0.y + $0.height >= box.y + box.height
      }
      if inside {
        found.append(
          .init(x: box.x, y: box.y, width: box.width, height: box.height, shade: 0, density: 1))
      }
    }
    found.sort { $0.width * $0.height > $1.width * $1.height }
    return found
  }
}
