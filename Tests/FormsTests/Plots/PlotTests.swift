import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Forms

struct PlotTests {
  private func elements(_ svg: String, _ name: String) throws -> [XMLElement] {
    // Foundation finds no attribute by its name where elements have a namespace.
    let document = try XMLDocument(xmlString: svg.replacing(" xmlns=\"http://www.w3.org/2000/svg\"", with: ""), options: [])
    return try document.nodes(forXPath: "//*[local-name()='\(name)']").compactMap { $0 as? XMLElement }
  }

  private func number(_ element: XMLElement, _ name: String) -> Double {
    element.attribute(forName: name)?.stringValue.flatMap { Double($0) } ?? .nan
  }

  private let days = BarPlot(
    title: "By day <all>", about: "5 & 3 documents", label: "day", counts: "documents", parts: ["done", "waiting"],
    bars: [.init("24 Nov", [3, 2]), .init("25 Nov", [0, 3])])

  @Test func `a plot has its title and its figures in words, is XML and needs no style`() throws {
    let svg = days.svg(id: "days")
    #expect(try elements(svg, "title").first?.stringValue == "By day <all>")
    #expect(try elements(svg, "desc").first?.stringValue == "5 & 3 documents")
    #expect(svg.contains("aria-labelledby=\"days-title days-about\"") && svg.contains("role=\"img\""))
    #expect(!svg.contains("style") && !svg.contains("<script"))
    let texts = try elements(svg, "text").compactMap(\.stringValue)
    for text in ["documents", "day", "24 Nov", "25 Nov", "done", "waiting"] { #expect(texts.contains(text), "\(text)") }
  }

  @Test(arguments: [false, true])
  func `bars are as long as what they tell`(isLying: Bool) throws {
    let plot = BarPlot(
      title: "", about: "", label: "", counts: "", parts: ["one"], bars: [.init("a", [10]), .init("b", [5])], isLying: isLying)
    let bars = try elements(plot.svg(), "rect").filter { $0.attribute(forName: "fill")?.stringValue == "#12436d" }
    let lengths = bars.map { number($0, isLying ? "width" : "height") + 1 }
    #expect(lengths.count == 2 && abs(lengths[0] - 2 * lengths[1]) < 0.2)
  }

  @Test func `what a plot draws lies within it, however much or little there is`() throws {
    let many = (1...366).map { BarPlot.Bar("\($0) November", [Double($0 * 1000), 7]) }
    for bars in [[], [BarPlot.Bar("a", [0])], many] {
      for isLying in [false, true] {
        let plot = BarPlot(title: "t", about: "", label: "l", counts: "c", parts: ["x", "y"], bars: bars, isLying: isLying)
        for box in try elements(plot.svg(), "rect") {
          #expect(number(box, "x") >= 0 && number(box, "x") + number(box, "width") <= plot.width + 0.1)
          #expect(number(box, "y") >= 0 && number(box, "y") + number(box, "height") <= plot.height + 0.1)
        }
      }
    }
  }

  @Test func `a line leaves its area where it is above the scale, and nothing of it shows there`() throws {
    let plot = LinePlot(
      title: "t", about: "", x: .shares("taken"), y: .shares("wrong", 0...0.1),
      lines: [.init("all", [(0, 0), (1, 0.5)]), .init("b", [(0, 0.1), (1, 0.1)])])
    let lines = plot.svg(id: "p").split(separator: "\n").filter {
      $0.contains("<polyline") && $0.contains("clip-path=\"url(#p-area-1)\"")
    }
    // Five times the scale's height of 260 above its foot at 320.
    #expect(lines.count == 2 && lines[0].contains("points=\"64,320 604,-980\"") && lines[1].contains("points=\"64,60 604,60\""))
  }

  @Test(
    arguments: [
      (0, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (100, [0, 20, 40, 60, 80, 100]), (1234, [0, 500, 1000, 1500]),
    ] as [(Double, [Double])])
  func `counts are marked at round whole numbers`(most: Double, marks: [Double]) {
    #expect(PlotAxis.counts("", upTo: most).marks.map(\.at) == marks)
  }

  @Test(
    arguments: [(0.003, 0.005, "0.1%"), (0.5, 0.5, "10%"), (0.7, 1, "20%"), (0, 0.0025, "0.05%")] as [(Double, Double, String)])
  func `shares are marked as percentages up to a round one`(most: Double, top: Double, first: String) {
    let axis = PlotAxis.shares("", upTo: most)
    #expect(abs(axis.range.upperBound - top) < 1e-9 && axis.marks[1].label == first)
  }

  @Test func `plots of a sheet are below each other, and no id comes twice`() throws {
    let line = LinePlot(title: "a", about: "b", x: .shares("x"), y: .shares("y"), lines: [])
    let sheet = PlotSheet([line, days, line])
    #expect(sheet.height == 2 * line.height + days.height)
    let ids = try elements(sheet.svg(), "clipPath").compactMap { $0.attribute(forName: "id")?.stringValue }
    #expect(ids == ["plot-area-1", "plot-area-2"])
  }
}
