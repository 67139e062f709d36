/// How many days a store keeps what is done with; nil for ever.
public struct RetentionPeriods: Equatable, Sendable {
  /// What may be set, in days.
  public static let range = 1...36_500
  /// Page images, and what was read and corrected in records.
  public var images, values: Int?

  public init(images: Int? = nil, values: Int? = nil) {
    self.images = images
    self.values = values
  }

  init(_ value: YAMLValue) {
    let members = value.members(["images", "values"])
    func days(_ name: String) -> Int? {
      members[name]?.quantity(["days": 1, "day": 1], in: Double(Self.range.lowerBound)...Double(Self.range.upperBound)).map {
        Int($0)
      }
    }
    self.init(images: days("images"), values: days("values"))
  }
}
