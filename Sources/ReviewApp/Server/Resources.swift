import Foundation

/// The folder of templates, texts and assets.
enum Resources {
  /// The installed one (`PREFIX/share/formscan/review` for `PREFIX/bin/formscan`), else the build's.
  static func folder() -> URL {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    let prefix = URL(fileURLWithPath: program).deletingLastPathComponent().deletingLastPathComponent()
    let installed = prefix.appendingPathComponent("share/formscan/review")
    return FileManager.default.fileExists(atPath: installed.path) ? installed : Bundle.module.bundleURL
  }
}
