import Forms
import Testing

struct PostcodeGrammarTests {
  static func normalise(_ text: String) -> Normalised { FieldDefinition.Kind.postcode.normalise(text) }

  /// Seeded postcodes of every shape in real areas.
  static let valid: [String] = {
    var state: UInt64 = 7
    func pick(_ letters: String) -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let list = Array(letters)
      return String(list[Int((state >> 33) % UInt64(list.count))])
    }
    let one = ["B", "E", "G", "L", "M", "N", "S", "W"],
      two = ["LS", "NR", "CF", "SA", "HU", "BS", "CR", "SE", "GU", "ZE", "SW", "EC"]
    return (0..<600).map { index in
      let area = index % 2 == 0 ? one[index / 2 % one.count] : two[index / 2 % two.count]
      let digits = [
        pick("123456789"), pick("123456789") + pick("0123456789"),
        pick("123456789") + (area.count == 1 ? pick("ABCDEFGHJKPSTUW") : pick("ABEHMNPRVWXY")),
      ]
      return area + digits[index % 3] + " " + pick("0123456789") + pick("ABDEFGHJLNPQRSTUWXYZ") + pick("ABDEFGHJLNPQRSTUWXYZ")
    }
  }()

  @Test func `every postcode survives, however it is spaced and cased`() {
    for code in Self.valid {
      for text in [code, code.lowercased(), code.filter { $0 != " " }] {
        let answer = Self.normalise(text)
        #expect(answer.isValid && answer.value == code && answer.repairs.isEmpty, "\(code)")
      }
    }
  }

  @Test func `one look-alike is mended to the postcode, or refused, or was a postcode as it stood`() {
    let pairs: [Character: Character] = [
      "0": "O", "O": "0", "1": "I", "I": "1", "5": "S", "S": "5", "8": "B", "B": "8", "2": "Z", "Z": "2", "6": "G", "G": "6",
    ]
    var mended = 0
    for code in Self.valid {
      for place in code.indices {
        guard let other = pairs[code[place]] else { continue }
        var text = code
        text.replaceSubrange(place...place, with: [other])
        let answer = Self.normalise(text)
        if answer.repairs.isEmpty, answer.isValid {
          #expect(answer.value == text)
        } else if answer.isValid {
          #expect(answer.value == code, "\(text) became \(answer.value)")
          mended += 1
        } else {
          #expect(answer.value != code)
        }
      }
    }
    #expect(mended > 200)
  }

  @Test(arguments: ["LS1 4CA", "LS1 4AK", "QQ1 4AB", "LS123 4AB", "HELLO", "", "LS1"])
  func `what is no postcode is refused`(text: String) {
    #expect(!Self.normalise(text).isValid)
  }

  @Test func `a repair says what was changed and where`() {
    let answer = Self.normalise("HU2 S0W")
    #expect(answer.isValid == false || answer.repairs.contains("S→5 at 4"))
    #expect(Self.normalise("HU2 SPW").repairs == ["S→5 at 4"])
  }

  @Test func `a repair beyond the plain look-alikes is offered, not applied`() {
    let offered = Self.normalise("CR62H1")
    #expect(offered.value == "CR6 2HL" && offered.isOffered)
    #expect(!Self.normalise("HU2 SPW").isOffered)
    #expect(!Self.normalise("CR6 2HL").isOffered)
  }
}
