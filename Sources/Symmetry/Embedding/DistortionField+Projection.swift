import Foundation
import PhaseFitNumerics

extension DistortionField {
  /// The sum of two distortions.
  public static func + (left: DistortionField, right: DistortionField) -> DistortionField {
    DistortionField(
      displacements: zip(left.displacements, right.displacements).map { $0 + $1 },
      strain: left.strain + right.strain,
      occupancies: zip(left.occupancies, right.occupancies).map { zip($0, $1).map { $0 + $1 } })
  }

  /// The difference of two distortions.
  public static func - (left: DistortionField, right: DistortionField) -> DistortionField {
    DistortionField(
      displacements: zip(left.displacements, right.displacements).map { $0 - $1 },
      strain: left.strain - right.strain,
      occupancies: zip(left.occupancies, right.occupancies).map { zip($0, $1).map { $0 - $1 } })
  }

  /// The distortion with every component multiplied by a number.
  public func scaled(by factor: Double) -> DistortionField {
    DistortionField(
      displacements: displacements.map { factor * $0 }, strain: factor * strain,
      occupancies: occupancies.map { $0.map { factor * $0 } })
  }

  /// The distortion with everything but one kind set to zero.
  public func restricted(to kind: OrderParameterSeries.Kind) -> DistortionField {
    DistortionField(
      displacements: kind == .displacement
        ? displacements : displacements.map { _ in Vector3.zero },
      strain: kind == .strain ? strain : .zero,
      occupancies: kind == .occupancy
        ? occupancies : occupancies.map { $0.map { _ in 0 } })
  }

  /// The sum of products of all components: displacements, strain and occupancies.
  ///
  /// Meaningful for distortions restricted to one kind, whose components share a unit.
  public func dot(_ other: DistortionField) -> Double {
    var sum = (strain.transpose * other.strain).trace
    for (left, right) in zip(displacements, other.displacements) {
      sum += PhaseFitNumerics.dot(left, right)
    }
    for (left, right) in zip(occupancies, other.occupancies) {
      for (first, second) in zip(left, right) { sum += first * second }
    }
    return sum
  }
}

extension CommensurateCell {
  /// The average of the images under some of the cell's operations: the projection on what a
  /// subgroup leaves unchanged.
  ///
  /// - Precondition: at least one operation.
  public func average(_ field: DistortionField, over indices: [Int]) -> DistortionField {
    precondition(!indices.isEmpty, "an average needs at least one operation, found none")
    var sum = field.scaled(by: 0)
    for index in indices { operations[index].add(field, to: &sum) }
    return sum.scaled(by: 1 / Double(indices.count))
  }

  /// The part of a distortion that breaks the symmetry of a subgroup (of the whole parent where
  /// none is given): the rest after its average.
  public func symmetryBreakingPart(of field: DistortionField, relativeTo indices: [Int]? = nil)
    -> DistortionField
  {
    field - average(field, over: indices ?? Array(operations.indices))
  }

  /// The operations that leave a distortion unchanged.
  ///
  /// `tolerance` bounds the change of any component, relative to the largest one. The fields are
  /// averaged over their groups, so that only rounding has to be allowed for.
  public func stabiliser(of field: DistortionField, tolerance: Double = 1e-6) -> [Int] {
    let largest = field.largestComponent
    let bound = tolerance * largest + 1e-12
    return operations.indices.filter { operations[$0].keeps(field, within: bound) }
  }

  /// The Fourier components of a distortion that belong to one star of wave vectors.
  ///
  ///     u*(r) = (1/n) Σ_{k ∈ star} Σ_{r'} u(r') cos 2πk·(r − r')
  ///
  /// with r, r' the cells of the supercell. Strain belongs to Γ, star 0.
  public func component(of field: DistortionField, star: Int) -> DistortionField {
    let cells = multiple.cosetRepresentatives
    let count = cells.count
    if count == 1 { return star == 0 ? field : field.scaled(by: 0) }
    let toSupercell = multiple.real.inverse
    let members = waveVectors.filter { $0.star == star }
    // The kernel depends on the difference of two cells only, modulo the supercell.
    let form = multiple.hermiteNormalForm
    let values = Dictionary(
      uniqueKeysWithValues: cells.map { cell in
        let position = toSupercell * cell.real
        let sum = members.reduce(0) {
          $0 + cos(2 * .pi * PhaseFitNumerics.dot($1.index.real, position))
        }
        return (cell, sum / Double(count))
      })
    let kernel = cells.map { first in
      cells.map { second in values[form.reduce(first &- second)] ?? 0 }
    }
    var result = field.scaled(by: 0)
    if star == 0 { result.strain = field.strain }
    for atom in atoms.indices {
      let first = atom - atom % count
      for other in 0..<count {
        let weight = kernel[atom % count][other]
        result.displacements[atom] += weight * field.displacements[first + other]
        for channel in result.occupancies[atom].indices {
          result.occupancies[atom][channel] += weight * field.occupancies[first + other][channel]
        }
      }
    }
    return result
  }

  /// The amplitude of a distortion restricted to one kind: `√(Σ|u|²)` or `√(Σ o²)` per primitive
  /// cell of the parent, the Frobenius norm of a strain.
  public func amplitude(of field: DistortionField, kind: OrderParameterSeries.Kind) -> Double {
    let restricted = field.restricted(to: kind)
    let square = restricted.dot(restricted)
    return kind == .strain
      ? square.squareRoot() : (square / Double(primitiveCellCount)).squareRoot()
  }

  /// The number of stars of wave vectors, Γ included.
  public var starCount: Int { (waveVectors.map(\.star).max() ?? 0) + 1 }

  /// The space-group type formed by some of the cell's operations.
  ///
  /// - Throws: `SymmetryError` where they form no group.
  public func spaceGroup(of indices: [Int]) throws(SymmetryError) -> SpaceGroupType {
    try SpaceGroupType(identifying: indices.map { exactOperations[$0] }, basis: basis)
  }
}

extension CommensurateCell.Operation {
  /// Adds the image of a distortion to a sum.
  fileprivate func add(_ field: DistortionField, to sum: inout DistortionField) {
    for (source, target) in permutation.enumerated() {
      sum.displacements[target] += cartesian * field.displacements[source]
      for (channel, value) in field.occupancies[source].enumerated() where value != 0 {
        sum.occupancies[target][channel] += value
      }
    }
    sum.strain = sum.strain + cartesian * field.strain * cartesian.transpose
  }

  /// Whether no component of a distortion changes by more than a bound.
  ///
  /// The first component that does decides, so that most operations take a few products only.
  fileprivate func keeps(_ field: DistortionField, within bound: Double) -> Bool {
    for (source, target) in permutation.enumerated() {
      let change = cartesian * field.displacements[source] - field.displacements[target]
      guard abs(change.x) <= bound, abs(change.y) <= bound, abs(change.z) <= bound else {
        return false
      }
      for (old, new) in zip(field.occupancies[source], field.occupancies[target]) {
        guard abs(old - new) <= bound else { return false }
      }
    }
    let change = cartesian * field.strain * cartesian.transpose - field.strain
    return change.rowMajor.allSatisfy { abs($0) <= bound }
  }
}

extension DistortionField {
  /// The largest absolute value among all components.
  var largestComponent: Double {
    var largest = strain.rowMajor.reduce(0) { max($0, abs($1)) }
    for vector in displacements {
      largest = max(largest, abs(vector.x), abs(vector.y), abs(vector.z))
    }
    for values in occupancies { largest = values.reduce(largest) { max($0, abs($1)) } }
    return largest
  }
}
