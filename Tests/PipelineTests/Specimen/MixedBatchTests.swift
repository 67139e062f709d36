import Forms
import Foundation
import Imaging
import Pipeline
import Testing

struct MixedBatchTests {
  private static let forms = DamageTests.forms
  private typealias Sheet = SpecimenMaker.Sheet

  @Test func `a plan holds three to eight documents, and continuation sheets only behind their power of attorney`() throws {
    for seed in 1...200 {
      let batch = MixedBatch(of: Self.forms, seed: UInt64(seed))
      let (own, sheets) = (batch.documents.filter { $0.link == nil }, batch.documents.filter { $0.link != nil })
      #expect((3...8).contains(own.count))
      #expect(own.allSatisfy { $0.form.id != "lpc" } && sheets.allSatisfy { $0.form.id == "lpc" })
      for (number, document) in batch.documents.enumerated() where document.link != nil {
        #expect(document.link == number - 1 && batch.documents[number - 1].form.id.hasPrefix("lp1"))
      }
    }
  }

  @Test func `whatever a post room does to a file happens in some`() {
    let batches = (1...100).map { MixedBatch(of: Self.forms, seed: UInt64($0)) }
    let sheets = batches.flatMap(\.sheets)
    for kind in [Sheet.Kind.blank, .letter, .coloured, .code, .cover] { #expect(sheets.contains { $0.kind == kind }) }
    #expect(sheets.contains { if case .back = $0.kind { true } else { false } })
    #expect(!sheets.filter(\.hasLabel).isEmpty)
    #expect(Set(sheets.compactMap(\.turn)) == [90, 180, 270])
    var twice = 0, shuffled = 0, missing = 0, twins = [false: 0, true: 0], forms: Set<String> = []
    for batch in batches {
      var orders = batch.documents.map { _ in [Int]() }, last: Int?, isApart = false
      for sheet in batch.sheets {
        guard case .form(let document, let page) = sheet.kind else {
          isApart = true
          continue
        }
        if let last, last != document, batch.documents[last].form.id == batch.documents[document].form.id {
          twins[isApart, default: 0] += 1
        }
        (last, isApart) = (document, false)
        orders[document].append(page)
      }
      for (document, order) in zip(batch.documents, orders) {
        forms.insert(document.form.id)
        twice += Set(order).count < order.count ? 1 : 0
        shuffled += order != order.sorted() ? 1 : 0
        missing += document.form.pages.contains { !$0.optional && !order.contains($0.number) } ? 1 : 0
      }
    }
    #expect(twice > 5 && shuffled > 5 && missing > 5 && twins.values.allSatisfy { $0 > 5 }, "\(twice) \(shuffled) \(twins)")
    #expect(forms == Set(Self.forms.map(\.id)))
  }

  @Test func `continuation sheets carry their donor's name, and truth says whose they are`() throws {
    let forms = ["lp1h", "lpc"].compactMap { id in Self.forms.first { $0.id == id } }
    let documents: [SpecimenMaker.Document] = [.init(form: forms[0]), .init(form: forms[1], link: 0)]
    let truth = try SpecimenMaker().make(documents, sheets: [.init(.form(document: 1, page: 3))]).truth
    func text(_ document: Int, _ name: String) throws -> String {
      let field = try #require(truth.documents[document].fields.first { $0.name == name })
      guard case .text(let text) = field.value else { throw Problem(place: name, summary: "it is no text") }
      return text
    }
    #expect(truth.documents.map(\.link) == [nil, 0])
    let donor = try "\(text(0, "/donor/firstNames")) \(text(0, "/donor/lastName"))"
    #expect(try text(1, "/donor/fullName") == donor && donor.count > 3)
    #expect(try text(1, "/donorSignature/people/fullName") == donor)
  }

  @Test func `the codes of separators and labels can be read, and truth calls sheets by their roles`() throws {
    let sheets: [SpecimenMaker.Sheet] = [
      .init(.code), .init(.cover), .init(.form(document: 0, page: 1), hasLabel: true), .init(.coloured),
      .init(.back(document: 0, page: 1)), .init(.letter),
    ]
    let form = try #require(Self.forms.first { $0.id == "n5b" })
    for seed in 1...2 {
      var maker = SpecimenMaker()
      maker.seed = UInt64(seed)
      maker.severity = .moderate
      let (images, truth) = try maker.make([.init(form: form)], sheets: sheets)
      #expect(truth.pages.map(\.role) == ["separator", "cover", "form", "separator", "blank", "foreign"])
      let codes = images.map { BarcodeReader().read($0.plane).map(\.text) }
      #expect(codes[0] == ["RDNEWDOC"])
      for code in [codes[1], codes[2]] {
        #expect(code.count == 1 && code.first?.wholeMatch(of: /ENV[A-Z][0-9]{8}/) != nil, "\(code)")
      }
      #expect(codes[3...].joined().isEmpty)
    }
  }

  @Test func `the same seed plans the same file`() {
    #expect(MixedBatch(of: Self.forms, seed: 5).sheets == MixedBatch(of: Self.forms, seed: 5).sheets)
    #expect(MixedBatch(of: Self.forms, seed: 5).sheets != MixedBatch(of: Self.forms, seed: 6).sheets)
  }
}
