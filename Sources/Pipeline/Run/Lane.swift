import Dispatch

/// Runs an actor's work on a Dispatch queue of its own, so that C handles stay with one queue.
final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(_ label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}

/// Lends lanes to one caller at a time; who finds none waits.
actor LanePool<Lane: Actor> {
  private var idle: [Lane]
  private var waiting: [CheckedContinuation<Lane, Never>] = []

  init(_ lanes: [Lane]) { idle = lanes }

  func lend() async -> Lane {
    if let lane = idle.popLast() { return lane }
    return await withCheckedContinuation { waiting.append($0) }
  }

  func takeBack(_ lane: Lane) {
    if waiting.isEmpty { idle.append(lane) } else { waiting.removeFirst().resume(returning: lane) }
  }
}
