public import PhaseFitNumerics

extension CommensurateCell {
  /// The images of a direction under operations of the cell, without those that differ in sign only.
  public func images(of direction: DistortionField, under indices: [Int]) -> [DistortionField] {
    let square = direction.dot(direction)
    var found = [direction]
    for index in indices {
      let image = operations[index](direction)
      if found.allSatisfy({ abs($0.dot(image)) < (1 - 1e-6) * square }) { found.append(image) }
    }
    return found
  }
}

/// An order parameter as each atom of a structure shows it.
///
///     q_i = (u_i · e_i) / (|e_i|² √n) ,    Q = Σ_i |e_i|² q_i / Σ_i |e_i|²
///
/// with e the direction of the order parameter, of unit norm on the common supercell of n primitive
/// cells of the parent, so that q_i = Q = Ap where all atoms follow the pattern.
public struct LocalOrderParameter: Sendable {
  /// The weight |e_i|² of each atom of the structure's cell; zero for atoms that take no part.
  public let weights: [Double]
  /// The local order parameter of each atom in the mean structure.
  public let means: [Double]
  /// The change of each local order parameter with the fractional coordinates of its atom.
  public let gradients: [Vector3]

  /// The order parameter along one direction in one member of a sweep.
  ///
  /// - Parameters:
  ///   - direction: a distortion of unit norm on the common supercell.
  ///   - member: the structure.
  ///   - sweep: the sweep to which both belong.
  public init(
    _ direction: DistortionField, in member: SweepEmbedding.Member, of sweep: SweepEmbedding
  ) {
    let cell = sweep.cell
    let lattice = cell.multiple.hermiteNormalForm
    let root = Double(cell.primitiveCellCount).squareRoot()
    let metric = sweep.parent.basis * member.embedding.multiple.real
    var weights: [Double] = []
    var means: [Double] = []
    var gradients: [Vector3] = []
    for pair in member.embedding.pairing {
      let index = lattice.position(ofClass: pair.cell)
      let pattern = direction.displacements[pair.parentAtom * cell.primitiveCellCount + index]
      let weight = dot(pattern, pattern)
      weights.append(weight)
      let scale = weight > 0 ? 1 / (weight * root) : 0
      means.append(scale * dot(pair.displacement, pattern))
      gradients.append(scale * (metric.transpose * pattern))
    }
    self.weights = weights
    self.means = means
    self.gradients = gradients
  }
}
