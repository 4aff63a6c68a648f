// The derivatives of the residuals, for all temperatures or for a few at a time.

import PhaseFitNumerics

extension GaugeProblem {
  /// Residuals and derivatives with respect to the scaled unknowns.
  struct Linearisation: Sendable {
    var residuals: [Double]
    /// ∂r/∂(scaled shared unknowns), row by row.
    var shared: [Double]
    /// ∂r/∂(scaled amplitudes) of every temperature: one row for each residual.
    var amplitudes: [[[Double]]]
  }

  /// What derivatives at a point share.
  struct Differentiable: Sendable {
    var prepared: Prepared
    /// ∂N(0)/∂W of every phase: only the totally symmetric rows depend on the weights at q = 0.
    var zeros: [[Double]]
  }

  func differentiable(_ point: Point) -> Differentiable {
    let prepared = prepare(point)
    let zeros = phases.indices.map { index -> [Double] in
      let phase = phases[index]
      var result = [Double](repeating: 0, count: phase.rows.invariantCount * networkCount)
      let units = (0..<phase.rows.invariantCount).map { row in
        (0..<phase.rows.count).map { $0 == row ? 1.0 : 0 }
      }
      result.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        _ = phase.network.pullBack(
          units, prepared.networks[index], prepared.zeros[index], jacobian: base,
          stride: networkCount)
      }
      return result
    }
    return Differentiable(prepared: prepared, zeros: zeros)
  }

  func linearise(_ point: Point) -> Linearisation {
    linearise(point, differentiable(point), over: observations.indices)
  }

  /// Residuals and derivatives of some temperatures alone.
  func linearise(
    _ point: Point, _ parts: Differentiable, over chosen: Range<Int>
  ) -> Linearisation {
    let columns = sharedCount
    let (prepared, zeros) = (parts.prepared, parts.zeros)
    guard let first = chosen.first, let last = chosen.last else {
      return Linearisation(residuals: [], shared: [], amplitudes: [])
    }
    let start = rowRanges[first].lowerBound
    let count = rowRanges[last].upperBound - start
    var residuals = [Double](repeating: 0, count: count)
    var shared = [Double](repeating: 0, count: count * columns)
    var amplitudes = [[[Double]]](repeating: [], count: chosen.count)
    residuals.withUnsafeMutableBufferPointer { residuals in
      shared.withUnsafeMutableBufferPointer { shared in
        amplitudes.withUnsafeMutableBufferPointer { amplitudes in
          guard let base = shared.baseAddress else { return }
          nonisolated(unsafe) let (values, rows, blocks) = (residuals, base, amplitudes)
          let work = 4 * cost * chosen.count / max(observations.count, 1)
          DenseKernels.parallel(chosen.count, work: work) { place in
            let index = first + place
            let row = rowRanges[index].lowerBound - start
            let (differences, state) = residual(index, point, prepared)
            for (offset, value) in differences.enumerated() { values[row + offset] = value }
            blocks[place] = differentiate(
              index, state, prepared, zeros, rows + row * columns)
          }
        }
      }
    }
    return Linearisation(residuals: residuals, shared: shared, amplitudes: amplitudes)
  }

  private func differentiate(
    _ index: Int, _ state: ReducedNetwork.State, _ prepared: Prepared, _ zeros: [[Double]],
    _ jacobian: UnsafeMutablePointer<Double>
  ) -> [[Double]] {
    let observation = observations[index]
    let phase = phases[observation.phase]
    // L⁻¹ (1 − M Mᵀ): the projector is symmetric.
    let cotangents = observation.whitening.map(phase.outsideGauge)
    let powers = baseline(at: observation.temperature)
    var result = phase.network.pullBack(
      cotangents, prepared.networks[observation.phase], state, jacobian: jacobian,
      stride: sharedCount)
    for (row, cotangent) in cotangents.enumerated() {
      let target = jacobian + row * sharedCount
      zeros[observation.phase].withUnsafeBufferPointer { zero in
        guard let zero = zero.baseAddress else { return }
        for invariant in 0..<invariantCount where cotangent[invariant] != 0 {
          DenseKernels.add(
            -cotangent[invariant], zero + invariant * networkCount, networkCount, to: target)
        }
      }
      for invariant in 0..<invariantCount {
        let start = networkCount + invariant * Self.baselineOrder
        for (power, value) in powers.enumerated() {
          target[start + power] =
            observation.whitening[row][invariant] * value * Self.baselineDeviation
        }
      }
      for (coordinate, column) in phase.columns.enumerated() {
        result[row][coordinate] += inner(observation.whitening[row], column)
      }
      result[row] = result[row].map { $0 * amplitudeDeviation }
    }
    return result
  }
}
