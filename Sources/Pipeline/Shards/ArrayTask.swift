import Forms

/// A task of a scheduler's array, as its environment says: Slurm's, Kubernetes' (an indexed job) or AWS Batch's.
struct ArrayTask: Hashable {
  var scheduler: String
  /// From 1.
  var number: Int
  /// Nil where the scheduler does not say, or only how many tasks run now, which may be fewer than there are shards.
  var count: Int?
  /// What a person should know of the numbers.
  var hint = ""

  /// - Throws: `Problem` where no scheduler or several have set their variables, or what they set is no number.
  init(_ environment: [String: String]) throws(Problem) {
    let known = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX"]
    let set = known.filter { environment[$0] != nil }
    guard let variable = set.first, set.count == 1 else {
      throw Problem(
        place: "--shard",
        summary: set.isEmpty ? "no scheduler says which task this is" : "\(set.joined(separator: " and ")) are set",
        remedy: "Name the shard, such as --shard 3/8. 'auto' goes by one of \(known.joined(separator: ", ")).")
    }
    func number(_ name: String) throws(Problem) -> Int? {
      guard let text = environment[name] else { return nil }
      if let value = Int(text), value >= 0 { return value }
      throw Problem(place: "--shard", summary: "\(name) is no number", remedy: "Name the shard, such as --shard 3/8.")
    }
    let index = try number(variable) ?? 0, ours = try number("FORMSCAN_SHARDS")
    switch variable {
    case "SLURM_ARRAY_TASK_ID":
      self.init(scheduler: "Slurm", number: index, count: ours, hint: ", from 1: --array=1-8 for eight")
      // A part of an array, such as one task that is run again, does not say how many there were.
      let tasks = try number("SLURM_ARRAY_TASK_COUNT"), last = try number("SLURM_ARRAY_TASK_MAX")
      let first = try number("SLURM_ARRAY_TASK_MIN")
      if count == nil, first == 1, tasks == last { count = tasks }
    case "JOB_COMPLETION_INDEX": self.init(scheduler: "Kubernetes", number: index + 1, count: ours)
    default:
      let size = try number("AWS_BATCH_JOB_ARRAY_SIZE")
      self.init(scheduler: "AWS Batch", number: index + 1, count: ours ?? size)
    }
  }

  private init(scheduler: String, number: Int, count: Int?, hint: String = "") {
    (self.scheduler, self.number, self.count, self.hint) = (scheduler, number, count, hint)
  }
}
