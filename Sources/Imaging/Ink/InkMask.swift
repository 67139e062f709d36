/// Which pixels of a crop are ink: one byte a pixel, 0 or 1, row by row.
public struct InkMask: Hashable, Sendable {
  public let width, height: Int
  public var bits: [UInt8]

  public init(width: Int, height: Int, bits: [UInt8]) {
    precondition(bits.count == width * height, "a mask needs width × height bits")
    self.width = width
    self.height = height
    self.bits = bits
  }

  public init(width: Int, height: Int) {
    self.init(width: width, height: height, bits: Array(repeating: 0, count: width * height))
  }

  /// Pixels darker than `level`.
  public init(_ plane: GreyPlane, darkerThan level: UInt8) {
    let bits = unsafe [UInt8](unsafeUninitializedCapacity: plane.pixels.count) { out, count in
      count = plane.pixels.count
      unsafe plane.pixels.withUnsafeBufferPointer { pixels in
        for place in 0..<count { unsafe out[place] = pixels[place] < level ? 1 : 0 }
      }
    }
    self.init(width: plane.width, height: plane.height, bits: bits)
  }

  public subscript(x: Int, y: Int) -> Bool {
    get { bits[y * width + x] != 0 }
    set { bits[y * width + x] = newValue ? 1 : 0 }
  }

  /// How many pixels are ink.
  public var count: Int { bits.reduce(0) { $0 + Int($1) } }

  /// Calls `body` with the place of each pixel of ink from `start` on, row by row; `body` says where to go on.
  ///
  /// Most of a crop is paper: eight pixels of it are passed over at once.
  static func eachPixel(
    of bits: UnsafeBufferPointer<UInt8>, in places: Range<Int>, _ body: (Int) -> Int
  ) {
    var place = places.lowerBound
    while place < places.upperBound {
      if place &+ 8 <= places.upperBound,
        unsafe UnsafeRawPointer(bits.baseAddress! + place).loadUnaligned(as: UInt64.self) == 0
      {
        place &+= 8
      } else {
        place = unsafe bits[place] == 0 ? place &+ 1 : body(place)
      }
    }
  }

  /// Ink grown by `radius` pixels in a square.
  public func grown(by radius: Int) -> InkMask {
    var across = self
    for y in 0..<height {
      for x in 0..<width where bits[y * width + x] != 0 {
        for k in max(0, x - radius)...min(width - 1, x + radius) { across.bits[y * width + k] = 1 }
      }
    }
    var grown = across
    for y in 0..<height {
      for x in 0..<width where across.bits[y * width + x] != 0 {
        for k in max(0, y - radius)...min(height - 1, y + radius) { grown.bits[k * width + x] = 1 }
      }
    }
    return grown
  }
}
