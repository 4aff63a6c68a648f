// The quantities of which a Landau potential is made: order parameters, strain, polarisation.
//
//     order parameter   Q → D(g) Q
//     polarisation      P → R P
//     strain            e → R e Rᵀ ,  on the orthonormal basis (e₁, e₂, e₃, e₄/√2, e₅/√2, e₆/√2)
//
// with e₄ = 2 e₂₃, e₅ = 2 e₁₃, e₆ = 2 e₁₂ (Voigt), so that every representation is orthogonal.

public import PhaseFitNumerics

/// A set of variables with the matrices by which the parent's operations transform them.
public struct TransformingQuantity: Sendable, Codable {
  /// The label of the irrep, `strain` or `polarisation`.
  public var label: String
  /// The names of the components, as `Q1`.
  public var variables: [String]
  /// Component of the orthogonal basis = scale × printed variable.
  public var scales: [Double]
  /// Real orthogonal matrices, one for each of the cell's operations.
  public var matrices: [Matrix]

  /// The components of an order parameter, named by a symbol and a number counted from 1.
  public init(_ irrep: PhysicalIrrep, symbol: String = "Q") {
    label = irrep.label
    variables = (0..<irrep.dimension).map { "\(symbol)\($0 + 1)" }
    scales = Array(repeating: 1, count: irrep.dimension)
    matrices = irrep.matrices
  }

  /// A quantity.
  public init(label: String, variables: [String], scales: [Double], matrices: [Matrix]) {
    self.label = label
    self.variables = variables
    self.scales = scales
    self.matrices = matrices
  }

  /// The number of components.
  public var dimension: Int { variables.count }

  /// The polarisation P1, P2, P3 along the Cartesian axes.
  public static func polarisation(in cell: CommensurateCell) -> TransformingQuantity {
    TransformingQuantity(
      label: "polarisation", variables: ["P1", "P2", "P3"], scales: [1, 1, 1],
      matrices: cell.operations.map(\.cartesian.dense))
  }

  /// The strain e1 … e6 in Voigt's notation (e4 = 2 e23) on the Cartesian axes.
  public static func strain(in cell: CommensurateCell) -> TransformingQuantity {
    let half = 0.5.squareRoot()
    return TransformingQuantity(
      label: "strain", variables: (1...6).map { "e\($0)" }, scales: [1, 1, 1, half, half, half],
      matrices: cell.operations.map { strainMatrix($0.cartesian) })
  }

  /// The action of a rotation on the orthonormal components of a symmetric tensor.
  static func strainMatrix(_ rotation: Matrix3) -> Matrix {
    Matrix(
      columnVectors: strainBasis.map { tensor in
        let image = rotation * tensor * rotation.transpose
        return strainBasis.map { (image.transpose * $0).trace }
      })
  }

  /// An orthonormal basis of the symmetric tensors, in Voigt's order.
  static let strainBasis: [Matrix3] = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)].map {
    first, second in
    var tensor = Matrix3.zero
    let value = first == second ? 1 : 0.5.squareRoot()
    tensor[first, second] = value
    tensor[second, first] = value
    return tensor
  }

  /// Whether the matrices fit the cell.
  func check(in cell: CommensurateCell) throws(ConsequenceError) {
    let fits = matrices.allSatisfy { $0.rows == dimension && $0.columns == dimension }
    guard matrices.count == cell.operations.count, fits else {
      let shape = matrices.first.map { "\($0.rows) × \($0.columns)" } ?? "none"
      throw ConsequenceError(
        .wrongShape,
        "\(label): \(matrices.count) matrices (the first \(shape)), expected "
          + "\(cell.operations.count) of \(dimension) × \(dimension), one for each operation of the "
          + "cell; take an irrep of this cell.")
    }
    guard dimension <= 254 else {
      throw ConsequenceError(
        .wrongShape,
        "\(label) has \(dimension) components, expected at most 254; take the irreps one by one.")
    }
  }
}

extension Matrix3 {
  /// The same matrix in the general form.
  var dense: Matrix { Matrix(rows: 3, columns: 3, elements: rowMajor) }
}

extension Array where Element == Matrix {
  /// A basis of the vectors that some of the matrices leave unchanged, in reduced row echelon form.
  ///
  ///     Fix_H = image of 1/|H| Σ_h D(h)
  ///
  /// - Parameter kept: the indices of the matrices, a group.
  /// - Returns: rows with a leading 1, so that the free parameters are components of the vector.
  func fixedBasis(of kept: [Int]) -> [[Double]] {
    guard let dimension = first?.rows, !kept.isEmpty else { return [] }
    var sum = [Double](repeating: 0, count: dimension * dimension)
    for index in kept {
      let elements = self[index].elements
      for position in elements.indices { sum[position] += elements[position] }
    }
    let scale = 1 / Double(kept.count)
    // The image of the symmetric projector is spanned by its rows.
    return (0..<dimension).map { row in
      (0..<dimension).map { scale * sum[row * dimension + $0] }
    }.reducedRowEchelonForm
  }
}

extension Array where Element == [Double] {
  /// The reduced row echelon form without rows of zeros.
  var reducedRowEchelonForm: [[Double]] {
    var rows = self
    var rank = 0
    for column in 0..<(first?.count ?? 0) {
      guard rank < rows.count,
        let pivot = (rank..<rows.count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > SparsePolynomial.rounding
      else { continue }
      rows.swapAt(rank, pivot)
      let leading = rows[rank][column]
      rows[rank] = rows[rank].map { $0 / leading }
      for other in rows.indices where other != rank && rows[other][column] != 0 {
        let factor = rows[other][column]
        rows[other] = zip(rows[other], rows[rank]).map { $0 - factor * $1 }
      }
      rank += 1
    }
    return rows.prefix(rank).map { row in
      row.map { abs($0) < SparsePolynomial.rounding ? 0 : $0 }
    }
  }
}
