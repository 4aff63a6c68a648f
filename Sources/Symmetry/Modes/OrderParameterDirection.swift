// The direction of an order parameter that a structure realises.
//
// The child's group H admits the fixed space Fix(H); a measured order parameter may lie in a smaller
// fixed space V within its errors. The largest isotropy subgroup that the data admit is that of
// the smallest such space. With the residual r = (1 − P_V) a over all copies, and its covariance Σ
// from the parameters of the structure,
//
//     χ² = rᵀ Σ⁺ r   against the χ² distribution with rank Σ degrees of freedom.

import PhaseFitNumerics

/// A direction of an order parameter with its isotropy subgroup.
public struct OrderParameterDirection: Sendable, Codable, Hashable {
  /// The direction in the usual symbols, as the components of the data have it: `(0;0;a)`.
  public var symbol: String
  /// An orthonormal basis of the fixed space, one row for each free parameter.
  public var basis: [[Double]]
  /// The isotropy subgroup: operations of the cell.
  public var stabiliser: [Int]
  /// The isotropy subgroup with its type, basis and origin.
  public var subgroup: IsotropySubgroup

  /// The number of free parameters of the direction.
  public var freeParameters: Int { basis.count }
}

/// How well a structure is known where its source states no standard uncertainty.
public struct RoundingPrecision: Sendable, Codable, Hashable {
  /// The error of one Cartesian coordinate of an atom, Å.
  public var position: Double
  /// The error of a strain component.
  public var strain: Double
  /// The error of an occupancy.
  public var occupancy: Double

  /// A precision.
  public init(position: Double, strain: Double, occupancy: Double) {
    self.position = position
    self.strain = strain
    self.occupancy = occupancy
  }

  /// Coordinates and cell lengths with four decimals in a cell of 10 Å, occupancies with two.
  public static let fourDecimals = RoundingPrecision(
    position: 5e-4, strain: 5e-5, occupancy: 5e-3)
}

extension SymmetryModes {
  /// The part of the normal distribution within three standard uncertainties: data that lie farther
  /// from a direction do not have it.
  public static let directionConfidence = 0.9973

  /// The direction that a subgroup admits.
  ///
  /// - Parameters:
  ///   - irrep: the index of the irrep.
  ///   - stabiliser: the operations of the cell that the structure keeps.
  ///   - parent: the parent.
  /// - Returns: nil where the subgroup admits no component.
  /// - Throws: `SymmetryError` where the isotropy subgroup cannot be identified.
  public func admittedDirection(irrep: Int, stabiliser: [Int], parent: ParentStructure)
    throws(SymmetryError) -> OrderParameterDirection?
  {
    let space = fixedSpace(irrep: irrep, of: stabiliser)
    guard !space.isEmpty else { return nil }
    return try direction(space, irrep: irrep, parent: parent)
  }

  private func direction(
    _ space: [[Double]], irrep: Int, parent: ParentStructure
  ) throws(SymmetryError) -> OrderParameterDirection {
    let symbol = DirectionSymbol(
      of: space, blocks: DirectionSymbol.blocks(of: irreps[irrep], in: cell))
    let operations = operations(fixing: space, irrep: irrep)
    return OrderParameterDirection(
      symbol: symbol.text, basis: symbol.basis, stabiliser: operations,
      subgroup: try cell.isotropySubgroup(of: operations, parent: parent))
  }

  /// The most symmetric direction that the data admit within their errors.
  ///
  /// - Parameters:
  ///   - irrep: the index of the irrep.
  ///   - field: the distortion.
  ///   - errors: derivatives times standard uncertainties; with none, `precision` is used.
  ///   - stabiliser: the operations of the cell that the structure keeps.
  ///   - precision: the precision of coordinates without standard uncertainties.
  ///   - parent: the parent.
  /// - Returns: nil where the subgroup admits no component or the data do not tell it from zero.
  /// - Throws: `SymmetryError` where the isotropy subgroup cannot be identified.
  public func realisedDirection(
    irrep: Int, field: DistortionField, errors: [DistortionField], stabiliser: [Int],
    precision: RoundingPrecision = .fourDecimals, parent: ParentStructure
  ) throws(SymmetryError) -> OrderParameterDirection? {
    try realisedDirection(
      irrep: irrep, components: components(of: field), errors: errors.map(components),
      stabiliser: stabiliser, precision: precision, parent: parent)
  }

  func realisedDirection(
    irrep: Int, components: [[Double]], errors: [[[Double]]], stabiliser: [Int],
    precision: RoundingPrecision, parent: ParentStructure
  ) throws(SymmetryError) -> OrderParameterDirection? {
    let admitted = fixedSpace(irrep: irrep, of: stabiliser)
    guard !admitted.isEmpty else { return nil }
    let members = copiesOfIrrep[irrep]
    // Independent rounding errors of the atoms of one child cell repeat in the whole supercell.
    let repetition =
      (Double(cell.primitiveCellCount) / Double(cellMultiplication(of: stabiliser))).squareRoot()
    let rounding = members.map { copy -> Double in
      switch copies[copy].kind {
      case .displacement: precision.position * repetition
      case .occupancy: precision.occupancy * repetition
      case .strain: precision.strain
      }
    }
    let test = DirectionTest(
      values: members.map { components[$0] },
      errors: errors.map { error in members.map { error[$0] } }, rounding: rounding)
    if test.admits([]) != nil { return nil }
    let limit = test.largestLimit
    let candidates =
      admitted.count == 1
      ? [(basis: admitted, order: 1)]
      : Self.fixedSpaces(in: admitted, image: OrderParameterImage([irreps[irrep]])) {
        // A space holds no better approximation than those around it.
        test.chiSquared($0) <= limit
      }
    let tested = candidates.compactMap { space in
      test.admits(space.basis).map { (space, $0) }
    }
    let best = tested.min { left, right in
      if left.0.order != right.0.order { return left.0.order > right.0.order }
      return left.1 < right.1
    }
    return try direction(
      best?.0.basis ?? admitted, irrep: irrep, parent: parent)
  }

  /// The fixed spaces inside one, this one included.
  ///
  /// - Parameters:
  ///   - space: an orthonormal basis.
  ///   - image: the matrices of the irrep.
  ///   - isWorthwhile: whether the spaces inside one are wanted as well; asked once for each space.
  /// - Returns: an orthonormal basis of each with the order of its stabiliser.
  package static func fixedSpaces(
    in space: [[Double]], image: OrderParameterImage,
    where isWorthwhile: ([[Double]]) -> Bool = { _ in true }
  ) -> [(basis: [[Double]], order: Int)] {
    var found: [(basis: [[Double]], order: Int)] = []
    var prints: [[Double]] = []
    var index = FingerprintIndex()
    var pending = [space]
    while let next = pending.popLast() {
      let print = image.fingerprints(of: next)
      let isKnown = index.candidates(print[0]).contains {
        abs(prints[$0][1] - print[1]) < OrderParameterImage.rounding
          && found[$0].basis.count == next.count
      }
      if isKnown { continue }
      index.insert(print[0], value: found.count)
      prints.append(print)
      found.append((next, image.stabiliser(of: next).count))
      guard isWorthwhile(next) else { continue }
      for element in 0..<image.count {
        let cut = image.fixed(of: element, in: next)
        if !cut.isEmpty && cut.count < next.count { pending.append(cut) }
      }
    }
    return found
  }
}

/// The test of a measured order parameter against a space.
private struct DirectionTest {
  /// The components of each copy.
  var values: [[Double]]
  /// The same for every independent error.
  var errors: [[[Double]]]
  /// The error of the components of each copy where none is stated.
  var rounding: [Double]

  /// A variance, as part of the mean one, below which a coordinate counts as exact: symmetry or the
  /// choice of the origin fixes it.
  private static let exactVariance = 1e-6

  /// χ² relative to its quantile, nil where the data exclude the space.
  func admits(_ space: [[Double]]) -> Double? {
    let (chiSquared, degrees) = misfit(space)
    guard degrees > 0 else { return 0 }
    let limit = Self.limit(degrees)
    return chiSquared <= limit ? chiSquared / limit : nil
  }

  /// χ² of what lies outside a space: it grows where the space shrinks.
  func chiSquared(_ space: [[Double]]) -> Double { misfit(space).chiSquared }

  /// The largest χ² with which data admit any space.
  var largestLimit: Double { Self.limit(max(values.reduce(0) { $0 + $1.count }, 1)) }

  private static func limit(_ degrees: Int) -> Double {
    ChiSquaredDistribution(degreesOfFreedom: Double(degrees)).quantile(
      SymmetryModes.directionConfidence)
  }

  /// χ² of the part outside a space, and how many coordinates of it are not exact.
  private func misfit(_ space: [[Double]]) -> (chiSquared: Double, degrees: Int) {
    let residual = zip(values, rounding).flatMap { Self.rest($0, outside: space, unit: $1) }
    let size = residual.count
    guard size > 0 else { return (0, 0) }
    var chiSquared = 0.0
    var degrees = 0
    if errors.isEmpty {
      chiSquared = residual.reduce(0) { $0 + $1 * $1 }
      degrees = values.count * ((values.first?.count ?? 0) - space.count)
    } else {
      var covariance = Matrix(rows: size, columns: size)
      for error in errors {
        let part = zip(error, rounding).flatMap { Self.rest($0, outside: space, unit: $1) }
        for row in 0..<size where part[row] != 0 {
          for column in 0..<size { covariance[row, column] += part[row] * part[column] }
        }
      }
      guard let system = try? covariance.symmetricEigensystem() else { return (.infinity, size) }
      let mean = covariance.trace / Double(size)
      let floor = max(Self.exactVariance * mean, SymmetryModes.presence)
      for (index, variance) in system.values.enumerated() {
        let projection = zip(system.vectors.column(index), residual).reduce(0) {
          $0 + $1.0 * $1.1
        }
        let term = projection * projection / max(variance, floor)
        chiSquared += term
        if variance > floor || term > 1 { degrees += 1 }
      }
    }
    return (chiSquared, degrees)
  }

  /// The part of a vector outside a space, in a unit that makes displacements, occupancies and
  /// strains comparable.
  private static func rest(_ vector: [Double], outside space: [[Double]], unit: Double)
    -> [Double]
  {
    var rest = vector
    for known in space {
      let overlap = zip(known, vector).reduce(0) { $0 + $1.0 * $1.1 }
      for index in rest.indices { rest[index] -= overlap * known[index] }
    }
    return rest.map { $0 / unit }
  }
}
