import PhaseFitNumerics
import PhaseFitSymmetry

/// The domain states of a scene: what an operation g of the parent makes of the distortion.
///
///     (g u)(g x) = R u(x) ,   (g e) = R e Rᵀ ,   (g o)(g x) = o(x)
extension StructureScene {
  /// One domain state.
  struct Domain: Sendable, Hashable {
    /// The twin law or the operation, for the choice of the reader.
    var label: String
    /// R on Cartesian vectors.
    var rotation: Matrix3
    /// The site whose displacement is carried to each site.
    var source: [Int]
  }

  /// More states make a list that nobody reads.
  private static let mostDomains = 24
  /// Numbers in the data of all states together: a tenth of those of all frames.
  private static let mostSources = 10_000
  /// The part of a lattice vector of the supercell within which two points are the same site.
  private static let siteTolerance = 1e-3

  /// The domain states of the lowest transition out of the parent phase; none where the report
  /// lists none or its sites do not carry them.
  static func domains(
    _ report: AnalysisReport, sites: [AnalysisReport.SiteDisplacement], conventional: Matrix3,
    supercell: Matrix3
  ) -> [Domain] {
    let consequences = report.transitions.compactMap(\.consequences).first {
      $0.reference == nil && ($0.domains?.states.count ?? 0) > 1
    }
    let states = consequences?.domains?.states ?? []
    let count = min(states.count, mostDomains, mostSources / max(sites.count, 1))
    guard count > 1 else { return [] }
    let toSupercell = supercell.inverse * conventional
    let inverse = conventional.inverse
    var result: [Domain] = []
    for (number, state) in states.prefix(count).enumerated() {
      guard let operation = try? SymmetryOperation(jonesFaithful: state.operation) else {
        return []
      }
      let rotation = conventional * operation.rotation.real * inverse
      // A cell that does not have the symmetry of the operation would distort the picture.
      guard (rotation * rotation.transpose - .identity).frobeniusNorm < 1e-3 else { return [] }
      var source = Array(repeating: -1, count: sites.count)
      for (index, site) in sites.enumerated() {
        let image = operation(site.position)
        let target = sites.firstIndex { other in
          guard other.label == site.label else { return false }
          let difference = toSupercell * (image - other.position)
          return difference.components.allSatisfy { abs($0 - $0.rounded()) < siteTolerance }
        }
        guard let target else { return [] }
        source[target] = index
      }
      guard !source.contains(-1) else { return [] }
      let name = number == 0 ? "as analysed" : state.twinLaw ?? "antiphase, \(state.operation)"
      result.append(
        Domain(label: "\(number + 1): \(name)", rotation: rotation, source: source))
    }
    return result
  }
}
