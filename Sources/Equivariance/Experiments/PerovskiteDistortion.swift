// The displacements of a cubic perovskite ABO3 on its way to a ferroelectric phase.
//
// Five atoms with their species as the only features, periodic, cubic with a = 3.905 Å; the target
// is a displacement u in ångström for each atom, its mean removed. Every site has inversion, so
// that the mean of a displacement field over the cubic group vanishes and a strictly equivariant
// network cannot do better than |u|².
//
// P4mm is the tetragonal phase of BaTiO3 (c = 4.10266 Å and the coordinates z of its five atoms, as
// published with the perovskite example of the relaxed-weights work, arXiv:2407.20471); Amm2 and
// R3m move B by 0.10 Å against 0.04 Å of oxygen along [110] and [111].

import PhaseFitNumerics

extension RelaxationExperiment {
  /// The names of all perovskite distortions.
  public static let perovskiteNames = ["to_P4mm", "to_Amm2", "to_R3m"]

  /// A distortion of cubic ABO3.
  ///
  /// - Parameters:
  ///   - name: one of `perovskiteNames`.
  ///   - maximumRelaxedDegree: the degree to which relaxed weights are kept.
  ///   - hiddenWidth: the width of the radial networks.
  /// - Returns: nil for another name.
  /// - Throws: `EquivarianceError` where the structure gives no graph.
  public static func perovskite(
    _ name: String, maximumRelaxedDegree: Int = 3, hiddenWidth: Int = 32
  ) throws(EquivarianceError) -> RelaxationExperiment? {
    guard let displacements = displacements(name) else { return nil }
    let edge = 3.905
    let lattice = Matrix3(diagonal: Vector3(repeating: edge))
    // A, B, and oxygen in the faces normal to z, y and x.
    let positions = [
      Vector3.zero, Vector3(0.5, 0.5, 0.5), Vector3(0.5, 0.5, 0), Vector3(0.5, 0, 0.5),
      Vector3(0, 0.5, 0.5),
    ].map { edge * $0 }
    let cutoff = 3.0
    let hidden = Irreps([
      Irreps.Block(multiplicity: 4, irrep: Irrep(0, .even)),
      Irreps.Block(multiplicity: 4, irrep: Irrep(1, .odd)),
      Irreps.Block(multiplicity: 2, irrep: Irrep(2, .even)),
    ])
    let vector = Irreps([Irrep(1, .odd)])
    func convolution(_ input: Irreps, _ output: Irreps) -> RelaxedConvolution {
      RelaxedConvolution(
        input, to: output, edges: .sphericalHarmonics(upTo: 2),
        relaxed: RelaxedWeights(upTo: maximumRelaxedDegree),
        radialEmbedding: .basis(RadialBasis(.smoothFinite, on: 0...cutoff, count: 8)),
        hiddenWidths: [hiddenWidth], activation: .silu, neighbourCount: 12)
    }
    let species = Irreps([Irreps.Block(multiplicity: 3, irrep: Irrep(0, .even))])
    return RelaxationExperiment(
      name: name, positions: positions, lattice: lattice,
      graph: try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: cutoff),
      features: [1, 0, 0, 0, 1, 0] + [0, 0, 1] + [0, 0, 1] + [0, 0, 1],
      target: displacements.flatMap { [$0.x, $0.y, $0.z] }, irreps: vector,
      network: ConvolutionStack([convolution(species, hidden), convolution(hidden, vector)]),
      sourceGroup: .cube, publishedLoss: nil)
  }

  private static func displacements(_ name: String) -> [Vector3]? {
    let raw: [Vector3]
    switch name {
    case "to_P4mm":
      // Ba, Ti, oxygen beside Ti in the plane (twice), oxygen above it; fractions of c.
      let (c, z) = (4.10266, (ba: 0.582541, ti: 0.100043, plane: 0.064221, apex: 0.548972))
      let heights = [z.ba - 0.5, z.ti, z.apex - 0.5, z.plane, z.plane]
      raw = heights.map { Vector3(0, 0, c * $0) }
    case "to_Amm2", "to_R3m":
      let direction = name == "to_R3m" ? Vector3(1, 1, 1) : Vector3(1, 1, 0)
      let unit = direction / length(direction)
      raw = [0, 0.1, -0.04, -0.04, -0.04].map { $0 * unit }
    default: return nil
    }
    let mean = raw.reduce(.zero, +) / Double(raw.count)
    return raw.map { $0 - mean }
  }
}
