/// How scans are taken out of a drop folder: `ingest` of a pipeline's file.
public struct IngestSettings: Sendable {
  /// The drop folder. `working`, `done` and `quarantine` stand beside it, in the same file system, for files move by renaming.
  public var incoming = "incoming"
  /// Where batches' results and the reports go.
  public var output = "night"
  /// The store; `store.sqlite` in `output` if nil.
  public var store: String?
  /// Seconds for which a file's size and time must stand still before it is taken.
  public var settle = 5.0
  /// Files that are read together, so that documents may lie across them.
  public var batch = 50
  /// How often the process that reads may end because of a file before the file goes to quarantine.
  public var attempts = 2
  /// Seconds after which a page that is not done is taken for hung, and MiB that the process that reads may take.
  public var stall = 300.0, memory = 4096
  /// The hour of the day at which one night's report ends and the next one's begins.
  public var turn = 12

  public init() {}

  init(_ value: YAMLValue) {
    self.init()
    let members = value.members([
      "incoming", "output", "store", "settle", "batch", "attempts", "stall", "memory", "turn",
    ])
    incoming = members["incoming"]?.path ?? incoming
    output = members["output"]?.path ?? output
    store = members["store"]?.path
    let seconds: [String: Double] = ["s": 1, "min": 60]
    settle = members["settle"]?.quantity(seconds, in: 0.1...3600) ?? settle
    batch = members["batch"]?.integer(in: 1...10_000) ?? batch
    attempts = members["attempts"]?.integer(in: 1...10) ?? attempts
    stall = members["stall"]?.quantity(seconds, in: 10...86_400) ?? stall
    memory = members["memory"]?.quantity(PipelineDefinition.mebibytes, in: 512...262_144).map { Int($0) } ?? memory
    turn = members["turn"]?.integer(in: 0...23) ?? turn
  }
}
