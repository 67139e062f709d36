import CBLAS
import Foundation

/// What the library chooses by the processor it finds.
enum OpenBLAS {
  /// The library's name for processors with AVX2, which is what its choice is between.
  private static let wide = "Haswell"

  /// Takes the routines for AVX2 where the processor has it and the library does not know the processor: it falls back to those of
  /// 2004 then, which take three times as long.
  ///
  /// The library chooses when it is loaded, so it is made to choose again; nothing must have been multiplied yet.
  static func useWideVectors() {
    guard unsafe String(cString: openblas_get_corename()) == "Prescott", processorHas(["avx2", "fma"]),
      let forget = unsafe dlsym(nil, "gotoblas_dynamic_quit"), let choose = unsafe dlsym(nil, "gotoblas_dynamic_init"),
      unsafe getenv("OPENBLAS_CORETYPE") == nil
    else { return }
    unsafe setenv("OPENBLAS_CORETYPE", wide, 0)
    unsafe unsafeBitCast(forget, to: (@convention(c) () -> Void).self)()
    unsafe unsafeBitCast(choose, to: (@convention(c) () -> Void).self)()
  }

  private static func processorHas(_ features: [String]) -> Bool {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let flags = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
    else { return false }
    return Set(features).isSubset(of: flags.split(separator: " ").map(String.init))
  }
}
