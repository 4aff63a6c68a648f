// How an operation of the parent acts on distortions that are periodic in one lattice L:
//
//     (g u)(g r) = R u(r) ,   g r = W r + w + t
//
// The image is periodic in W L. Which site and which class of cells each one goes to is the same
// for all distortions with this lattice: a structure and its derivatives.

import PhaseFitNumerics

/// The action of one operation of the parent on distortions with one lattice.
struct PeriodicAction {
  /// The lattice of the images, in Hermite normal form.
  var lattice: IntegerMatrix3
  /// The orthogonal matrix R on Cartesian vectors.
  var cartesian: Matrix3
  /// The atom of the primitive cell onto which each atom is carried.
  var atoms: [Int]
  /// For each atom and each class of cells the class of the image.
  var classes: [[Int]]

  /// The action of an operation.
  ///
  /// - Parameters:
  ///   - operation: the index of the operation in the parent.
  ///   - cell: the lattice translation that is applied after it.
  ///   - lattice: the lattice of the distortions, in Hermite normal form.
  ///   - parent: the parent.
  init(
    _ operation: Int, then cell: SIMD3<Int>, on lattice: IntegerMatrix3, in parent: ParentStructure
  ) {
    let rotation = parent.operations[operation].rotation
    let image = (rotation * lattice).hermiteNormalForm
    let carried = lattice.cosetRepresentatives.map { rotation * $0 &+ cell }
    self.lattice = image
    cartesian = parent.cartesian(rotation)
    atoms = parent.siteImages[operation].map(\.atom)
    classes = parent.siteImages[operation].map { site in
      carried.map { image.position(ofClass: $0 &+ site.cell) }
    }
  }

  /// The actions of a child's operations; those without a counterpart in the parent are left out.
  static func group(
    _ operations: [SymmetryOperation], on lattice: IntegerMatrix3, in parent: ParentStructure
  ) -> [PeriodicAction] {
    operations.compactMap { operation in
      guard
        let index = parent.operations.firstIndex(where: { $0.rotation == operation.rotation })
      else { return nil }
      let shift = zip(operation.translation, parent.operations[index].translation).map {
        ($0 - $1).numerator
      }
      return PeriodicAction(
        index, then: SIMD3(shift[0], shift[1], shift[2]), on: lattice, in: parent)
    }
  }
}

extension IntegerMatrix3 {
  /// The position of a vector's class in `cosetRepresentatives`.
  ///
  /// - Precondition: the matrix is in Hermite normal form.
  func position(ofClass vector: SIMD3<Int>) -> Int {
    let reduced = reduce(vector)
    return (reduced.x * self[1, 1] + reduced.y) * self[2, 2] + reduced.z
  }
}
