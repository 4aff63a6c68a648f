// The power with which a secondary distortion follows the primary order parameters.
//
//     S = κ mˣ (1 + c |q|²) ,   m = Π_i |q_i|^n_i ,   power  x Σ n_i
//
// m is the lowest term that transforms as the secondary: degrees n for which
//
//     Σ_g D_S(g)ᵀ v Π_i Π_{j ≤ n_i} (w_ij · D_i(g) q_i)
//
// does not vanish for every v and w at the direction of the sweep. Near a continuous transition
// S ∝ (T_c − T)^nβ. κ and c are linear, x is found on a grid; its interval is where χ² rises by 3.84,
// times χ²/ν where that is above 1. The correction is used where it lowers χ² by more than 6.

import Foundation
import PhaseFitNumerics
public import PhaseFitSymmetry

/// The power of one secondary distortion in one phase, predicted and fitted.
public struct SecondaryExponent: Sendable, Codable, Hashable {
  /// The irrep, an index into `SymmetryModes.irreps`.
  public var irrep: Int
  /// Its label.
  public var label: String
  /// What is distorted.
  public var kind: OrderParameterSeries.Kind
  /// The phase, a position in `SweepModel.phases`.
  public var phase: Int
  /// The degrees of the lowest term in the members of the model; nil where symmetry admits none up
  /// to degree 6.
  public var degrees: [Int]?
  /// The power that fits best, nil where none does.
  public var fitted: Double?
  /// The lower end of its 95 % interval, nil where it is open.
  public var lower95: Double?
  /// The upper end of its 95 % interval, nil where it is open.
  public var upper95: Double?
  /// The number of structures.
  public var pointCount: Int

  /// The degree of the lowest term.
  public var predicted: Int? { degrees.map { $0.reduce(0, +) } }
}

extension SweepModel {
  /// Terms are looked for up to this degree.
  private static let largestDegree = 6
  /// A power needs this many structures.
  private static let leastPoints = 4

  /// The powers of all secondary distortions that the data show.
  ///
  /// - Parameters:
  ///   - observations: the structures that the model was fitted to, in the same order.
  ///   - modes: the modes it was fitted with.
  /// - Returns: one entry for each phase, irrep and kind of distortion with enough structures.
  /// - Throws: `RelaxedModelError` where the observations do not fit the cell.
  public func secondaryExponents(
    _ observations: [SweepObservation], modes: SymmetryModes
  ) throws(RelaxedModelError) -> [SecondaryExponent] {
    guard !members.isEmpty, points.count == observations.count else { return [] }
    var rows = try SweepRows(
      observations, modes: modes, occupancyLength: specification.occupancyLength)
    rows.inflate(by: inflation / rows.inflation)
    var result: [SecondaryExponent] = []
    for phase in phases.indices where !phases[phase].isParent {
      let active = members.indices.filter { !phases[phase].bases[$0].isEmpty }
      guard !active.isEmpty else { continue }
      for entry in screening where entry.phases.contains(phase) {
        for kind in [OrderParameterSeries.Kind.displacement, .strain, .occupancy] {
          let isPrimary = active.contains {
            members[$0].irrep == entry.irrep && members[$0].kind == kind
          }
          guard !isPrimary else { continue }
          if let found = exponent(entry.irrep, kind, phase: phase, active, rows) {
            result.append(found)
          }
        }
      }
    }
    return result
  }

  private func exponent(
    _ irrep: Int, _ kind: OrderParameterSeries.Kind, phase: Int, _ active: [Int],
    _ sweep: SweepRows
  ) -> SecondaryExponent? {
    let group = sweep.groups[phase]
    let rows = group.rows.rows.indices.filter {
      group.rows.rows[$0].irrep == irrep && group.rows.rows[$0].kind == kind
    }
    guard !rows.isEmpty else { return nil }
    let seen = group.members.reduce((0.0, 0)) { sum, observation in
      let test = sweep.test(rows, observation: observation)
      return (sum.0 + test.chiSquared, sum.1 + test.degrees)
    }
    guard SweepRows.exceeds(seen.0, degrees: seen.1) else { return nil }
    let size = { (index: Int, member: Int) -> Double in
      let values = self.points[index].amplitudes[member]
      return inner(values, values).squareRoot()
    }
    let inside = group.members.filter { index in
      active.allSatisfy { size(index, $0) > 3 * uncertainty(index, $0) }
    }
    guard inside.count >= Self.leastPoints,
      let largest = inside.max(by: { size($0, active[0]) < size($1, active[0]) })
    else { return nil }
    let vectors = active.map { vector($0, at: points[largest]) }
    let degrees = lowestTerm(of: irrep, active, vectors, sweep.modes)
    let used = degrees ?? active.map { _ in 1 }
    let direction = Self.leading(inside.map { index in rows.map { sweep.data[index][$0] } })
    let scales = active.map { member in inside.map { size($0, member) }.max() ?? 1 }
    let data = inside.map { index -> PowerFit.Point in
      var (value, variance) = (0.0, 0.0)
      for (row, first) in zip(rows, direction) {
        value += first * sweep.data[index][row]
        for (column, second) in zip(rows, direction) {
          variance += first * second * sweep.covariances[index][row][column]
        }
      }
      var (term, square) = (1.0, 0.0)
      for (place, member) in active.enumerated() {
        let relative = size(index, member) / scales[place]
        for _ in 0..<used[place] { term *= relative }
        square += relative * relative / Double(active.count)
        // The term is known no better than the order parameter.
        let error = Double(used[place]) * uncertainty(index, member) / size(index, member)
        variance += value * value * error * error
      }
      return PowerFit.Point(term: term, square: square, value: value, variance: variance)
    }
    let fit = PowerFit(data, degree: used.reduce(0, +))
    return SecondaryExponent(
      irrep: irrep, label: sweep.modes.irreps[irrep].label, kind: kind, phase: phase,
      degrees: degrees.map { found in
        var all = members.map { _ in 0 }
        for (member, degree) in zip(active, found) { all[member] = degree }
        return all
      }, fitted: fit?.power, lower95: fit?.lower, upper95: fit?.upper, pointCount: inside.count)
  }

  private func uncertainty(_ index: Int, _ member: Int) -> Double {
    let errors = points[index].standardUncertainties[member]
    return inner(errors, errors).squareRoot()
  }

  /// The degrees in the active members of the lowest term that transforms as an irrep.
  private func lowestTerm(
    of irrep: Int, _ active: [Int], _ vectors: [[Double]], _ modes: SymmetryModes
  ) -> [Int]? {
    var generator = SplitMix64(seed: 0x5eed)
    let target = modes.irreps[irrep]
    let probe = (0..<target.dimension).map { _ in generator.normal() }
    // w_j · D(g) q / |q| for every member, factor and operation.
    let factors = zip(active, vectors).map { member, vector -> [[Double]] in
      let length = max(inner(vector, vector).squareRoot(), 1e-300)
      let forms = (0..<Self.largestDegree).map { _ in vector.map { _ in generator.normal() } }
      let images = modes.irreps[members[member].irrep].matrices.map { $0 * vector }
      return forms.map { form in images.map { inner(form, $0) / length } }
    }
    let images = target.matrices.map { $0.transpose * probe }
    for total in 1...Self.largestDegree {
      for degrees in Self.compositions(of: total, into: active.count) {
        var sum = [Double](repeating: 0, count: target.dimension)
        var scale = 0.0
        for operation in images.indices {
          var product = 1.0
          for (place, degree) in degrees.enumerated() {
            for factor in 0..<degree { product *= factors[place][factor][operation] }
          }
          add(product, images[operation], to: &sum)
          scale += abs(product) * inner(images[operation], images[operation]).squareRoot()
        }
        if inner(sum, sum).squareRoot() > 1e-7 * scale { return degrees }
      }
    }
    return nil
  }

  private static func compositions(of total: Int, into count: Int) -> [[Int]] {
    guard count > 1 else { return [[total]] }
    return (0...total).reversed().flatMap { first in
      compositions(of: total - first, into: count - 1).map { [first] + $0 }
    }
  }
}

/// A power law with one correction term.
struct PowerFit {
  struct Point {
    /// m, 1 at the largest order parameter.
    var term: Double
    /// |q|², 1 there.
    var square: Double
    var value: Double
    var variance: Double
  }
  var power: Double
  var lower: Double?
  var upper: Double?

  private static let range = 0.2...8.0
  private static let step = 0.02
  /// Fewer points leave nothing to find the correction with.
  private static let correctedCount = 6
  /// The correction has to lower χ² by this, times χ²/ν: its coefficient is then above 2.5 s.u.
  private static let correctionGain = 6.0

  /// The power x · degree; nil where the points have no spread.
  init?(_ points: [Point], degree: Int) {
    let terms = points.map(\.term)
    guard let low = terms.min(), let high = terms.max(), low > 0, high > 1.02 * low else {
      return nil
    }
    let count = Int((Self.range.upperBound - Self.range.lowerBound) / Self.step)
    let powers = (0...count).map { Self.range.lowerBound + Self.step * Double($0) }
    func profile(_ isCorrected: Bool) -> [Double] {
      powers.map { Self.chiSquared(points, exponent: $0 / Double(degree), isCorrected) }
    }
    var curve = profile(false)
    var freedom = Double(max(points.count - 2, 1))
    if points.count >= Self.correctedCount {
      let corrected = profile(true)
      let least = corrected.min() ?? 0
      let scatter = max(1, least / Double(points.count - 3))
      if (curve.min() ?? 0) - least > Self.correctionGain * scatter {
        (curve, freedom) = (corrected, Double(points.count - 3))
      }
    }
    guard let best = curve.indices.min(by: { curve[$0] < curve[$1] }),
      best > 0, best < curve.count - 1
    else { return nil }
    let rise = 3.84 * max(1, curve[best] / freedom)
    power = powers[best]
    func end(_ indices: some Sequence<Int>) -> Double? {
      for index in indices where curve[index] > curve[best] + rise { return powers[index] }
      return nil
    }
    lower = end((0..<best).reversed())
    upper = end((best + 1)..<max(curve.count, best + 1))
  }

  /// min over κ and c of Σ (S − κ mˣ − κ c mˣ |q|²)²/σ².
  private static func chiSquared(_ points: [Point], exponent: Double, _ hasCorrection: Bool)
    -> Double
  {
    var (aa, ab, bb, ay, by, yy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for point in points {
      let weight = 1 / max(point.variance, 1e-300)
      let first = Foundation.pow(point.term, exponent)
      let second = first * point.square
      aa += weight * first * first
      ab += weight * first * second
      bb += weight * second * second
      ay += weight * first * point.value
      by += weight * second * point.value
      yy += weight * point.value * point.value
    }
    let determinant = aa * bb - ab * ab
    guard hasCorrection, determinant > 1e-12 * aa * bb else { return yy - ay * ay / aa }
    return yy - (bb * ay * ay - 2 * ab * ay * by + aa * by * by) / determinant
  }
}
