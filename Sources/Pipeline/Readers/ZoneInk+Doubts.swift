import Forms
import Imaging

extension ZoneInk {
  /// A reason to have a person look at a line that every network is sure of, and what it may say instead.
  typealias Doubt = (reason: String, other: String?)

  /// What a line's ink, and its letters by themselves, give to doubt.
  ///
  /// - Parameters:
  ///   - text: what was read.
  ///   - line: the line's pieces of ink.
  ///   - dust: the zone's pieces that are in no line.
  func doubts(of text: String, in line: [Component], dust: [Component], kind: FieldDefinition.Kind) -> [Doubt] {
    let marks = SmallMarks(line, width: mask.width)
    var reasons = marks.doubts(of: text, dust: dust)
    guard kind == .text else { return reasons.map { ($0, nil) } }
    // Digits are set as wide as the widest of them: a 1 has white on both sides.
    if !text.contains(where: \.isNumber), WordGaps(line).isUnsure(spaces: text.count { $0 == " " }) {
      reasons.append("a space may be none")
    }
    if text.last?.isPunctuation != true, marks.hasInkAtEdge(all, edge: edge) {
      reasons.append("a full stop may be lost in the frame")
    }
    return reasons.map { ($0, nil) } + TextDoubts.look(at: text).map { ($0.reason, $0.other) }
  }
}
