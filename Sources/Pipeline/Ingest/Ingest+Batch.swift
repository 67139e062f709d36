import Forms
import Foundation
import RecordStore

extension Ingest {
  /// Starts after which a batch that never comes to its end is divided, and a file that is alone is set aside.
  static let patience = (divide: 3, setAside: 20)
  /// MiB of a file that is looked at only to tell it from others.
  static let anySize = 65_536

  /// Reads a batch until each of its files is done with.
  func work(_ batch: String) async throws {
    begun(batch)
    try register(batch)
    while try !waiting(batch).isEmpty {
      try Task.checkCancellation()
      let starts = try store.begin(reading: batch), files = try waiting(batch)
      if starts > Self.patience.divide, files.count > 1 { return try await divide(batch, files) }
      if starts > Self.patience.setAside { return try setAside(batch, files) }
      // One page at a time, once a page is suspected: then it is known which one it is.
      let isSuspected = files.contains { $0.attempts > 0 }
      let job = BatchJob(
        name: batch, folder: folder.folder(of: batch), output: output.appendingPathComponent("batches/\(batch)"),
        workers: isSuspected ? 1 : workers)
      switch try await read(job) {
      case .finished(let account): if try close(batch, files, account) { return }
      case .died(let death):
        // Nobody knows which file it was.
        if try !blame(death, for: batch, files), files.count > 1 { return try await divide(batch, files) }
      // Neither says anything of the files.
      case .stopped:
        try store.takeBackStart(of: batch)
        throw CancellationError()
      case .unable(let problem, let status):
        try store.takeBackStart(of: batch)
        throw IngestStop(problem: problem, status: status)
      }
    }
    try moveOn(batch)
  }

  private func waiting(_ batch: String) throws -> [Arrival] { try store.arrivals(of: batch, .working) }

  /// Takes down what lies in the batch's folder; what came before, and what is no scan, is moved on at once, and what must wait for
  /// another file's end goes to a batch of its own.
  private func register(_ batch: String) throws {
    let place = folder.folder(of: batch), names = DropFolder.files(in: place)
    let before = Dictionary(uniqueKeysWithValues: try store.arrivals(of: batch).map { ($0.name, $0) })
    var arrivals: [Arrival] = [], twins: [String] = [], others: [String] = []
    for name in names {
      let arrival = arrival(name, of: batch), known = before[name]
      let isOther = known.map { $0.state != .working && $0.sha256 != arrival.sha256 } ?? false
      let same = try arrival.state == .working ? store.waiting(with: arrival.sha256) : []
      if isOther {
        others.append(name)
      } else if known == nil, (same + arrivals.filter { $0.sha256 == arrival.sha256 }).contains(where: { isThere($0.batch, $0.name) }) {
        twins.append(name)
      } else {
        arrivals.append(arrival)
        if known == nil, let problem = arrival.problem { say("\(name): \(problem.summary); to quarantine") }
      }
    }
    // Where there is nothing else, they wait here for a file of another batch.
    if !arrivals.isEmpty || !others.isEmpty { try putOff(twins + others, of: batch) }
    let known = try store.register(arrivals, in: batch, from: folder.place, isThere: isThere)
    for arrival in known where arrival.state == .working {
      if let problem = problem(with: arrival.name, of: batch) {
        try store.quarantine(arrival.name, of: batch, for: problem)
      }
    }
    try moveOn(batch, keeping: true)
  }

  /// What is to be taken down of a file in a batch's folder; one that is empty or cannot be read is quarantined from the beginning.
  private func arrival(_ name: String, of batch: String) -> Arrival {
    let file = folder.folder(of: batch).appendingPathComponent(name), time = store.now().ISO8601Format()
    var arrival = Arrival(batch: batch, name: name, sha256: "", bytes: 0, arrived: time)
    do throws(Problem) {
      arrival.sha256 = try ScanFile(url: file, name: name, received: nil, fileSize: Self.anySize).sha256
      arrival.bytes = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
      if arrival.bytes == 0 {
        throw Problem(place: name, summary: "it is empty", remedy: "Scan the paper again, and look whether the scanner's disk is full.")
      }
    } catch {
      (arrival.state, arrival.problem) = (.quarantined, error)
    }
    return arrival
  }

  private func isThere(_ batch: String, _ name: String) -> Bool {
    FileStatus(folder.folder(of: batch).appendingPathComponent(name).path) != nil
  }

  /// Moves files into a batch that comes after this one: those with the content of one that is not read yet, for only when it is they
  /// need not be; and those that have the name, in this batch, of one that was done with.
  private func putOff(_ names: [String], of batch: String) throws {
    if names.isEmpty { return }
    let other = try nextBatch()
    for name in names {
      try folder.move(
        folder.folder(of: batch).appendingPathComponent(name), to: folder.folder(of: other).appendingPathComponent(name))
    }
    say("\(batch): \(names.count) files wait in \(other) for others of the same content or name")
  }

  /// What keeps a file from being read at all.
  private func problem(with name: String, of batch: String) -> Problem? {
    let path = folder.folder(of: batch).appendingPathComponent(name).path
    if FileStatus(path) == nil {
      if FileStatus(folder.done.appendingPathComponent("\(batch)/\(name)").path) != nil {
        return Problem(
          place: name, summary: "it lies in done, and the store does not know that it was read",
          remedy: "If the store was restored from an older backup, put it into the drop folder again: it is read, once.")
      }
      return Problem(
        place: name, summary: "it is gone from the folder in which it waited to be read",
        remedy: "Find out who took it, and put it into the drop folder again: nothing of it is in the store.")
    }
    if FolderWalk.isScan(path) { return nil }
    if (name as NSString).pathExtension.lowercased() == "json" {
      return Problem(
        place: name, summary: "it is no supplier's statement",
        remedy: "A statement is JSON in UTF-8 with a list 'envelopes', each with its 'zip_file_name', and no key twice. Ask the supplier.")
    }
    return Problem(
      place: name, summary: "by its ending it is no scan",
      remedy: "If it is one, give it the ending of what it is (.pdf, .tif, .png, .jpg, .zip, .xml) and put it in again.")
  }

  /// Closes a batch that was read.
  ///
  /// - Returns: whether all of it is done with.
  private func close(_ batch: String, _ files: [Arrival], _ account: BatchAccount) throws -> Bool {
    let taken = files.compactMap(account.taken).map { file in
      let now = self.arrival(file.arrival.name, of: batch)
      return now.sha256 == file.arrival.sha256 ? file : file.changed(isGone: !isThere(batch, file.arrival.name))
    }
    try store.take(taken, of: batch)
    if let summary = account.summary {
      say(
        "\(batch): \(taken.count) files, \(summary.pages) pages, \(summary.documents) documents, \(summary.review) of them to review, "
          + "\(taken.count { $0.arrival.state == .quarantined }) files to quarantine")
    }
    try moveOn(batch)
    // The disk is full, or the store could not be written: another try now would end the same.
    guard taken.count == files.count else {
      let reason = account.summary?.unwritten ?? account.summary?.problems.last
      throw reason ?? Problem(place: batch, summary: "it was not read to its end", remedy: "The next start goes on with it.")
    }
    return true
  }

  /// Counts a death against the files whose pages were in work; sets aside those that were often enough.
  ///
  /// - Returns: whether any file answers for it.
  private func blame(_ death: BatchDeath, for batch: String, _ files: [Arrival]) throws -> Bool {
    let places = Dictionary(grouping: death.inFlight.keys) { place in
      files.first { place.file == $0.name || place.file.hasPrefix($0.name + "/") }?.name ?? ""
    }
    let blamed = places.keys.filter { !$0.isEmpty }
    // With nothing in work, it is the batch as a whole; alone, a file answers for it.
    let names = blamed.isEmpty && files.count == 1 ? [files[0].name] : Array(blamed)
    try store.blame(names, of: batch)
    say(
      "\(batch): the process that read it \(death.words); \(names.isEmpty ? "no page was in work" : "\(names.count) files in work")"
    )
    for file in try store.arrivals(of: batch, .working) where names.contains(file.name) && file.attempts >= settings.attempts {
      let place = places[file.name]?.first
      let at =
        place.map { "on page \($0.index + 1), at the stage '\(death.inFlight[$0]?.rawValue ?? "")'" } ?? "with none of its pages in work"
      try store.quarantine(
        file.name, of: batch,
        for: Problem(
          place: file.name, summary: "what reads it \(death.words), \(file.attempts) times, last \(at)",
          remedy: "Scan the paper again" + (death.setting.map { ", or \($0)" } ?? "")
            + "; report it with the file if it comes again."))
      say("\(file.name): to quarantine")
    }
    try moveOn(batch, keeping: true)
    return !names.isEmpty
  }

  /// Makes two batches of one that does not come to its end, so that what can be read is.
  private func divide(_ batch: String, _ files: [Arrival]) async throws {
    let half = files.suffix(files.count / 2).map(\.name), other = try nextBatch()
    say("\(batch): began \(Self.patience.divide) times without an end; \(half.count) of its files go to \(other)")
    try store.forgetStarts(of: batch)
    // A cut after this line leaves files here that the store has there: they are registered where they lie, for this batch comes first.
    try store.move(half, of: batch, to: other)
    for name in half {
      let place = folder.folder(of: other).appendingPathComponent(name)
      try folder.move(folder.folder(of: batch).appendingPathComponent(name), to: place)
    }
    try await work(batch)
    try await work(other)
  }

  private func setAside(_ batch: String, _ files: [Arrival]) throws {
    for file in files {
      try store.quarantine(
        file.name, of: batch,
        for: Problem(
          place: file.name,
          summary: "it was begun \(Self.patience.setAside) times and never read to its end: each time the whole job ended",
          remedy: "Find out what ended the job (memory, power, a service manager). Then put the file in again."))
    }
    try moveOn(batch)
  }

  /// Moves files to where they belong by what the store says of them.
  ///
  /// - Parameter keeping: whether files wait to be read; else the folder goes.
  private func moveOn(_ batch: String, keeping: Bool = false) throws {
    let place = folder.folder(of: batch), arrivals = try store.arrivals(of: batch).filter { $0.state != .working }
    let bad = arrivals.filter { $0.state == .quarantined }
    // Before the files, so that none ever lies there without.
    if !bad.isEmpty { try folder.explain(bad, of: batch) }
    for arrival in arrivals {
      let target = arrival.state == .quarantined ? folder.quarantine : folder.done
      try folder.move(
        place.appendingPathComponent(arrival.name), to: target.appendingPathComponent("\(batch)/\(arrival.name)"))
    }
    if !keeping { folder.clear(batch) }
  }
}

extension TakenFile {
  /// What is said of a file that is not any more what was read.
  fileprivate func changed(isGone: Bool) -> TakenFile {
    var file = self
    (file.arrival.state, file.numbers, file.scans) = (.quarantined, [], [:])
    file.envelope?.status = .refused
    file.arrival.problem =
      isGone
      ? Problem(
        place: arrival.name, summary: "it went from the folder in which it was being read",
        remedy: "Find out who took it, and put it into the drop folder again. What was read of it before, if anything, is in the store.")
      : Problem(
        place: arrival.name, summary: "it was written to while it was read: it had stood still before it was whole",
        remedy: "Put it into the drop folder again, whole. What was read of its part is in the store: reject that there.")
    return file
  }
}
