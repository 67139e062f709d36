import CLeptonica

/// A classic TIFF (`pixReadMemFromMultipageTiff`, which goes to a page by its offset: a file of n pages costs n).
struct TIFFDecoder: ScanDecoder {
  private let file: MappedFile
  private let limits: DecodeLimits
  private let directories: [TIFFDirectory]
  private let damage: TIFFDamage

  init(_ file: MappedFile, limits: DecodeLimits) throws {
    self.file = file
    self.limits = limits
    damage = TIFFDamage(path: file.path)
    directories = try TIFFDirectory.all(in: file, limit: limits.pages)
  }

  var pageCount: Int { directories.count }

  func page(_ index: Int) throws -> ScanPage {
    let directory = directories[index]
    try limits.check(width: directory.width, height: directory.height)
    guard directory.complete else { throw DecodeFault(.truncated) }
    if directory.tiled {
      var damaged = false
      let picture = try Picture(tiled: directory, of: file.path, damaged: &damaged)
      let resolution = Resolution(
        width: picture.width, height: picture.height, statedX: directory.resolutionX, statedY: directory.resolutionY)
      return try picture.page(index: index, resolution: resolution, damaged: damaged)
    }
    // 0 means the first directory; its own offset would be taken for a sub-directory's.
    var offset = index == 0 ? 0 : directory.offset
    let start = unsafe file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let picture = unsafe try Picture(pixReadMemFromMultipageTiff(start, file.count, &offset))
    // A page that is stored lying turned comes out upright, with its resolutions changed over.
    let turned = picture.width == directory.height && picture.width != directory.width
    let resolution = Resolution(
      width: picture.width, height: picture.height,
      statedX: turned ? directory.resolutionY : directory.resolutionX,
      statedY: turned ? directory.resolutionX : directory.resolutionY)
    let damaged = damage.isNamed(forDirectoryAt: directory.offset)
    return try picture.page(index: index, resolution: resolution, damaged: damaged)
  }
}
