import Foundation

extension LineWeights.Convolution {
  /// 3 × 3 over every `stride`th row and column, nothing below 0, the largest of each `poolRows` rows.
  func callAsFunction(_ map: FeatureMap) -> FeatureMap {
    let rows = (map.rows + stride - 1) / stride, columns = (map.columns + stride - 1) / stride
    var sums = bias.flatMap { repeatElement($0, count: rows * columns) }
    add(
      Factor(values: weight), times: Factor(values: map.surroundings(stride: stride)),
      rows: out, inner: map.channels * 9, columns: rows * columns, to: &sums)
    let pooled = rows / poolRows
    var values = [Float](repeating: 0, count: out * pooled * columns)
    for channel in 0..<out {
      for y in 0..<pooled * poolRows {
        let from = (channel * rows + y) * columns, to = (channel * pooled + y / poolRows) * columns
        for x in 0..<columns { values[to + x] = max(values[to + x], sums[from + x]) }
      }
    }
    return FeatureMap(channels: out, rows: pooled, columns: columns, values: values)
  }
}

extension LineWeights.Recurrence {
  /// Goes over the columns and writes its state at each to `states`, a row of `width` values a column, from `place` on.
  func run(over map: FeatureMap, into states: inout [Float], at place: Int, width: Int) {
    var inputs = (0..<map.columns).flatMap { _ in inputBias }
    // A column's features are its values in all channels and rows, so the map itself is features × columns.
    add(
      Factor(values: map.values, isTransposed: true), times: Factor(values: inputWeight, isTransposed: true),
      rows: map.columns, inner: `in`, columns: 3 * out, to: &inputs)
    var state = [Float](repeating: 0, count: out), gates = [Float](repeating: 0, count: 3 * out)
    for step in 0..<map.columns {
      let column = isReversed ? map.columns - 1 - step : step
      multiply(stateWeight, by: state, into: &gates)
      for unit in stride(from: 0, to: out, by: 8) {
        let input = column * 3 * out + unit
        let reset = sigmoid(eight(inputs, input) + eight(gates, unit) + eight(stateBias, unit))
        let update = sigmoid(eight(inputs, input + out) + eight(gates, out + unit) + eight(stateBias, out + unit))
        let new = hyperbolicTangent(
          eight(inputs, input + 2 * out) + reset * (eight(gates, 2 * out + unit) + eight(stateBias, 2 * out + unit)))
        let next = (1 - update) * new + update * eight(state, unit)
        for lane in 0..<8 {
          state[unit + lane] = next[lane]
          states[column * width + place + unit + lane] = next[lane]
        }
      }
    }
  }

  private func eight(_ values: [Float], _ place: Int) -> SIMD8<Float> {
    unsafe values.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: place * 4, as: SIMD8<Float>.self) }
  }
}

extension LineWeights.Linear {
  /// - Parameter rows: rows of `in` values.
  func callAsFunction(_ rows: [Float]) -> [Float] {
    let count = rows.count / `in`
    var sums = (0..<count).flatMap { _ in bias }
    add(
      Factor(values: rows), times: Factor(values: weight, isTransposed: true), rows: count, inner: `in`, columns: out, to: &sums
    )
    return sums
  }
}
