import Forms
import Foundation
import Imaging

/// Opens one HMCTS envelope, and takes or refuses all of it before any page is read.
struct EnvelopeOpener {
  var unpacking: Unpacking
  var checks: EnvelopeChecks
  /// If there is one, envelopes must be signed.
  var verifier: EnvelopeSignature.Verifier?
  /// MiB that a scan may have.
  var fileSize: Int

  /// Metadata is small; MiB.
  static let metadataSize = 16

  /// What was opened, or refused so far as it was read.
  struct Opened {
    var accepted: EnvelopeChecks.Accepted
    var scans: [String: Unpacking.Entry]
    var isSigned: Bool
  }

  /// - Parameters:
  ///   - spool: an empty folder that takes what is unpacked.
  ///   - poBox: takes the PO box of an envelope that is refused for its metadata, for the answer.
  ///   - used: where a control number was met before.
  /// - Throws: `Problem` with the incumbent's code; `ImagingError` where the machine has no process to give.
  func callAsFunction(_ file: ScanFile, spool: URL, poBox: inout String?, used: (String) throws(Problem) -> String?) throws
    -> Opened
  {
    let zip = URL(fileURLWithPath: file.name).lastPathComponent
    var entries = try unpack(file.url, as: file.name, into: spool, folder: "outer")
    let isWrapped = Set(entries.map(\.name)) == [EnvelopeSignature.envelope, EnvelopeSignature.signature]
    guard isWrapped || verifier == nil else {
      throw Problem(
        .zipProcessingFailed, place: file.name, summary: "it is not an envelope.zip with its signature, and nothing else",
        remedy: "Have the supplier sign it; a pipeline without envelopes.publicKey takes it unsigned.")
    }
    if isWrapped {
      try verify(entries, of: file)
      let inner = entries.first { $0.name == EnvelopeSignature.envelope }!
      entries = try unpack(inner.url, as: file.name, into: spool, folder: "inner")
    }
    for (index, entry) in entries.enumerated() where entry.size > fileSize << 20 {
      throw Problem(
        .fileLimitExceeded, place: "\(file.name) file \(index + 1)", summary: "it is larger than \(fileSize) MiB",
        remedy: "Have the supplier split the scan, or raise limits.fileSize.")
    }
    let metadata = entries.first { $0.name.hasSuffix(".json") }
    if let metadata, metadata.size > Self.metadataSize << 20 {
      throw Problem(
        .metafileInvalid, place: file.name, summary: "its metadata is larger than \(Self.metadataSize) MiB",
        remedy: "Have the supplier mend it and send it again.")
    }
    let json = try metadata.map { try Data(contentsOf: $0.url) }
    var accepted: EnvelopeChecks.Accepted
    do { accepted = try checks(zip: zip, at: file.name, files: entries.map(\.name), metadata: json, used: used) } catch {
      poBox = json.flatMap(EnvelopeMetadata.poBox)
      throw error
    }
    if isWrapped, verifier == nil {
      accepted.warnings.append("its signature was not checked: the pipeline names no key (envelopes.publicKey)")
    }
    let scans = Dictionary(entries.map { ($0.name, $0) }) { first, _ in first }
    return Opened(accepted: accepted, scans: scans, isSigned: isWrapped && verifier != nil)
  }

  private func unpack(_ archive: URL, as name: String, into spool: URL, folder: String) throws -> [Unpacking.Entry] {
    let folder = spool.appendingPathComponent(folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do { return try unpacking(archive, .zip, into: folder) } catch let refused as UnpackFault {
      var problem = Problem(refused, place: name)
      let isSize: Bool = [.tooManyBytes, .entryTooLarge, .tooMuchInside].contains(refused.fault.kind)
      problem.code = (isSize ? EnvelopeCode.fileLimitExceeded : .zipProcessingFailed).rawValue
      throw problem
    }
  }

  private func verify(_ entries: [Unpacking.Entry], of file: ScanFile) throws {
    guard let verifier, let envelope = entries.first(where: { $0.name == EnvelopeSignature.envelope }),
      let signature = entries.first(where: { $0.name == EnvelopeSignature.signature })
    else { return }
    if signature.size <= 4096, try verifier.isValid(Data(contentsOf: signature.url), of: envelope.url) { return }
    throw Problem(
      .signatureVerifyFailed, place: file.name, summary: "its signature is not the supplier's over this envelope.zip",
      remedy: "Check envelopes.publicKey; if it is the supplier's key, do not use the envelope, and ask the supplier about it.")
  }
}
