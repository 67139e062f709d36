import ArgumentParser
import Foundation
import Forms
import Imaging
import Pipeline

struct Draft: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Writes layout.json from a blank PDF.")
  @Argument var blank: String
  @Option var pages: String
  @Option var output: String
  func run() throws {
    let pdf = try PDFDocument(bytes: try Data(contentsOf: URL(fileURLWithPath: blank)))
    let ends = pages.split(separator: "-").map { Int($0)! }
    var layout = FormLayout(pages: [])
    for (n, i) in (ends[0]...ends[1]).enumerated() {
      let page = try pdf.page(i - 1)
      page.removeWidgets()
      let image = try page.render(dpi: 300)
      let (l, _) = try LayoutExtractor()(image, number: n + 1)
      layout.pages.append(l)
    }
    try layout.text.write(toFile: output, atomically: true, encoding: .utf8)
  }
}
