import Foundation
import Imaging
import Testing

struct QuietRunTests {
  @Test func `libraries do not write between the command's own lines`() throws {
    let folder = try TestFolder()
    // Lines that slope as steeply as skew is sought: leptonica warns of it.
    var page = GreyPlane(width: 1240, height: 1754, filled: 250)
    for line in 0..<28 {
      for x in 100..<1140 { for thick in 0..<8 { page[x, 100 + line * 50 + x * 10 / 81 + thick] = 20 } }
    }
    try PageImage(page, dpi: 150).writePNG(to: folder["sloping.png"].path)
    let process = Process(), pipe = Pipe()
    process.executableURL = try builtCommand()
    process.arguments = ["run", folder["sloping.png"].path, "--output", folder["out"].path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(said.isEmpty)
  }
}
