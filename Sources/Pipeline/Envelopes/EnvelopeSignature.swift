import Crypto
import CryptoExtras
package import Forms
package import Foundation

/// The signature over an envelope: RSA with SHA-256 (PKCS #1 v1.5), as Java's `SHA256withRSA` makes it.
package enum EnvelopeSignature {
  /// Names of the two files in a signed archive.
  static let envelope = "envelope.zip", signature = "signature"

  /// A supplier's public key.
  package struct Verifier: Sendable {
    private let key: _RSA.Signing.PublicKey

    /// - Throws: `Problem` where the file holds no public RSA key of 2048 bits or more, in PEM or DER.
    package init(_ file: URL) throws(Problem) {
      let data = try EnvelopeSignature.read(file)
      let pem = String(validating: data, as: UTF8.self).flatMap { try? _RSA.Signing.PublicKey(pemRepresentation: $0) }
      guard let key = pem ?? (try? _RSA.Signing.PublicKey(derRepresentation: data)) else {
        throw Problem(
          place: file.path, summary: "it holds no public RSA key of 2048 bits or more",
          remedy: "Give the supplier's public key in PEM or DER.")
      }
      self.key = key
    }

    /// - Throws: what reading the file throws.
    package func isValid(_ signature: Data, of file: URL) throws -> Bool {
      key.isValidSignature(
        .init(rawRepresentation: signature), for: try EnvelopeSignature.digest(file), padding: .insecurePKCS1v1_5)
    }
  }

  /// Our own private key.
  package struct Signer: Sendable {
    private let key: _RSA.Signing.PrivateKey

    /// - Throws: `Problem` where the file holds no private RSA key of 2048 bits or more in PEM, or a locked one.
    package init(_ file: URL) throws(Problem) {
      let data = try EnvelopeSignature.read(file)
      guard let text = String(validating: data, as: UTF8.self),
        let key = try? _RSA.Signing.PrivateKey(pemRepresentation: text)
      else {
        throw Problem(
          place: file.path, summary: "it holds no private RSA key of 2048 bits or more, or one with a password",
          remedy: "Give a key in PEM, such as 'openssl genrsa 3072' makes, readable by this user alone.")
      }
      self.key = key
    }

    package func signature(of data: Data) throws -> Data {
      try key.signature(for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation
    }
  }

  private static func read(_ file: URL) throws(Problem) -> Data {
    guard let data = try? Data(contentsOf: file) else {
      throw Problem(place: file.path, summary: "the key cannot be read", remedy: "Check its path and permissions.")
    }
    return data
  }

  private static func digest(_ url: URL) throws -> SHA256.Digest {
    let file = try FileHandle(forReadingFrom: url)
    var hash = SHA256()
    while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
    return hash.finalize()
  }
}
