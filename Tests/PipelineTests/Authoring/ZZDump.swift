import Imaging
import Foundation
import Testing
@Test func `zz dump`() throws {
  guard let path = ProcessInfo.processInfo.environment["ZZDUMP"] else { return }
  let pdf = try PDFDocument(path: path)
  for i in 0..<pdf.pageCount {
    for f in try pdf.page(i).fields { print("p\(i+1) \(f.kind) [\(f.name)] <\(f.title ?? "")> max \(f.maxLength ?? 0) \([f.x,f.y,f.width,f.height].map{($0*10).rounded()/10})") }
  }
}
