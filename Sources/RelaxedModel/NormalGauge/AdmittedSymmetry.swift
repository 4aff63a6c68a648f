// The largest symmetry that structures without refined symmetry admit within their errors.
//
//     χ²(K) = Σ_Γ Σ_T rᵀ C⁺ r ,   r = (1 − P_K) a_T ,   C = (1 − P_K) Cov(a_T) (1 − P_K)
//
// A group K is admitted where no irrep exceeds ν + 4 √(2ν) + 8. The search starts at the parent's group:
// the irrep that excludes it most is given the most symmetric of its fixed spaces that the data admit,
// K is cut with the stabiliser of that space, and so on. Temperatures are divided into phases from the
// ends of the sweep inwards: the longest run that admits a larger group than the whole is a phase of
// its own.

import PhaseFitNumerics
public import PhaseFitSymmetry

extension SweepObservation {
  /// Gives every structure the largest group that its distortion and those of its phase admit.
  ///
  /// For structures without refined symmetry (P1, averages of molecular dynamics); a refined one
  /// keeps the group of its refinement.
  ///
  /// - Parameters:
  ///   - observations: structures with errors of all coordinates.
  ///   - modes: the modes of the parent.
  /// - Returns: the same structures with their groups.
  public static func withAdmittedGroups(
    _ observations: [SweepObservation], modes: SymmetryModes
  ) -> [SweepObservation] {
    let order = observations.indices.sorted {
      observations[$0].temperature < observations[$1].temperature
    }
    let search = AdmittedSymmetry(order.map { observations[$0] }, modes: modes)
    var result = observations
    for (range, group) in search.phases() {
      for place in range { result[order[place]].keptOperations = group }
    }
    return result
  }
}

struct AdmittedSymmetry {
  let modes: SymmetryModes
  /// Components by structure and irrep, copies one after the other.
  private var components: [[[Double]]] = []
  /// The same of every error.
  private var errors: [[[[Double]]]] = []

  init(_ observations: [SweepObservation], modes: SymmetryModes) {
    self.modes = modes
    func byIrrep(_ field: DistortionField) -> [[Double]] {
      let values = modes.components(of: field)
      return modes.copiesOfIrrep.map { $0.flatMap { values[$0] } }
    }
    for observation in observations {
      components.append(byIrrep(observation.distortion))
      errors.append(observation.errors.map(byIrrep))
    }
  }

  /// Runs of structures with their groups.
  func phases() -> [(Range<Int>, [Int])] {
    merged(divide(0..<components.count))
  }

  private func divide(_ range: Range<Int>) -> [(Range<Int>, [Int])] {
    guard !range.isEmpty else { return [] }
    let group = admitted(Array(range))
    guard range.count > 1, group.count < modes.cell.operations.count else {
      return [(range, group)]
    }
    // The longest run at either end, shorter than the whole, with a larger group.
    for length in stride(from: range.count - 1, through: 1, by: -1) {
      for part in [range.suffix(length), range.prefix(length)] {
        let larger = admitted(Array(part))
        guard larger.count > group.count, Set(larger).isSuperset(of: group),
          part.allSatisfy({ isAdmitted(larger, [$0]) })
        else { continue }
        let rest =
          part.lowerBound == range.lowerBound
          ? part.upperBound..<range.upperBound : range.lowerBound..<part.lowerBound
        let found = divide(rest) + divide(part)
        return found.sorted { $0.0.lowerBound < $1.0.lowerBound }
      }
    }
    return [(range, group)]
  }

  /// Joins neighbours of one group, and single structures of an intermediate group with a neighbour
  /// of lower symmetry.
  private func merged(_ runs: [(Range<Int>, [Int])]) -> [(Range<Int>, [Int])] {
    var result: [(Range<Int>, [Int])] = []
    for (index, run) in runs.enumerated() {
      var group = run.1
      if run.0.count == 1, group.count < modes.cell.operations.count {
        let neighbours = [index - 1, index + 1].filter(runs.indices.contains).map { runs[$0].1 }
        if let lower = neighbours.first(where: {
          $0.count < group.count && Set($0).isSubset(of: group)
        }) {
          group = lower
        }
      }
      if let last = result.last, last.1 == group {
        result[result.count - 1].0 = last.0.lowerBound..<run.0.upperBound
      } else {
        result.append((run.0, group))
      }
    }
    return result
  }

  /// The largest group found for some structures together.
  func admitted(_ structures: [Int]) -> [Int] {
    var group = Array(modes.cell.operations.indices)
    while true {
      var worst: (irrep: Int, excess: Double)?
      for irrep in modes.irreps.indices {
        let excess = self.excess(irrep, modes.fixedSpace(irrep: irrep, of: group), structures)
        if excess > 1, excess > worst?.excess ?? 0 { worst = (irrep, excess) }
      }
      guard let worst else { return group }
      let smaller = cut(group, irrep: worst.irrep, structures)
      if smaller.count == group.count { return group }
      group = smaller
    }
  }

  /// Whether no irrep excludes a group.
  private func isAdmitted(_ group: [Int], _ structures: [Int]) -> Bool {
    modes.irreps.indices.allSatisfy {
      excess($0, modes.fixedSpace(irrep: $0, of: group), structures) <= 1
    }
  }

  /// The largest intersection of a group with the stabiliser of a fixed space of an irrep that the
  /// data admit.
  private func cut(_ group: [Int], irrep: Int, _ structures: [Int]) -> [Int] {
    let size = modes.irreps[irrep].dimension
    let whole = (0..<size).map { axis in (0..<size).map { $0 == axis ? 1.0 : 0 } }
    let spaces =
      size == 1
      ? [whole]
      : SymmetryModes.fixedSpaces(in: whole, image: OrderParameterImage([modes.irreps[irrep]]))
        .map(\.basis)
    let members = Set(group)
    var best: (group: [Int], excess: Double)?
    var seen: Set<[Int]> = []
    for space in spaces {
      let joint = modes.operations(fixing: space, irrep: irrep).filter(members.contains)
      guard joint.count < group.count, joint.count >= best?.group.count ?? 0,
        seen.insert(joint).inserted
      else { continue }
      let excess = self.excess(irrep, modes.fixedSpace(irrep: irrep, of: joint), structures)
      guard excess <= 1 else { continue }
      if joint.count > best?.group.count ?? 0 || excess < best?.excess ?? .infinity {
        best = (joint, excess)
      }
    }
    return best?.group ?? modes.operations(fixing: whole, irrep: irrep).filter(members.contains)
  }

  /// χ² of the part of an irrep outside a space, relative to its threshold.
  private func excess(_ irrep: Int, _ space: [[Double]], _ structures: [Int]) -> Double {
    let size = modes.irreps[irrep].dimension
    guard space.count < size, !modes.copiesOfIrrep[irrep].isEmpty else { return 0 }
    // Orthonormal vectors outside the space.
    var basis = OrthonormalBasis()
    for vector in space { basis.extend(by: vector, ifLongerThan: 1e-6) }
    for axis in 0..<size {
      basis.extend(by: (0..<size).map { $0 == axis ? 1 : 0 }, ifLongerThan: 1e-6)
    }
    let outside = basis.rows.dropFirst(space.count)
    func project(_ vector: [Double]) -> [Double] {
      stride(from: 0, to: vector.count, by: size).flatMap { start in
        outside.map { inner($0, Array(vector[start..<start + size])) }
      }
    }
    var (sum, degrees) = (0.0, 0)
    for structure in structures {
      let residual = project(components[structure][irrep])
      var covariance = Matrix(rows: residual.count, columns: residual.count)
      for error in errors[structure] {
        let part = project(error[irrep])
        for row in part.indices where part[row] != 0 {
          for column in part.indices { covariance[row, column] += part[row] * part[column] }
        }
      }
      guard let system = try? covariance.symmetricEigensystem() else { continue }
      let largest = system.values.last ?? 0
      for (index, variance) in system.values.enumerated() where variance > 1e-9 * largest {
        let value = inner(system.vectors.column(index), residual)
        sum += value * value / variance
        degrees += 1
      }
    }
    guard degrees > 0 else { return 0 }
    let count = Double(degrees)
    return sum / (count + 4 * (2 * count).squareRoot() + 8)
  }
}
