// A sweep in the rows of its groups, with covariances and one common factor for wrong uncertainties.
//
//     R_T = f² [ Σ_p (∂y/∂p σ_p)(∂y/∂p σ_p)ᵀ + floor² ]
//
// f ≥ 1 follows from the scatter of each row about a parabola through its neighbours in temperature,
// within one phase: the lower quartile of the squared deviations, relative to that of χ²₁, so that
// rows that really change with temperature do not count. It is used where it differs from 1 by more
// than twice its own error.

import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry

struct SweepRows: Sendable {
  struct Group: Sendable {
    var rows: PhaseRows
    /// The rows as coordinate vectors of the distortion space.
    var outputs: [[Double]]
    /// The indices of the observations, by rising temperature.
    var members: [Int]
    /// Whether the group is that of the parent.
    var isParent: Bool
  }
  let modes: SymmetryModes
  let space: DistortionSpace
  let scales: RowScales
  let observations: [SweepObservation]
  /// The components of every structure in all copies.
  let components: [[[Double]]]
  private(set) var groups: [Group] = []
  private(set) var groupOfObservation: [Int] = []
  private(set) var data: [[Double]] = []
  private(set) var covariances: [[[Double]]] = []
  /// f.
  private(set) var inflation = 1.0
  /// Whether the uncertainties are those that the sources state.
  let isStated: Bool

  /// The lower quartile of χ²₁ and the density there.
  private static let quartile = (value: 0.10153, density: 1.19)

  init(
    _ observations: [SweepObservation], modes: SymmetryModes, occupancyLength: Double
  ) throws(RelaxedModelError) {
    guard !observations.isEmpty else {
      throw RelaxedModelError(
        code: .noTargets,
        description: "no structures to fit: expected at least one embedded in its parent")
    }
    for (index, observation) in observations.enumerated() {
      try observation.check(against: modes.cell, index: index)
    }
    self.modes = modes
    self.observations = observations
    isStated = observations.contains { !$0.errors.isEmpty }
    let components = observations.map { modes.components(of: $0.distortion) }
    self.components = components
    var deviating: Set<[Int]> = []
    for observation in observations {
      for (atom, values) in observation.distortion.occupancies.enumerated() {
        for (channel, value) in values.enumerated() where abs(value) > RelaxedFit.parentFloor {
          deviating.insert([modes.cell.atoms[atom].orbit, channel])
        }
      }
    }
    space = DistortionSpace(modes.cell, occupancyLength: occupancyLength) {
      deviating.contains([$0, $1])
    }
    scales = RowScales(strain: space.strainLength, occupancy: occupancyLength)
    let usedOccupancies = Set(
      modes.copies.indices.filter { copy in
        components.contains { $0[copy].contains { abs($0) > RelaxedFit.parentFloor } }
      })
    var index: [[Int]: Int] = [:]
    for (number, observation) in observations.enumerated() {
      let kept = observation.keptOperations.sorted()
      let position = index[kept] ?? groups.count
      if position == groups.count {
        index[kept] = position
        let rows = PhaseRows(modes, keptOperations: kept, scales: scales) {
          modes.copies[$0].kind != .occupancy || usedOccupancies.contains($0)
        }
        groups.append(
          Group(
            rows: rows,
            outputs: rows.rows.indices.map {
              space.coordinates(of: rows.field(row: $0, modes: modes))
            }, members: [], isParent: kept.count == modes.cell.operations.count))
      }
      groups[position].members.append(number)
      groupOfObservation.append(position)
    }
    for position in groups.indices {
      groups[position].members.sort {
        observations[$0].temperature < observations[$1].temperature
      }
    }
    for (number, observation) in observations.enumerated() {
      let group = groups[groupOfObservation[number]]
      data.append(group.rows.values(components[number]))
      covariances.append(covariance(observation, group))
    }
    inflation = scatterFactor()
    scaleUncertainties(by: inflation)
  }

  /// Multiplies all standard uncertainties by a factor.
  mutating func scaleUncertainties(by factor: Double) {
    guard factor != 1 else { return }
    covariances = covariances.map { $0.map { $0.map { $0 * factor * factor } } }
  }

  /// Records that uncertainties were scaled by a further factor.
  mutating func inflate(by factor: Double) {
    inflation *= factor
    scaleUncertainties(by: factor)
  }

  private func covariance(_ observation: SweepObservation, _ group: Group) -> [[Double]] {
    let floors = SweepObservation.floors
    let stated = !observation.errors.isEmpty
    let sigma = (
      stated ? floors.displacement : observation.displacementUncertainty,
      (stated ? floors.strain : observation.strainUncertainty) * scales.strain,
      (stated ? floors.occupancy : observation.occupancyUncertainty) * scales.occupancy
    )
    var result = variances(group, sigma: sigma)
    for error in observation.errors {
      let values = group.rows.values(modes.components(of: error))
      for row in values.indices where values[row] != 0 {
        for column in values.indices { result[row][column] += values[row] * values[column] }
      }
    }
    return result
  }

  /// The diagonal covariance of rows whose atoms have independent errors, orbit by orbit.
  ///
  /// Atoms that the group carries into each other share their free coordinates: a row over an orbit
  /// of n atoms has √n times the error of one coordinate.
  private func variances(_ group: Group, sigma: (Double, Double, Double)) -> [[Double]] {
    var orbitSize = [Int](repeating: 0, count: space.atomCount)
    for atom in 0..<space.atomCount {
      let images = Set(
        group.rows.keptOperations.map { modes.cell.operations[$0].permutation[atom] })
      orbitSize[atom] = images.count
    }
    return group.outputs.enumerated().map { row, output in
      var sum = 0.0
      for atom in 0..<space.atomCount {
        for axis in 0..<3 {
          let value = output[3 * atom + axis]
          sum += value * value * Double(orbitSize[atom]) * sigma.0 * sigma.0
        }
      }
      for value in output[space.fields[1]] { sum += value * value * sigma.1 * sigma.1 }
      for (index, value) in output[space.fields[2]].enumerated() {
        let size = Double(orbitSize[space.channels[index].atom])
        sum += value * value * size * sigma.2 * sigma.2
      }
      return group.outputs.indices.map { $0 == row ? sum : 0 }
    }
  }

  /// The factor f from the scatter.
  private func scatterFactor() -> Double {
    var ratios: [Double] = []
    for group in groups where group.members.count >= 4 {
      for row in group.rows.rows.indices {
        for start in 0..<(group.members.count - 3) {
          let window = Array(group.members[start..<start + 4])
          // The inner point with the longer extrapolation on one side only: Lagrange weights.
          let nodes = [window[0], window[2], window[3]]
          let temperatures = nodes.map { observations[$0].temperature }
          let target = observations[window[1]].temperature
          var weights: [Double] = []
          for first in 0..<3 {
            var weight = 1.0
            for second in 0..<3 where second != first {
              weight *=
                (target - temperatures[second]) / (temperatures[first] - temperatures[second])
            }
            weights.append(weight)
          }
          guard weights.allSatisfy(\.isFinite) else { continue }
          var (difference, variance) = (data[window[1]][row], covariances[window[1]][row][row])
          for (weight, node) in zip(weights, nodes) {
            difference -= weight * data[node][row]
            variance += weight * weight * covariances[node][row][row]
          }
          ratios.append(difference * difference / variance)
        }
      }
    }
    guard !ratios.isEmpty else { return 1 }
    ratios.sort()
    let square = ratios[ratios.count / 4] / Self.quartile.value
    let error =
      0.433 / (Self.quartile.density * Self.quartile.value * Double(ratios.count).squareRoot())
    return square > 1 + 2 * error ? square.squareRoot() : 1
  }

  /// L⁻¹ of the covariance of an observation.
  func whitening(_ observation: Int) -> [[Double]] {
    let matrix = covariances[observation]
    let count = matrix.count
    guard let factor = CholeskyFactor(matrix.flatMap { $0 }, order: count) else {
      // The floor makes every covariance positive; a failure means numbers out of range.
      return (0..<count).map { row in
        (0..<count).map { $0 == row ? 1 / max(matrix[row][row], 1e-300).squareRoot() : 0 }
      }
    }
    return lowerInverse(
      (0..<count).map { row in Array(factor.elements[row * count..<(row + 1) * count]) })
  }
}
