// The matrices of the irreps of O(3) in the real basis of the spherical harmonics.
//
//     Y(R r) = D(R) Y(r) ,   D_p(R) = D(R det R) · p  where det R = −1
//
// Degree 0 is 1, degree 1 is R itself (components x, y, z), and each further degree is the part of
// D^{l−1} ⊗ D¹ that the Clebsch–Gordan tensor selects:
//
//     D^l_kk' = (2l + 1) Σ C_ijk D^{l−1}_ii' R_jj' C_i'j'k' ,   C = C^{l−1,1,l}.

public import PhaseFitNumerics

/// The orthogonal matrix that represents a rotation or rotoinversion in one irrep.
public struct WignerMatrix: Sendable, Hashable {
  /// The irrep.
  public let irrep: Irrep
  /// The elements, row by row.
  public let elements: [Double]

  /// The matrix of `irrep` at an orthogonal matrix, proper or improper.
  public init(_ irrep: Irrep, at matrix: Matrix3) {
    self = WignerMatrix.ladder(upTo: irrep.degree, parity: irrep.parity, at: matrix)[irrep.degree]
  }

  /// The matrices of degrees 0 … `maximumDegree` of one parity.
  public static func ladder(
    upTo maximumDegree: Int, parity: Parity, at matrix: Matrix3
  ) -> [WignerMatrix] {
    matrix.rowMajor.requireFinite("element of the matrix")
    let isImproper = matrix.determinant < 0
    let proper = isImproper ? -1 * matrix : matrix
    let vector = proper.rowMajor
    var matrices: [[Double]] = [[1], vector]
    while matrices.count <= maximumDegree {
      let degree = matrices.count
      let (lower, dimension) = (matrices[degree - 1], 2 * degree + 1)
      let terms = ClebschGordan(degree - 1, 1, degree).terms
      var next = [Double](repeating: 0, count: dimension * dimension)
      for row in terms {
        for column in terms {
          next[row.product * dimension + column.product] +=
            Double(dimension) * row.value * column.value
            * lower[row.first * (dimension - 2) + column.first]
            * vector[row.second * 3 + column.second]
        }
      }
      matrices.append(next)
    }
    let sign = isImproper ? Double(parity.rawValue) : 1
    return (0...maximumDegree).map {
      WignerMatrix(irrep: Irrep($0, parity), elements: matrices[$0].map { sign * $0 })
    }
  }

  private init(irrep: Irrep, elements: [Double]) {
    self.irrep = irrep
    self.elements = elements
  }

  /// The element in the given row and column, counted from 0 (m = −l).
  public subscript(row: Int, column: Int) -> Double {
    elements[row * irrep.dimension + column]
  }

  /// The image of a vector of 2l + 1 components.
  ///
  /// - Precondition: the number of components fits.
  public func callAsFunction(_ vector: [Double]) -> [Double] {
    precondition(
      vector.count == irrep.dimension,
      "\(irrep) has \(irrep.dimension) components, found \(vector.count)")
    vector.requireFinite("component")
    return (0..<irrep.dimension).map { row in
      vector.indices.reduce(0) { $0 + self[row, $1] * vector[$1] }
    }
  }

  /// The pullback of the action: the transposed matrix applied to a cotangent.
  ///
  /// - Precondition: the number of components fits.
  public func pullback(cotangent: [Double]) -> [Double] {
    precondition(
      cotangent.count == irrep.dimension,
      "\(irrep) has \(irrep.dimension) components, found \(cotangent.count) cotangents")
    cotangent.requireFinite("cotangent")
    return (0..<irrep.dimension).map { column in
      cotangent.indices.reduce(0) { $0 + self[$1, column] * cotangent[$1] }
    }
  }
}
