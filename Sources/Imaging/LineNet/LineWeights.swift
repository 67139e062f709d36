import Foundation

/// The weights of a network that reads lines as `Training/handprint/export.py` writes them: a JSON header, then half-precision values.
struct LineWeights: Sendable {
  struct Convolution: Sendable {
    let `in`, out, stride, poolRows: Int
    let weight, bias: [Float]
  }

  /// One direction of a gated recurrent layer; gates in the order reset, update, new.
  struct Recurrence: Sendable {
    let `in`, out: Int
    let isReversed: Bool
    let inputWeight, stateWeight, inputBias, stateBias: [Float]
  }

  struct Linear: Sendable {
    let `in`, out: Int
    let weight, bias: [Float]
  }

  private static let format = "formscan.handprint/1"
  private static let sizes = 1...4096

  /// Rows of a picture.
  let rows: Int
  /// Steps of the answer for each column of the last convolution.
  let stepsAColumn: Int
  let alphabet: [Character]
  let convolutions: [Convolution]
  let recurrences: [Recurrence]
  let linear: Linear

  /// Picture columns for each column of the last convolution.
  var pixelsAColumn: Int { convolutions.reduce(1) { $0 * $1.stride } }

  /// - Throws: `ImagingError` where the file is missing, is not such weights, or holds fewer than it says.
  init(contentsOf url: URL) throws {
    func refuse(_ detail: String) -> ImagingError { ImagingError(call: "LineNet", detail: "\(url.path): \(detail)") }
    guard let data = try? Data(contentsOf: url) else { throw refuse("the file cannot be read") }
    guard data.count > 4 else { throw refuse("the file is too short") }
    let length = (0..<4).reduce(0) { $0 | Int(data[data.startIndex + $1]) << (8 * $1) }
    guard length < data.count - 4, let header = try? JSONDecoder().decode(Header.self, from: data.dropFirst(4).prefix(length))
    else { throw refuse("the header cannot be read") }
    guard header.format == Self.format else { throw refuse("the format is '\(header.format)', not '\(Self.format)'") }
    guard (1...256).contains(header.rows),
      header.layers.allSatisfy({ Self.sizes.contains($0.in) && Self.sizes.contains($0.out) })
    else {
      throw refuse("a layer's size makes no sense")
    }
    let halves = [UInt8](data.dropFirst(4 + length))
    func values(_ place: [Int]?, _ count: Int) throws -> [Float] {
      guard let place, place.count == 2, place[1] == count, place[0] >= 0, place[0] <= halves.count / 2 - count else {
        throw refuse("values are missing: the file is cut off, or a layer has not as many as its size asks for")
      }
      return (place[0]..<place[0] + count).map { at in
        Float(Float16(bitPattern: UInt16(halves[2 * at]) | UInt16(halves[2 * at + 1]) << 8))
      }
    }
    rows = header.rows
    stepsAColumn = header.stepsAColumn
    alphabet = Array(header.alphabet)
    convolutions = try header.layers.filter { $0.kind == "convolution" }.map { layer in
      Convolution(
        in: layer.in, out: layer.out, stride: layer.stride ?? 1, poolRows: layer.poolRows ?? 1,
        weight: try values(layer.weight, layer.out * layer.in * 9), bias: try values(layer.bias, layer.out))
    }
    guard header.layers.allSatisfy({ $0.kind != "gru" || $0.out % 8 == 0 }) else {
      throw refuse("a recurrent layer's size is no multiple of 8")
    }
    recurrences = try header.layers.filter { $0.kind == "gru" }.map { layer in
      Recurrence(
        in: layer.in, out: layer.out, isReversed: layer.reverse ?? false,
        inputWeight: try values(layer.inputWeight, 3 * layer.out * layer.in),
        stateWeight: try values(layer.stateWeight, 3 * layer.out * layer.out),
        inputBias: try values(layer.inputBias, 3 * layer.out), stateBias: try values(layer.stateBias, 3 * layer.out))
    }
    guard let last = header.layers.last, last.kind == "linear", last.out == stepsAColumn * (alphabet.count + 1),
      recurrences.reduce(0, { $0 + $1.out }) == last.in
    else { throw refuse("the last layer does not fit the alphabet") }
    linear = Linear(
      in: last.in, out: last.out, weight: try values(last.weight, last.out * last.in), bias: try values(last.bias, last.out))
    var (channels, height) = (1, rows)
    for layer in convolutions {
      guard layer.in == channels, layer.stride > 0, layer.poolRows > 0 else {
        throw refuse("a convolution does not fit the one before")
      }
      (channels, height) = (layer.out, ((height + layer.stride - 1) / layer.stride) / layer.poolRows)
    }
    guard recurrences.allSatisfy({ $0.in == channels * height }) else {
      throw refuse("the recurrent layer does not fit the convolutions")
    }
  }

  private struct Header: Decodable {
    var format: String
    var rows, stepsAColumn: Int
    var alphabet: String
    var layers: [Layer]
  }

  private struct Layer: Decodable {
    var kind: String
    var `in`, out: Int
    var stride, poolRows: Int?
    var reverse: Bool?
    /// The first value and how many.
    var weight, bias, inputWeight, stateWeight, inputBias, stateBias: [Int]?
  }
}
