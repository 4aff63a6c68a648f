// The order parameters of a model over temperature, on the scale of the mode amplitudes.

import Foundation
import PhaseFitNumerics
public import PhaseFitSymmetry

extension SweepModel {
  /// The order parameter of a member at one point, in the space of its irrep, Å over the cell.
  func vector(_ member: Int, at point: Point, classical: Bool = false) -> [Double] {
    let values = classical ? point.classical : point.amplitudes
    guard values.indices.contains(member) else { return [] }
    let basis = phases[point.phase].bases[member]
    let size = basis.first?.count ?? 0
    return zip(values[member], basis).reduce(into: [Double](repeating: 0, count: size)) {
      add($1.0, $1.1, to: &$0)
    }
  }

  /// An order parameter between the structures of a phase, by the law of Landau without a fit.
  ///
  ///     q² linear in T between the neighbours, or through the nearest two beyond the last one
  ///
  /// in each component, with its sign. It is exact where q rises as the square root, and less wrong
  /// than a straight line where it rises more steeply.
  ///
  /// - Parameters:
  ///   - member: a position in `members`.
  ///   - phase: a position in `phases`.
  ///   - temperature: K.
  ///   - left: a position in `points` that is not to be used.
  /// - Returns: the coordinates in the basis of the phase with standard uncertainties, Å; nil where
  ///   the phase has no other structure.
  public func interpolated(
    _ member: Int, phase: Int, at temperature: Double, without left: Int? = nil
  ) -> (value: [Double], uncertainty: [Double])? {
    let known = points.indices.filter { points[$0].phase == phase && $0 != left }
      .map { points[$0] }.sorted { $0.temperature < $1.temperature }
    guard !known.isEmpty, !phases[phase].bases[member].isEmpty else { return nil }
    let after = known.firstIndex { $0.temperature >= temperature } ?? known.count
    let first = min(max(after - 1, 0), max(known.count - 2, 0))
    let (low, high) = (known[first], known[min(first + 1, known.count - 1)])
    let span = high.temperature - low.temperature
    let weight = span > 0 ? (temperature - low.temperature) / span : 0
    var (values, errors): ([Double], [Double]) = ([], [])
    for (left, right) in zip(
      zip(low.amplitudes[member], low.standardUncertainties[member]),
      zip(high.amplitudes[member], high.standardUncertainties[member]))
    {
      let square = (1 - weight) * left.0 * abs(left.0) + weight * right.0 * abs(right.0)
      // Beyond the ends the squares may pass through zero: there is nothing left then.
      let sign: Double = abs(left.0) > abs(right.0) ? left.0 : right.0
      let value = square * sign > 0 ? copysign(abs(square).squareRoot(), square) : 0
      let parts = [
        (1 - weight) * left.0 * left.1, weight * right.0 * right.1,
      ].map { $0 / max(abs(value), left.1, right.1) }
      values.append(value)
      errors.append(inner(parts, parts).squareRoot())
    }
    return (values, errors)
  }

  /// The factor from Å over the commensurate cell to the unit of an amplitude: Ap in Å for
  /// displacements, dimensionless for strain and occupancy.
  public func scale(of member: Int, modes: SymmetryModes) -> Double {
    let kind = members[member].kind
    let length =
      switch kind {
      case .displacement: 1.0
      case .strain: strainLength
      case .occupancy: specification.occupancyLength
      }
    return 1 / (length * modes.norm(of: kind))
  }

  /// The amplitude of a member over temperature, signed along one direction.
  ///
  /// The direction is the leading one over the points of the phases given; its sign is that of
  /// `like` where that is given, else positive for the largest amplitude.
  ///
  /// - Parameters:
  ///   - member: a position in `members`.
  ///   - measurements: the points of the series, in its order, with whether each is distorted.
  ///   - modes: the modes of the model.
  ///   - like: values of the classical amplitude at the same points, for the sign.
  /// - Returns: the learned amplitudes with their standard uncertainties, and the classical ones
  ///   on the same direction.
  public func series(
    _ member: Int, measurements: [(measurement: Int, isDistorted: Bool)], modes: SymmetryModes,
    like: [Double]? = nil
  ) -> (learned: OrderParameterSeries, classical: [Double]) {
    let places = Dictionary(
      points.indices.map { (points[$0].measurement, $0) }, uniquingKeysWith: { first, _ in first })
    let chosen = measurements.compactMap { entry in
      places[entry.measurement].map { (point: points[$0], isDistorted: entry.isDistorted) }
    }
    let scale = scale(of: member, modes: modes)
    let vectors = chosen.map { vector(member, at: $0.point) }
    var direction = Self.leading(vectors.filter { !$0.isEmpty })
    func project(_ vector: [Double]) -> Double {
      vector.isEmpty ? 0 : scale * inner(vector, direction)
    }
    let values = vectors.map(project)
    let reference = like.flatMap { $0.count == values.count ? $0 : nil } ?? values.map { abs($0) }
    let largest = values.indices.max { abs(reference[$0]) < abs(reference[$1]) }
    if let largest, values[largest] * reference[largest] < 0 { direction = direction.map { -$0 } }
    let irrep = modes.irreps[members[member].irrep]
    let series = OrderParameterSeries(
      label: members[member].label, waveVector: irrep.waveVector, kind: members[member].kind,
      norm: members[member].kind == .strain ? .frobenius : .parentPrimitiveCell,
      points: zip(chosen, vectors).map { entry, vector in
        OrderParameterSeries.Point(
          temperature: entry.point.temperature, value: project(vector),
          standardUncertainty: uncertainty(member, entry.point, direction).map { scale * $0 },
          isDistorted: entry.isDistorted, measurement: entry.point.measurement)
      })
    return (
      series, chosen.map { project(self.vector(member, at: $0.point, classical: true)) }
    )
  }

  /// The standard uncertainty along a direction; components are taken as independent.
  private func uncertainty(_ member: Int, _ point: Point, _ direction: [Double]) -> Double? {
    guard point.standardUncertainties.indices.contains(member) else { return nil }
    let basis = phases[point.phase].bases[member]
    guard !basis.isEmpty else { return nil }
    return zip(point.standardUncertainties[member], basis).reduce(0) { sum, entry in
      let part = entry.0 * inner(entry.1, direction)
      return sum + part * part
    }.squareRoot()
  }

  /// The leading eigenvector of Σ q qᵀ.
  static func leading(_ vectors: [[Double]]) -> [Double] {
    guard let size = vectors.first?.count, size > 0 else { return [] }
    var moment = Matrix(rows: size, columns: size)
    for vector in vectors {
      for row in 0..<size {
        for column in 0..<size { moment[row, column] += vector[row] * vector[column] }
      }
    }
    return (try? moment.symmetricEigensystem())?.vectors.column(size - 1)
      ?? [Double](repeating: 0, count: size)
  }
}

/// The correlation coefficient of two series, nil where one does not vary.
public func correlation(_ left: [Double], _ right: [Double]) -> Double? {
  guard left.count == right.count, left.count > 2 else { return nil }
  let count = Double(left.count)
  let (first, second) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
  let (x, y) = (left.map { $0 - first }, right.map { $0 - second })
  let norm = (inner(x, x) * inner(y, y)).squareRoot()
  return norm > 0 ? inner(x, y) / norm : nil
}
