import PhaseFitNumerics

/// An operation of the parent, by index, followed by a lattice translation.
struct DomainOperation {
  /// The index of the operation in the parent.
  var index: Int
  /// The lattice translation in the primitive basis.
  var cell: SIMD3<Int>

  /// The identity, which is the parent's first operation.
  static let identity = DomainOperation(index: 0, cell: SIMD3(0, 0, 0))

  /// Whether nothing is moved.
  var isIdentity: Bool { index == 0 && cell == SIMD3(0, 0, 0) }

  /// The operation itself, in the parent's primitive basis.
  func operation(in parent: ParentStructure) -> SymmetryOperation {
    let base = parent.operations[index]
    return SymmetryOperation(
      rotation: base.rotation,
      translation: zip(base.translation, [cell.x, cell.y, cell.z]).map { $0 + Rational($1) })
  }

  /// The operation that makes a distortion most like a reference.
  ///
  /// Among equal overlaps the smaller common supercell wins, then the earlier operation, so that a
  /// structure already in the right domain stays as it is.
  static func aligning(
    _ distortion: PeriodicDistortion, with reference: PeriodicDistortion,
    parent: ParentStructure, scales: DistortionScales
  ) -> (DomainOperation, PeriodicDistortion) {
    var best = identity
    var bestOverlap = distortion.overlap(with: reference, scales: scales)
    var bestSize = IntegerMatrix3.intersection(distortion.lattice, reference.lattice).determinant
    let scale =
      (distortion.overlap(with: distortion, scales: scales)
      * reference.overlap(with: reference, scales: scales)).squareRoot()
    // Overlaps that differ by less than this part of their bound are equal up to rounding.
    let margin = 1e-9 * scale
    for index in parent.operations.indices {
      // A translation t only renames the cells of the rotated image: (t u)(r) = u(r − t).
      let image = distortion.transformed(by: index, then: SIMD3(0, 0, 0), in: parent)
      let common = IntegerMatrix3.intersection(image.lattice, reference.lattice)
      let cells = common.cosetRepresentatives
      let (size, classes) = (cells.count, reference.classes(of: cells))
      for shift in image.cells {
        let overlap = image.overlap(
          classes: image.classes(of: cells.map { $0 &- shift }), with: reference,
          classes: classes, scales: scales)
        let isBetter =
          overlap > bestOverlap + margin || (overlap > bestOverlap - margin && size < bestSize)
        if isBetter {
          best = DomainOperation(index: index, cell: shift)
          (bestOverlap, bestSize) = (max(overlap, bestOverlap), size)
        }
      }
    }
    if best.isIdentity { return (best, distortion) }
    return (best, distortion.transformed(by: best.index, then: best.cell, in: parent))
  }
}

extension Embedding {
  /// The same child in another domain: `P' = W P`, `p' = W p + w`, displacements rotated,
  /// operations conjugated.
  func transformed(by domain: DomainOperation, parent: ParentStructure) -> Embedding {
    let operation = domain.operation(in: parent)
    if operation == .identity { return self }
    let cartesian = parent.cartesian(operation.rotation)
    let inverse = operation.inverse
    var result = self
    result.multiple = operation.rotation * multiple
    result.origin = operation(origin)
    result.lattice = (operation.rotation * lattice).hermiteNormalForm
    result.deformation = deformation * cartesian.transpose
    result.pairing = pairing.map { pair in
      let image = parent.siteImages[domain.index][pair.parentAtom]
      return Pair(
        parentAtom: image.atom, cell: operation.rotation * pair.cell &+ image.cell &+ domain.cell,
        displacement: cartesian * pair.displacement)
    }
    result.operations = operations.map { operation * $0 * inverse }
    return result
  }
}
