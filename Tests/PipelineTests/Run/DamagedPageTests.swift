import CLeptonica
import Forms
import Foundation
import Imaging
import Pipeline
import Testing

struct DamagedPageTests {
  @Test func `a page of which damage left nothing is not passed over as a blank one`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var picture = TestPicture()
    picture.plane = GreyPlane(width: 830, height: 1170, filled: 255)
    let whole = picture.file(Int(IFF_JFIF_JPEG), depth: 8)
    let scan = folder.appending(path: "a.jpg")
    try whole.prefix(whole.count * 9 / 10).write(to: scan)
    var run = Run(pipeline: PipelineDefinition(), forms: [], output: try RecordFolder(folder.appending(path: "out")))
    run.executable = try builtCommand()
    let summary = try await run(Intake()([scan]))
    #expect(summary.pages == 1 && summary.isBalanced && summary.strays.map(\.index) == [0])
    #expect(summary.problems.map(\.place) == ["a.jpg page 1"])
    #expect(summary.problems.first?.summary.contains("damaged") == true)
  }
}
