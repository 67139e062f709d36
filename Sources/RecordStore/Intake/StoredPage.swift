/// A scan page as the store keeps it.
public struct StoredPage: Sendable {
  public enum Kind: String, Codable, Sendable { case form, blank, separator, unknown, failed }

  /// The scan file that it lies in.
  public struct File: Hashable, Sendable {
    public var sha256, name: String
    /// When the paper arrived, ISO 8601 UTC.
    public var received: String?
    public init(sha256: String, name: String, received: String?) {
      self.sha256 = sha256
      self.name = name
      self.received = received
    }
  }

  /// Its picture as it was decoded, which may be smaller than in the file.
  public struct Picture: Hashable, Sendable {
    public var image: KeptImage
    public var width, height: Int
    public var dpi: Double
    /// The file's pixels in one of the picture's: boxes of records are in the file's.
    public var scaleX, scaleY: Double
    public init(image: KeptImage, width: Int, height: Int, dpi: Double, scaleX: Double = 1, scaleY: Double = 1) {
      self.image = image
      self.width = width
      self.height = height
      self.dpi = dpi
      self.scaleX = scaleX
      self.scaleY = scaleY
    }
  }

  public var file: File
  /// 0-based place in its file.
  public var position: Int
  public var kind: Kind
  /// What it was taken for.
  public var form: String?
  public var formPage: Int?
  /// Why it is in no document.
  public var reason: String?
  public var picture: Picture?

  public init(
    file: File, position: Int, kind: Kind, form: String? = nil, formPage: Int? = nil, reason: String? = nil,
    picture: Picture? = nil
  ) {
    self.file = file
    self.position = position
    self.kind = kind
    self.form = form
    self.formPage = formPage
    self.reason = reason
    self.picture = picture
  }
}
