import CryptoExtras
import Foundation

/// A password as it is kept: Scrypt (Percival, "Stronger key derivation via sequential memory-hard functions", 2009) with a salt of its own.
/// Its text tells the costs, so that they can be raised later: `scrypt$15$8$3$SALT$HASH`.
struct PasswordHash {
  /// N = 2^15, r = 8, p = 3: 32 MiB, one of the settings that OWASP's Password Storage Cheat Sheet holds for equal.
  struct Cost: Equatable, Sendable {
    var rounds = 15, blockSize = 8, parallelism = 3
  }

  let text: String

  init(_ password: String, cost: Cost = Cost()) throws {
    let salt = Data.random(16)
    let hash = try Self.derive(password, salt, cost)
    text =
      "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$\(salt.base64EncodedString())$\(hash.base64EncodedString())"
  }

  /// Whether `password` is the one; takes as long for any.
  static func matches(_ password: String, _ text: String) -> Bool {
    let parts = text.split(separator: "$"), numbers = parts.dropFirst().prefix(3).compactMap { Int($0) }
    guard parts.count == 6, parts[0] == "scrypt", numbers.count == 3, let salt = Data(base64Encoded: String(parts[4])),
      let hash = Data(base64Encoded: String(parts[5])),
      let made = try? derive(password, salt, Cost(rounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2]))
    else { return false }
    return made.isSame(as: hash)
  }

  /// The password in Unicode's composed form: two keyboards may spell one letter in two ways.
  private static func derive(_ password: String, _ salt: Data, _ cost: Cost) throws -> Data {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: 32,
      rounds: 1 << cost.rounds,
      blockSize: cost.blockSize, parallelism: cost.parallelism)
    return key.withUnsafeBytes { Data($0) }
  }
}

extension Data {
  /// Compares in the same time wherever they differ.
  func isSame(as other: Data) -> Bool {
    count == other.count && zip(self, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
