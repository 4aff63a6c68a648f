import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// A structure as a refinement would report it: in some axes and origin, with errors.
///
///     x′ = U⁻¹ (x − s) ,   A′ = A U ,   W′ = U⁻¹ W U ,   w′ = U⁻¹ (w + W s − s)
///
/// Errors are Gaussian and keep the symmetry: those of atoms are projected by the mean matrix of
/// their site symmetry, those of the cell by that of the point group.
struct SimulatedStructure {
  private var basis: Matrix3
  private var operations: [SymmetryOperation]
  private var sites: [DistortedStructure.Site]
  private let group: SpaceGroupType
  private var symbol: String?

  /// A structure in the standard setting of its group.
  init(_ structure: DistortedStructure) {
    basis = structure.basis
    operations = structure.operations
    sites = structure.sites
    group = structure.subgroup.group
    symbol = structure.subgroup.setting.hermannMauguin
  }

  // MARK: - Axes and origin

  /// Moves the origin to a random multiple of 1/24 of each axis.
  mutating func moveOrigin(_ generator: inout SplitMix64) {
    let shift = (0..<3).map { _ in Rational(Int(generator.next() % 24), 24) }
    transform(by: .identity, inverse: .identity, origin: shift)
  }

  /// Changes the axes by a random product of shears and exchanges, and their signs.
  mutating func changeAxes(_ generator: inout SplitMix64) {
    var change = IntegerMatrix3.identity
    for _ in 0..<2 {
      let row = Int(generator.next() % 3)
      let column = (row + 1 + Int(generator.next() % 2)) % 3
      var shear = [1, 0, 0, 0, 1, 0, 0, 0, 1]
      shear[3 * row + column] = generator.next() % 2 == 0 ? 1 : -1
      change = change * IntegerMatrix3(shear)
      // A cyclic exchange keeps the axes right-handed.
      if generator.next() % 2 == 0 {
        change = change * IntegerMatrix3([0, 0, 1, 1, 0, 0, 0, 1, 0])
      }
    }
    guard let inverse = change.integerInverse else { return }
    transform(by: change, inverse: inverse, origin: [.zero, .zero, .zero])
  }

  private mutating func transform(
    by change: IntegerMatrix3, inverse: IntegerMatrix3, origin: [Rational]
  ) {
    func moved(_ operation: SymmetryOperation, reduce: Bool) -> SymmetryOperation {
      let image = operation.rotation.apply(to: origin)
      let translation = (0..<3).map { operation.translation[$0] + image[$0] - origin[$0] }
      let result = SymmetryOperation(
        rotation: inverse * operation.rotation * change,
        translation: inverse.apply(to: translation))
      return reduce ? result.reduced : result
    }
    let shift = Vector3(origin[0].value, origin[1].value, origin[2].value)
    basis = basis * change.real
    operations = operations.map { moved($0, reduce: true) }
    for index in sites.indices {
      sites[index].position = inverse.real * (sites[index].position - shift)
      sites[index].siteSymmetry = sites[index].siteSymmetry.map { moved($0, reduce: false) }
    }
    symbol = nil
  }

  // MARK: - Errors

  /// The structure with errors as a crystal.
  ///
  /// - Parameters:
  ///   - name: the name of the structure.
  ///   - position: the standard uncertainty of a Cartesian coordinate, Å; 0 for none.
  ///   - length: the standard uncertainty of a cell length, Å; 0 for none.
  ///   - generator: the source of the errors.
  /// - Returns: the structure with its errors; parameters that symmetry fixes have none.
  func crystal(
    name: String, position: Double, length: Double, generator: inout SplitMix64
  ) -> Crystal {
    let toFractional = basis.inverse
    let atoms = sites.flatMap { site -> [AtomSite] in
      let projector =
        (1 / Double(max(site.siteSymmetry.count, 1)))
        * site.siteSymmetry.reduce(Matrix3.zero) { $0 + $1.rotation.real }
      let spread = projector * toFractional
      let error = Vector3(generator.normal(), generator.normal(), generator.normal())
      let shifted = site.position + position * (spread * error)
      let coordinates = (0..<3).map { axis -> MeasuredValue in
        let row = Vector3(spread[axis, 0], spread[axis, 1], spread[axis, 2])
        let uncertainty = position * PhaseFitNumerics.length(row)
        // A coordinate that symmetry fixes has a row of zeros, to rounding.
        return MeasuredValue(
          shifted[axis], standardUncertainty: uncertainty > 1e-9 ? uncertainty : nil)
      }
      return site.contents.map { content in
        AtomSite(
          label: site.contents.count == 1 ? site.label : "\(site.label)_\(content.element.symbol)",
          element: content.element, position: coordinates,
          occupancy: MeasuredValue(content.occupancy))
      }
    }
    return Crystal(
      name: name, cell: cell(length: length, generator: &generator), sites: atoms,
      declaredSymmetry: DeclaredSymmetry(
        operations: operations.map(\.jonesFaithful), hermannMauguin: symbol, number: group.number))
  }

  /// The cell with an error, and the uncertainty that it has in each parameter.
  ///
  ///     σ²(p) = σ_e² Σ_k (∂p/∂e_k)² ,   e_k an orthonormal basis of the strains, projected
  private func cell(length: Double, generator: inout SplitMix64) -> UnitCell {
    let edge = pow(abs(basis.determinant), 1.0 / 3)
    let spread = length / edge
    let rotations = operations.map { basis * $0.rotation.real * basis.inverse }
    func projected(_ strain: Matrix3) -> Matrix3 {
      (1 / Double(max(rotations.count, 1)))
        * rotations.reduce(Matrix3.zero) { $0 + $1 * strain * $1.transpose }
    }
    var strains: [Matrix3] = []
    for row in 0..<3 {
      for column in row..<3 {
        var strain = Matrix3.zero
        strain[row, column] = row == column ? 1 : 0.5.squareRoot()
        strain[column, row] = strain[row, column]
        strains.append(projected(strain))
      }
    }
    var error = Matrix3.zero
    for strain in strains { error = error + (spread * generator.normal()) * strain }
    let exact = CellParameters(basis).values
    let values = CellParameters((Matrix3.identity + error) * basis).values
    // The derivative is constant to the size of the step.
    let step = 1e-6
    let images = strains.map { strain in
      CellParameters((Matrix3.identity + step * strain) * basis).values
    }
    let measured = (0..<6).map { index -> MeasuredValue in
      let squares = images.reduce(0) { sum, image in
        let slope = (image[index] - exact[index]) / step
        return sum + slope * slope
      }
      let uncertainty = spread * squares.squareRoot()
      // Parameters that symmetry fixes do not move at all.
      return uncertainty > 1e-7
        ? MeasuredValue(values[index], standardUncertainty: uncertainty)
        : MeasuredValue(exact[index])
    }
    return UnitCell(lengths: Array(measured[..<3]), anglesDegrees: Array(measured[3...]))
  }
}
