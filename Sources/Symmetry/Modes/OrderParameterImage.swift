// The finite group of the distinct matrices of an order parameter.
//
//     Ḡ = { D(g) : g ∈ G } ,   D = D₁ ⊕ D₂ ⊕ … for coupled irreps
//
// Everything about the directions of an order parameter depends on Ḡ alone; operations with equal
// matrices are kept together.

import PhaseFitNumerics

/// The distinct matrices of one irrep or of a direct sum of irreps.
package struct OrderParameterImage: Sendable {
  /// The dimension d of the order parameter.
  let dimension: Int
  /// The matrices, row-major, one after the other; the identity is first.
  let matrices: [Double]
  /// The number of distinct matrices.
  let count: Int
  /// For every operation the position of its matrix.
  let element: [Int]
  /// Two fixed symmetric matrices X without symmetry: tr(X P) tells subspaces apart.
  let probes: [[Double]]

  /// The largest difference of elements of equal matrices, of vectors that are left unchanged, and
  /// of the fingerprints of equal subspaces.
  ///
  /// Elements are algebraic numbers of small height with an error of rounding, some 10⁻¹⁴ after
  /// several products; different ones differ by far more.
  static let rounding = 1e-8

  /// The image of a direct sum of irreps of one cell.
  ///
  /// - Precondition: at least one irrep, all with the same number of matrices.
  package init(_ irreps: [PhysicalIrrep]) {
    let size = irreps.reduce(0) { $0 + $1.dimension }
    let operations = irreps.first?.matrices.count ?? 0
    precondition(
      irreps.allSatisfy { $0.matrices.count == operations } && operations > 0,
      "coupled irreps belong to one cell, found \(irreps.map(\.matrices.count)) matrices")
    var generator = SplitMix64(seed: 0x0D1_5EC7)
    func symmetric() -> [Double] {
      var matrix = [Double](repeating: 0, count: size * size)
      for row in 0..<size {
        for column in row..<size {
          let value = Double.random(in: -1...1, using: &generator)
          matrix[row * size + column] = value
          matrix[column * size + row] = value
        }
      }
      return matrix
    }
    probes = [symmetric(), symmetric()]
    let weights = (0..<size * size).map { _ in Double.random(in: -1...1, using: &generator) }

    var matrices: [Double] = []
    var element: [Int] = []
    var index = FingerprintIndex()
    var count = 0
    for operation in 0..<operations {
      var matrix = [Double](repeating: 0, count: size * size)
      var offset = 0
      for irrep in irreps {
        let entries = irrep.matrices[operation].elements
        for row in 0..<irrep.dimension {
          for column in 0..<irrep.dimension {
            matrix[(offset + row) * size + offset + column] =
              entries[row * irrep.dimension + column]
          }
        }
        offset += irrep.dimension
      }
      let fingerprint = zip(weights, matrix).reduce(0) { $0 + $1.0 * $1.1 }
      let known = index.candidates(fingerprint).first { candidate in
        let start = candidate * size * size
        return matrix.indices.allSatisfy {
          abs(matrix[$0] - matrices[start + $0]) < Self.rounding
        }
      }
      if let known {
        element.append(known)
      } else {
        index.insert(fingerprint, value: count)
        element.append(count)
        matrices += matrix
        count += 1
      }
    }
    dimension = size
    self.matrices = matrices
    self.element = element
    self.count = count
  }

  /// The image of a vector under one matrix.
  func apply(_ matrix: Int, to vector: [Double]) -> [Double] {
    let size = dimension
    var result = [Double](repeating: 0, count: size)
    matrices.withUnsafeBufferPointer { entries in
      vector.withUnsafeBufferPointer { vector in
        for row in 0..<size {
          let start = (matrix * size + row) * size
          var sum = 0.0
          for column in 0..<size { sum += entries[start + column] * vector[column] }
          result[row] = sum
        }
      }
    }
    return result
  }

  /// The matrices that leave every vector of a list unchanged.
  func stabiliser(of vectors: [[Double]]) -> [Int] {
    let size = dimension
    return matrices.withUnsafeBufferPointer { entries in
      (0..<count).filter { matrix in
        vectors.allSatisfy { vector in
          vector.withUnsafeBufferPointer { vector in
            for row in 0..<size {
              let start = (matrix * size + row) * size
              var sum = -vector[row]
              for column in 0..<size { sum += entries[start + column] * vector[column] }
              if abs(sum) > Self.rounding { return false }
            }
            return true
          }
        }
      }
    }
  }

  /// The operations whose matrices belong to a set.
  func operations(of matrices: [Int]) -> [Int] {
    let members = Set(matrices)
    return element.indices.filter { members.contains(element[$0]) }
  }

  /// An orthonormal basis of the vectors that all matrices of a list leave unchanged.
  func fixedSpace(of matrices: [Int]) -> [[Double]] {
    var space = (0..<dimension).map { axis in (0..<dimension).map { $0 == axis ? 1.0 : 0 } }
    for matrix in matrices where !space.isEmpty { space = fixed(of: matrix, in: space) }
    return space
  }

  /// The part of a space, given by an orthonormal basis, that one matrix leaves unchanged.
  func fixed(of matrix: Int, in space: [[Double]]) -> [[Double]] {
    // Vectors Σ c_i b_i with Σ c_i (D − 1) b_i = 0.
    var columns = space.map { vector in
      zip(apply(matrix, to: vector), vector).map { $0 - $1 }
    }
    let rank = space.count
    if columns.allSatisfy({ $0.allSatisfy { abs($0) < Self.rounding } }) { return space }
    // Elimination by columns with a record of the combinations: what vanishes is the kernel.
    var combinations = (0..<rank).map { index in (0..<rank).map { $0 == index ? 1.0 : 0 } }
    var done = 0
    while done < rank {
      var best = (value: Self.pivotThreshold, column: -1, row: -1)
      for column in done..<rank {
        for row in 0..<dimension where abs(columns[column][row]) > best.value {
          best = (abs(columns[column][row]), column, row)
        }
      }
      guard best.column >= 0 else { break }
      columns.swapAt(done, best.column)
      combinations.swapAt(done, best.column)
      for column in (done + 1)..<max(rank, done + 1) {
        let factor = columns[column][best.row] / columns[done][best.row]
        if factor == 0 { continue }
        for row in 0..<dimension { columns[column][row] -= factor * columns[done][row] }
        for row in 0..<rank { combinations[column][row] -= factor * combinations[done][row] }
      }
      done += 1
    }
    let kernel = combinations[done...].map { coefficients in
      (0..<dimension).map { row in
        (0..<rank).reduce(0) { $0 + coefficients[$1] * space[$1][row] }
      }
    }
    return Self.orthonormalised(kernel)
  }

  /// The least pivot that is not rounding.
  private static let pivotThreshold = 1e-6

  /// The fingerprints tr(X P) of a subspace given by an orthonormal basis.
  func fingerprints(of space: [[Double]]) -> [Double] {
    probes.map { probe in
      space.reduce(0) { sum, vector in sum + quadraticForm(probe, vector) }
    }
  }

  private func quadraticForm(_ matrix: [Double], _ vector: [Double]) -> Double {
    let size = dimension
    var sum = 0.0
    matrix.withUnsafeBufferPointer { matrix in
      vector.withUnsafeBufferPointer { vector in
        for row in 0..<size where vector[row] != 0 {
          var inner = 0.0
          for column in 0..<size { inner += matrix[row * size + column] * vector[column] }
          sum += vector[row] * inner
        }
      }
    }
    return sum
  }

  /// An orthonormal basis of the span of independent vectors, by Gram–Schmidt, twice for accuracy.
  static func orthonormalised(_ vectors: [[Double]]) -> [[Double]] {
    var basis: [[Double]] = []
    for var vector in vectors {
      for _ in 0..<2 {
        for known in basis {
          var overlap = 0.0
          for index in known.indices { overlap += known[index] * vector[index] }
          for index in known.indices { vector[index] -= overlap * known[index] }
        }
      }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > pivotThreshold else { continue }
      basis.append(vector.map { $0 / length })
    }
    return basis
  }
}

/// Values found again by a real number that is known up to rounding.
struct FingerprintIndex {
  private var bins: [Int: [(fingerprint: Double, value: Int)]] = [:]

  /// Enters a value under a number.
  mutating func insert(_ fingerprint: Double, value: Int) {
    bins[Self.bin(fingerprint), default: []].append((fingerprint, value))
  }

  /// The values whose numbers agree up to rounding, in the order of insertion within a bin.
  func candidates(_ fingerprint: Double) -> [Int] {
    let bin = Self.bin(fingerprint)
    return (bin - 1...bin + 1).flatMap { bins[$0] ?? [] }
      .filter { abs($0.fingerprint - fingerprint) < OrderParameterImage.rounding }
      .map(\.value)
  }

  private static func bin(_ fingerprint: Double) -> Int {
    Int((fingerprint / OrderParameterImage.rounding).rounded())
  }
}
