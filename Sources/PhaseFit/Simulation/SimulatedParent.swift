import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The parent of a simulated sweep with the modes of its order parameters.
struct SimulatedParent {
  /// The parent.
  let parent: ParentStructure
  /// The supercell on which all order parameters live.
  let cell: CommensurateCell
  /// The modes of that cell.
  let modes: SymmetryModes
  /// The order parameters with their vectors.
  let orderParameters: [Resolved]

  /// An order parameter as modes of the cell.
  struct Resolved {
    var options: SimulationOptions.OrderParameter
    /// The irrep, an index into `SymmetryModes.irreps`.
    var irrep: Int
    /// The unit vector in its space.
    var direction: [Double]
    /// The direction as given.
    var symbol: String
    /// What the amplitude measures.
    var kind: OrderParameterSeries.Kind
    /// The copies that take part with the square roots of their shares.
    var shares: [(copy: Int, weight: Double)]
  }

  /// Finds the irreps of the order parameters and the supercell that carries them.
  ///
  /// - Throws: `PhaseFitError`: no such file, a parent without a structure, an irrep that the
  ///   parent does not have at a special point, a direction that does not fit it.
  init(_ options: SimulationOptions) throws {
    parent = try Self.parent(of: options)
    let points = try parent.specialPoints()
    var waveVectors: [[Rational]] = []
    for parameter in options.orderParameters {
      let found = points.filter { point in
        point.labels.contains { parameter.irrep.hasPrefix($0) }
      }
      guard !found.isEmpty else {
        let known = points.flatMap(\.labels).joined(separator: " ")
        throw PhaseFitError(
          .usage,
          "\(parent.group) has no irrep \(parameter.irrep) at a special point: expected one of "
            + known)
      }
      waveVectors += found.map(\.waveVector)
    }
    cell = CommensurateCell(parent: parent, waveVectors: waveVectors)
    guard cell.operations.count <= Pipeline.largestOperationCount else {
      throw PhaseFitError(
        .refused,
        "the order parameters need a supercell of \(cell.primitiveCellCount) primitive cells with "
          + "\(cell.operations.count) operations, expected at most "
          + "\(Pipeline.largestOperationCount); choose fewer or shorter wave vectors")
    }
    modes = try SymmetryModes(cell: cell, irreps: cell.physicalIrreps(of: parent))
    var resolved: [Resolved] = []
    for parameter in options.orderParameters {
      resolved.append(try Self.resolve(parameter, modes: modes, parent: parent))
    }
    orderParameters = resolved
  }

  // MARK: - The parent

  private static func parent(of options: SimulationOptions) throws -> ParentStructure {
    guard let file = options.parent else { return try structure(perovskite, file: nil) }
    guard FileManager.default.fileExists(atPath: file) else {
      throw PhaseFitError(.noSuchInput, "\(file): no such file; it was given with --parent")
    }
    do {
      var doubts: [Diagnostic] = []
      return try structure(Crystal(contentsOfCIF: file, diagnostics: &doubts), file: file)
    } catch {
      throw PhaseFitError(.badData, "\(error)")
    }
  }

  private static func structure(_ crystal: Crystal, file: String?) throws -> ParentStructure {
    let expanded = try ExpandedCrystal(crystal, file: file)
    return try ParentStructure(expanded, symmetry: FoundSymmetry(of: expanded))
  }

  /// A cubic perovskite of no particular substance, B at the origin; the edge is in Å.
  private static let perovskite: Crystal = {
    func site(_ label: String, _ symbol: String, _ position: [Double]) -> AtomSite? {
      Element(symbol: symbol).map {
        AtomSite(label: label, element: $0, position: position.map { MeasuredValue($0) })
      }
    }
    return Crystal(
      name: "synthetic ABX3",
      cell: UnitCell(
        lengths: [3.95, 3.95, 3.95].map { MeasuredValue($0) },
        anglesDegrees: [90, 90, 90].map { MeasuredValue($0) }),
      sites: [
        site("A", "Sr", [0.5, 0.5, 0.5]), site("B", "Ti", [0, 0, 0]), site("X", "O", [0.5, 0, 0]),
      ].compactMap { $0 },
      declaredSymmetry: DeclaredSymmetry(hermannMauguin: "P m -3 m", number: 221))
  }()

  // MARK: - Order parameters

  private static func resolve(
    _ options: SimulationOptions.OrderParameter, modes: SymmetryModes, parent: ParentStructure
  ) throws -> Resolved {
    let index = modes.irreps.firstIndex { $0.label == options.irrep }
    guard let index else {
      let known = modes.irreps.filter { !$0.isTotallySymmetric }.map(\.label)
      throw PhaseFitError(
        .usage,
        "\(parent.group) has no real irrep \(options.irrep): expected one of "
          + known.joined(separator: " "))
    }
    let irrep = modes.irreps[index]
    guard !irrep.isTotallySymmetric else {
      throw PhaseFitError(
        .usage, "\(irrep.label) keeps the symmetry of the parent: expected another irrep")
    }
    let copies = modes.copies.indices.filter { modes.copies[$0].irrep == index }
    let kinds: [OrderParameterSeries.Kind] = [.displacement, .strain]
    guard
      let kind = kinds.first(where: { kind in copies.contains { modes.copies[$0].kind == kind } })
    else {
      let active = modes.irreps.indices.filter { index in
        modes.copies.contains { $0.irrep == index && $0.kind != .occupancy }
      }
      throw PhaseFitError(
        .usage,
        "no displacement and no strain of this structure transforms as \(irrep.label): expected "
          + "one of " + active.map { modes.irreps[$0].label }.joined(separator: " "))
    }
    guard let text = options.direction ?? (irrep.dimension == 1 ? "(a)" : nil) else {
      throw PhaseFitError(
        .usage,
        "\(irrep.label) has \(irrep.dimension) components: give its direction with --direction; "
          + "expected one of " + Self.directions(of: irrep, modes: modes, parent: parent))
    }
    let direction = try DirectionText(text, dimension: irrep.dimension, irrep: irrep.label)
    let active = copies.filter { modes.copies[$0].kind == kind }
    // Every copy takes part, each half as strongly as the one before: all atoms that may move do.
    let raw = active.indices.map { pow(0.5, Double($0)) }
    let norm = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return Resolved(
      options: options, irrep: index, direction: direction.components, symbol: direction.text,
      kind: kind, shares: zip(active, raw).map { ($0, $1 / norm) })
  }

  /// The directions of an irrep with the groups that they leave.
  private static func directions(
    of irrep: PhysicalIrrep, modes: SymmetryModes, parent: ParentStructure
  ) -> String {
    guard let strata = try? OrderParameterStrata([irrep], in: modes.cell).strata else {
      return "a vector of \(irrep.dimension) components"
    }
    return strata.map { stratum in
      let group = (try? modes.cell.isotropySubgroup(of: stratum.stabiliser, parent: parent))?.group
      return group.map { "\(stratum.direction) \($0)" } ?? stratum.direction
    }.joined(separator: ", ")
  }

  // MARK: - Structures

  /// The distortion with given amplitudes, and the operations that it keeps.
  ///
  /// - Parameters:
  ///   - amplitudes: one for each order parameter.
  ///   - domain: the operation of the cell that carries the stated domain into another.
  /// - Returns: the distortion and the operations of the cell that leave it unchanged.
  func distortion(_ amplitudes: [Double], domain: Int) -> (field: DistortionField, kept: [Int]) {
    let cells = Double(cell.primitiveCellCount).squareRoot()
    var kept = Array(cell.operations.indices)
    var components: [Int: [Double]] = [:]
    var strain = Matrix3.zero
    for (parameter, amplitude) in zip(orderParameters, amplitudes) where amplitude != 0 {
      let matrices = modes.irreps[parameter.irrep].matrices
      let direction = matrices[domain] * parameter.direction
      kept.removeAll { operation in
        zip(matrices[operation] * direction, direction).contains { abs($0 - $1) > 1e-9 }
      }
      let size = parameter.kind == .strain ? amplitude : amplitude * cells
      var own: [Int: [Double]] = [:]
      for (copy, weight) in parameter.shares {
        own[copy] = direction.map { size * weight * $0 }
      }
      let part = modes.field(own)
      let relative = amplitude / parameter.options.amplitude
      strain = strain + relative * relative * parameter.options.strain * dyad(of: part)
      components.merge(own) { left, right in zip(left, right).map { $0 + $1 } }
    }
    var field = modes.field(components)
    field.strain = field.strain + strain
    return (field, kept)
  }

  /// The part of `Σ u uᵀ` that breaks the parent's symmetry, of length 1, zero where there is none.
  private func dyad(of field: DistortionField) -> Matrix3 {
    let sum = field.displacements.reduce(Matrix3.zero) { sum, u in
      sum + Matrix3(columns: u.x * u, u.y * u, u.z * u)
    }
    let breaking = sum - parent.totallySymmetric(sum)
    let size = breaking.frobeniusNorm
    // Relative to the whole tensor: rounding is no strain.
    return size > 1e-9 * sum.frobeniusNorm && size > 0 ? (1 / size) * breaking : .zero
  }
}
