// The model of a sweep in the normal gauge, its residual and its derivatives.
//
//     y_T(q) = M q + (1 − M Mᵀ) [N_W(q) − N_W(0)] + ξ₀(T) ,   r_T = L_T⁻¹ (y_T(q_T) − y_T) ,
//     R_T = L_T L_Tᵀ = Σ_p (∂y/∂p σ_p)(∂y/∂p σ_p)ᵀ + floor²
//
// in the rows of the group of each temperature. ξ₀ is the parent's own change with temperature in the
// totally symmetric rows, a polynomial. Everything is linear in q but the network. Unknowns are
// scaled by their prior standard deviations, p = (w − w₀)/τ and z/τ_z, so that the prior is |p|².

import PhaseFitNumerics
import PhaseFitSymmetry

/// One temperature, whitened.
struct GaugeObservation: Sendable {
  var temperature: Double
  var phase: Int
  /// The coordinates of the distortion in the rows of the phase, Å.
  var data: [Double]
  /// L⁻¹, row by row.
  var whitening: [[Double]]
}

/// The rows, the gauge and the network of one group.
struct GaugePhase: Sendable {
  var rows: PhaseRows
  /// The columns of M in these rows.
  var columns: [[Double]]
  var network: ReducedNetwork
  /// For each order parameter its coordinates among those of the phase.
  var coordinates: [Range<Int>]

  /// `(1 − M Mᵀ) v`.
  func outsideGauge(_ vector: [Double]) -> [Double] {
    columns.reduce(into: vector) { result, column in
      PhaseFitRelaxedModel.add(-inner(column, vector), column, to: &result)
    }
  }
}

struct GaugeProblem: Sendable {
  let phases: [GaugePhase]
  let observations: [GaugeObservation]
  /// w₀: the draw of the network's weights, then zeros for the baseline.
  let center: [Double]
  /// Prior standard deviations of the shared unknowns.
  let deviations: [Double]
  /// τ_z, Å.
  let amplitudeDeviation: Double
  let networkCount: Int
  let invariantCount: Int
  /// The middle and half the span of the temperatures, K.
  let middle: Double
  let span: Double
  /// The rows of every observation among all residuals, and its coordinates among all amplitudes.
  let rowRanges: [Range<Int>]
  let amplitudeRanges: [Range<Int>]

  /// ξ₀ has degrees 0, 1 and 2.
  static let baselineOrder = 3
  /// The prior standard deviation of its coefficients, Å: thermal expansion over a sweep is of the
  /// order of a hundredth of a cell of several Å.
  static let baselineDeviation = 0.1

  init(
    phases: [GaugePhase], observations: [GaugeObservation], weights: [Double],
    amplitudeDeviation: Double, temperatures scale: (middle: Double, span: Double)? = nil
  ) {
    self.phases = phases
    self.observations = observations
    self.amplitudeDeviation = amplitudeDeviation
    networkCount = weights.count
    invariantCount = phases.first?.rows.invariantCount ?? 0
    let baseline = invariantCount * Self.baselineOrder
    center = weights + [Double](repeating: 0, count: baseline)
    deviations =
      [Double](repeating: 1, count: weights.count)
      + [Double](repeating: Self.baselineDeviation, count: baseline)
    let temperatures = observations.map(\.temperature)
    let (low, high) = (temperatures.min() ?? 0, temperatures.max() ?? 1)
    middle = scale?.middle ?? 0.5 * (low + high)
    span = scale?.span ?? max(0.5 * (high - low), 1)
    var (rows, amplitudes) = (0, 0)
    var rowRanges: [Range<Int>] = []
    var amplitudeRanges: [Range<Int>] = []
    for observation in observations {
      let phase = phases[observation.phase]
      rowRanges.append(rows..<rows + phase.rows.count)
      amplitudeRanges.append(amplitudes..<amplitudes + phase.columns.count)
      rows += phase.rows.count
      amplitudes += phase.columns.count
    }
    self.rowRanges = rowRanges
    self.amplitudeRanges = amplitudeRanges
  }

  var sharedCount: Int { center.count }
  var rowCount: Int { rowRanges.last?.upperBound ?? 0 }
  var amplitudeCount: Int { amplitudeRanges.last?.upperBound ?? 0 }

  /// The unknowns: the shared ones and the amplitudes of every temperature, unscaled.
  struct Point: Sendable {
    var shared: [Double]
    var amplitudes: [Double]
  }

  /// q = 0, w = w₀.
  var start: Point {
    Point(shared: center, amplitudes: [Double](repeating: 0, count: amplitudeCount))
  }

  /// The powers of the scaled temperature of the baseline.
  func baseline(at temperature: Double) -> [Double] {
    let x = (temperature - middle) / span
    return (0..<Self.baselineOrder).map { power in
      (0..<power).reduce(1.0) { value, _ in value * x }
    }
  }

  func prior(_ point: Point) -> Double {
    var sum = 0.0
    for index in point.shared.indices {
      let value = (point.shared[index] - center[index]) / deviations[index]
      sum += value * value
    }
    let square = inner(point.amplitudes, point.amplitudes)
    return sum + square / (amplitudeDeviation * amplitudeDeviation)
  }

  /// The network of every phase with given weights, with its value at q = 0.
  struct Prepared: Sendable {
    var networks: [ReducedNetwork.Prepared]
    var zeros: [ReducedNetwork.State]
  }

  func prepare(_ point: Point) -> Prepared {
    let weights = Array(point.shared[..<networkCount])
    let networks = phases.map { $0.network.prepare(weights) }
    let zeros = zip(phases, networks).map { phase, network in
      phase.network.evaluate(
        network, at: [Double](repeating: 0, count: phase.columns.count))
    }
    return Prepared(networks: networks, zeros: zeros)
  }

  /// The rows of the model in a phase at a temperature for given amplitudes, Å.
  func model(
    phase index: Int, temperature: Double, amplitudes: [Double], _ point: Point,
    _ prepared: Prepared
  ) -> (rows: [Double], state: ReducedNetwork.State) {
    let phase = phases[index]
    let state = phase.network.evaluate(prepared.networks[index], at: amplitudes)
    var rows = phase.outsideGauge(zip(state.output, prepared.zeros[index].output).map { $0 - $1 })
    for (column, value) in zip(phase.columns, amplitudes) { add(value, column, to: &rows) }
    let powers = baseline(at: temperature)
    for row in 0..<invariantCount {
      let start = networkCount + row * Self.baselineOrder
      for (power, value) in powers.enumerated() { rows[row] += value * point.shared[start + power] }
    }
    return (rows, state)
  }

  /// The whitened residuals of all temperatures.
  func residuals(_ point: Point) -> [Double] {
    let prepared = prepare(point)
    var result = [Double](repeating: 0, count: rowCount)
    result.withUnsafeMutableBufferPointer { result in
      nonisolated(unsafe) let result = result
      DenseKernels.parallel(observations.count, work: cost) { index in
        let rows = residual(index, point, prepared).values
        for (offset, value) in rows.enumerated() {
          result[rowRanges[index].lowerBound + offset] = value
        }
      }
    }
    return result
  }

  /// The whitened residuals of one temperature.
  func residuals(of index: Int, _ point: Point) -> [Double] {
    residual(index, point, prepare(point)).values
  }

  func residual(_ index: Int, _ point: Point, _ prepared: Prepared)
    -> (values: [Double], state: ReducedNetwork.State)
  {
    let observation = observations[index]
    let (rows, state) = model(
      phase: observation.phase, temperature: observation.temperature,
      amplitudes: Array(point.amplitudes[amplitudeRanges[index]]), point, prepared)
    let difference = zip(rows, observation.data).map { $0 - $1 }
    return (observation.whitening.map { inner($0, difference) }, state)
  }

  /// About how many products one forward pass of all temperatures takes.
  var cost: Int {
    observations.reduce(0) { sum, observation in
      let network = phases[observation.phase].network
      return sum + 2 * (network.links.count + network.products.count)
    }
  }
}
