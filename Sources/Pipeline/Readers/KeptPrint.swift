import Forms
import Imaging

/// How much of the form's own dark print a scan has kept: a threshold that has eaten print has eaten thin writing too, even whole.
struct KeptPrint {
  /// The least share of its ink that three in four of the page's dark words have kept, 0…1 and a little more where ink has spread; 1
  /// where there are too few words to tell.
  let share: Double

  /// Half the ink is gone from every fourth word: what looks empty may not have been.
  var isWorn: Bool { share < 0.5 }

  /// Looks at some forty words all over the page, as they are at 150 dpi.
  init(_ page: RegisteredPage) {
    let words = page.layout.words.filter { $0.shade >= 0.5 && $0.zone.width > 3 && $0.density > 0 }
    let step = max(1, words.count / 40)
    let kept = stride(from: 0, to: words.count, by: step).map { index in
      Self.ink(of: page.crop(words[index].zone, dpi: 150)) / words[index].density
    }.sorted()
    share = kept.count < 8 ? 1 : kept[kept.count / 4]
  }

  /// The share of a picture that is ink, 0…1: half as dark counts half.
  private static func ink(of plane: GreyPlane) -> Double {
    let paper = Paper(plane), span = paper.tone - paper.darkest
    guard span >= 36 else { return 0 }
    let dark = plane.pixels.reduce(0) { $0 + min(span, max(0, paper.tone - Int($1))) }
    return Double(dark) / Double(span * plane.pixels.count)
  }
}
