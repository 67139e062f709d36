import Foundation
import Forms
import RecordStore

extension BatchAccount {
  /// What became of a file that a run to the end was asked to read; nil where it was not read to its end, or where something of the run
  /// could not be written: nobody knows of which files that was all.
  func taken(_ arrival: Arrival) -> TakenFile? {
    guard let summary, summary.unwritten == nil, !summary.unreadFiles.contains(where: { $0.isOf(arrival.name) }) else {
      return nil
    }
    var file = TakenFile(arrival)
    let scan = scan(arrival.name), parcel = summary.parcels?.first { $0.file == arrival.name }
    file.arrival.pages = scan.pages
    file.arrival.failedPages = scan.failedPages
    (file.arrival.documents, file.arrival.waiting, file.arrival.seconds) = (scan.documents, scan.waiting, scan.seconds)
    file.arrival.strays = summary.strays.count { $0.kind == .unknown && $0.file.isOf(arrival.name) }
    file.arrival.problem = problem(of: arrival.name)
    file.arrival.state =
      isReadable(scan, parcel) ? .done : summary.hasRead(arrival.sha256, besides: arrival.name) ? .duplicate : .quarantined
    if file.arrival.state == .quarantined, file.arrival.problem == nil {
      file.arrival.problem = Problem(
        place: arrival.name, summary: "nothing in it could be read",
        remedy: "Look at it; if it is a scan, scan the paper again.")
    }
    if let parcel {
      let unread = parcel.scans.filter { $0.unread == true }, free = Set(unread.compactMap(\.number))
      file.arrival.unreadScans = unread.count
      let read = parcel.scans.filter { $0.unread != true }
      file.scans = Dictionary(read.map { ($0.sha256, $0.name) }) { first, _ in first }
      file.numbers = (parcel.numbers ?? []).filter { !free.contains($0) }
      if Intake.kind(arrival.name) == .envelope { file.envelope = ArrivedEnvelope(parcel) }
      if file.arrival.state == .quarantined { file.envelope?.status = .refused }
    }
    return file
  }

  /// An envelope or set that was taken and of which a scan was read, or need not be; or a scan of which a page was decoded.
  private func isReadable(_ scan: Scan, _ parcel: RunSummary.Parcel?) -> Bool {
    if let parcel { return parcel.status != .refused && (parcel.scans.isEmpty || parcel.scans.contains { $0.unread != true }) }
    return scan.pages > scan.failedPages
  }
}

extension RunSummary {
  /// Whether the scan with this content lay in an envelope or a set of the same run too, and was read there.
  fileprivate func hasRead(_ sha256: String, besides file: String) -> Bool {
    (parcels ?? []).contains { parcel in
      parcel.file != file && parcel.status != .refused && parcel.scans.contains { $0.sha256 == sha256 && $0.unread != true }
    }
  }
}

extension String {
  /// Whether it names a file, or a scan that lay in it.
  func isOf(_ file: String) -> Bool { self == file || hasPrefix(file + "/") }
}

extension ArrivedEnvelope {
  fileprivate init(_ parcel: RunSummary.Parcel) {
    // The names of archives tell envelopes apart; folders do not.
    self.init(name: URL(fileURLWithPath: parcel.file).lastPathComponent, status: parcel.status, code: parcel.code)
    (numbers, payments, rescanFor) = (parcel.numbers ?? [], parcel.payments ?? [], parcel.rescanFor)
  }
}
