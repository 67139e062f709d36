import CBLAS
import Synchronization

/// A matrix to multiply, row by row.
struct Factor {
  var values: [Float]
  /// Whether it is to be taken with rows and columns exchanged.
  var isTransposed = false
}

/// Adds the product of a (`rows` × `inner`) and b (`inner` × `columns`) to `sum` (`cblas_sgemm`).
func add(_ a: Factor, times b: Factor, rows: Int, inner: Int, columns: Int, to sum: inout [Float]) {
  precondition(a.values.count == rows * inner && b.values.count == inner * columns && sum.count == rows * columns)
  blas.withLock { _ in
    unsafe cblas_sgemm(
      CblasRowMajor, a.isTransposed ? CblasTrans : CblasNoTrans, b.isTransposed ? CblasTrans : CblasNoTrans,
      Int32(rows), Int32(columns), Int32(inner), 1, a.values, Int32(a.isTransposed ? rows : inner),
      b.values, Int32(b.isTransposed ? inner : columns), 1, &sum, Int32(columns))
  }
}

/// Replaces `product` by that of a matrix and a vector (`cblas_sgemv`).
func multiply(_ matrix: [Float], by vector: [Float], into product: inout [Float]) {
  precondition(matrix.count == vector.count * product.count)
  blas.withLock { _ in
    unsafe cblas_sgemv(
      CblasRowMajor, CblasNoTrans, Int32(product.count), Int32(vector.count), 1, matrix, Int32(vector.count), vector, 1, 0,
      &product, 1)
  }
}

/// Held while the library works. Debian's OpenBLAS without threads hands two callers at a time the same scratch memory, and their
/// products come out wrong without a word; one with threads is kept to the caller's, for lanes are threads enough.
private let blas: Mutex<Void> = {
  OpenBLAS.useWideVectors()
  openblas_set_num_threads(1)
  return Mutex(())
}()
