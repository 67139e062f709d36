import Forms
@testable import Imaging
import Testing

@testable import Pipeline

/// When one network's reading is enough.
struct PlainReadingTests {
  private func reading(_ text: String, _ confidence: Double) -> TextReading {
    var reading = TextReading()
    reading.symbols = text.map {
      .init(text: String($0), confidence: confidence, x: 0, y: 0, width: 1, height: 1, startsWord: false, startsLine: false)
    }
    return reading
  }

  /// As many characters on one line, `lift` pixels off it in turn.
  private func line(_ count: Int, lift: Int = 0) -> [Component] {
    (0..<count).map { place in
      let (x, y) = (place * 30, 40 - (place % 2) * lift)
      return Component(x: x, y: y, width: 20, height: 30, pixels: (0..<200).map { Int32(y * 400 + x + $0) })
    }
  }

  @Test func `a sure reading of regular ink with a piece for each character needs no witness`() {
    #expect(TextReader.isPlain(reading("HOLLOWAY", 0.995), line(8), .text))
  }

  @Test func `a character that is not quite sure needs one`() {
    #expect(!TextReader.isPlain(reading("HOLLOWAY", 0.98), line(8), .text))
  }

  @Test func `ink that does not stand as type does needs one`() {
    #expect(!TextReader.isPlain(reading("HOLLOWAY", 0.995), line(8, lift: 12), .text))
  }

  @Test(arguments: [5, 12])
  func `more or fewer pieces than characters need one`(pieces: Int) {
    #expect(!TextReader.isPlain(reading("HOLLOWAY", 0.995), line(pieces), .text))
  }

  @Test func `two characters may be three that touch, and need one`() {
    #expect(!TextReader.isPlain(reading("MS", 0.995), line(2), .text))
    #expect(TextReader.isPlain(reading("MRS", 0.995), line(3), .text))
  }

  @Test func `a name that may have lost its accent needs one`() {
    #expect(!TextReader.isPlain(reading("SIAN", 0.995), line(4), .text))
  }

  @Test func `a mark above the letters needs one`() {
    let mark = Component(x: 70, y: 10, width: 12, height: 8, pixels: (0..<60).map { Int32(4070 + $0) })
    #expect(!TextReader.isPlain(reading("HOLLOWAY", 0.995), line(8) + [mark], .text))
  }

  @Test(arguments: ["HOLLOWA|", "HOLLOWAY,", "HOLLOWA."])
  func `what may be a stroke or a speck needs one`(text: String) {
    #expect(!TextReader.isPlain(reading(text, 0.995), line(8), .text))
  }

  @Test(arguments: [(FieldDefinition.Kind.phone, true), (.email, false)])
  func `digits have another witness, and addresses have none`(kind: FieldDefinition.Kind, isPlain: Bool) {
    #expect(TextReader.isPlain(reading("01482555", 0.995), line(8), kind) == isPlain)
  }
}
