import ArgumentParser

/// How a command ended; of several, the highest wins.
enum ExitStatus: Int32, CaseIterable, Comparable {
  case allDone = 0
  case usage = 1
  case definitionIsWrong = 2
  case someNeedReview = 3
  case someFailed = 4
  case dependencyIsMissing = 5
  case anotherIsAtWork = 6

  static func < (a: ExitStatus, b: ExitStatus) -> Bool { a.rawValue < b.rawValue }

  var code: ExitCode { ExitCode(rawValue) }

  /// For `--help`.
  static let help = """
    EXIT CODES
      0  all done            3  some documents need a person's look (normal)
      1  wrong usage         4  some files or pages failed
      2  a definition is wrong   5  a dependency is missing
                                 6  another ingest works on the folder
    """
}
