import Forms
import Testing

@testable import Pipeline

struct ShardNumberTests {
  private static func number(_ text: String, _ environment: [String: String] = [:]) throws -> String {
    try ShardNumber(text, environment: environment).description
  }

  @Test(arguments: ["1/1", "3/8", "8/8"]) func `a shard is named by its number from 1 and how many there are`(text: String)
    throws
  {
    #expect(try Self.number(text) == text)
  }

  @Test(arguments: ["0/8", "9/8", "-1/8", "3", "/8", "3/", "3/0", "3/8/2", "auto/0", "auto/x", "a/8", ""])
  func `what is no shard is refused, and the words say how to write one`(text: String) {
    let error = #expect(throws: Problem.self) { try Self.number(text) }
    #expect(error?.remedy?.contains("3/8") == true)
  }

  @Test func `Slurm's tasks count from 1, the others' from 0`() throws {
    #expect(try Self.number("auto/8", ["SLURM_ARRAY_TASK_ID": "8"]) == "8/8")
    #expect(try Self.number("auto/8", ["JOB_COMPLETION_INDEX": "0"]) == "1/8")
    #expect(try Self.number("auto", ["JOB_COMPLETION_INDEX": "7", "FORMSCAN_SHARDS": "8"]) == "8/8")
    #expect(try Self.number("auto", ["AWS_BATCH_JOB_ARRAY_INDEX": "2", "AWS_BATCH_JOB_ARRAY_SIZE": "3"]) == "3/3")
    let slurm = ["ID": "2", "MIN": "1", "MAX": "3", "COUNT": "3"]
    #expect(try Self.number("auto", slurm.slurm) == "2/3")
  }

  @Test(arguments: [
    ["ID": "0", "MIN": "0", "MAX": "2", "COUNT": "3"], ["ID": "3", "MIN": "3", "MAX": "3", "COUNT": "1"],
    ["ID": "5", "MIN": "1", "MAX": "9", "COUNT": "3"], ["ID": "2"],
  ])
  func `a part of an array, which does not say how many shards there are, is not taken for all of it`(slurm: [String: String]) {
    #expect(throws: Problem.self) { try Self.number("auto", slurm.slurm) }
  }

  @Test func `one task of an array that is run again has its old number`() throws {
    let slurm = ["ID": "3", "MIN": "3", "MAX": "3", "COUNT": "1"]
    #expect(try Self.number("auto/8", slurm.slurm) == "3/8")
  }

  @Test(arguments: [
    [:], ["SLURM_ARRAY_TASK_ID": "0"], ["SLURM_ARRAY_TASK_ID": "9"], ["SLURM_ARRAY_TASK_ID": "one"],
    ["JOB_COMPLETION_INDEX": "8"],
    ["SLURM_ARRAY_TASK_ID": "1", "JOB_COMPLETION_INDEX": "1"], ["JOB_COMPLETION_INDEX": "-1"],
  ])
  func `an environment that names no shard, or two, is refused`(environment: [String: String]) {
    #expect(throws: Problem.self) { try Self.number("auto/8", environment) }
  }
}

extension [String: String] {
  fileprivate var slurm: Self { Dictionary(uniqueKeysWithValues: map { ("SLURM_ARRAY_TASK_\($0)", $1) }) }
}
