// The matrices of all irreps of O(3) up to a degree at one orthogonal matrix.
//
//     D(R) = ⊕ D_Γ(R)

public import PhaseFitNumerics

/// The matrices that represent one rotation or rotoinversion, prepared up to a degree.
public struct IrrepMatrices: Sendable {
  private let even: [WignerMatrix]
  private let odd: [WignerMatrix]

  /// The matrices up to a degree at an orthogonal matrix, proper or improper.
  public init(at matrix: Matrix3, upTo maximumDegree: Int) {
    even = WignerMatrix.ladder(upTo: maximumDegree, parity: .even, at: matrix)
    odd = WignerMatrix.ladder(upTo: maximumDegree, parity: .odd, at: matrix)
  }

  /// The matrix of one irrep.
  ///
  /// - Precondition: the degree is within the prepared ones.
  public subscript(irrep: Irrep) -> WignerMatrix {
    precondition(
      irrep.degree < even.count,
      "matrices are prepared up to degree \(even.count - 1), found the irrep \(irrep)")
    return irrep.parity == .even ? even[irrep.degree] : odd[irrep.degree]
  }
}
