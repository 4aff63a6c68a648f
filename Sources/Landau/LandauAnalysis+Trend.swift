import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// Whether the amplitude falls towards the transition at all.
extension LandauAnalysis {
  /// The significance of a fall that counts as one, one-sided.
  private static let trendSignificance = 0.01

  /// Whether a straight line through the amplitudes falls significantly with temperature.
  ///
  /// A criterion that counts parameters cannot see a clear fall in five or six points, because the
  /// penalty of its small-sample correction exceeds everything they can gain.
  private func falls(_ data: AmplitudeData) -> Bool {
    let count = Double(data.count)
    let temperatures = data.points.map(\.temperature)
    let (meanT, meanA) = (
      temperatures.reduce(0, +) / count, data.amplitudes.reduce(0, +) / count
    )
    var (spread, moment, total) = (0.0, 0.0, 0.0)
    for (temperature, amplitude) in zip(temperatures, data.amplitudes) {
      spread += (temperature - meanT) * (temperature - meanT)
      moment += (temperature - meanT) * (amplitude - meanA)
      total += (amplitude - meanA) * (amplitude - meanA)
    }
    guard spread > 0, data.count > 2 else { return false }
    let slope = moment / spread
    let rest = max(total - slope * moment, 0) / (count - 2)
    let limit = StudentDistribution(degreesOfFreedom: count - 2).quantile(
      1 - Self.trendSignificance)
    return slope < -limit * (rest / spread).squareRoot()
  }

  /// Whether some fit describes the points better than a constant amplitude, or they clearly fall.
  func showsTrend(_ data: AmplitudeData) throws -> Bool {
    if falls(data) { return true }
    let weights = data.weights ?? [Double](repeating: 1, count: data.count)
    let total = weights.reduce(0, +)
    let mean = zip(weights, data.amplitudes).reduce(0) { $0 + $1.0 * $1.1 } / total
    let chiSquared = zip(weights, data.amplitudes).reduce(0) { sum, item in
      sum + item.0 * (item.1 - mean) * (item.1 - mean)
    }
    return fits.contains { fit in
      var constant = fit
      constant.parameterCount = 1
      constant.chiSquared = chiSquared * (data.weights == nil ? data.scale * data.scale : 1)
      guard let ofConstant = constant.correctedAkaike(inflation: varianceInflation),
        let ofFit = fit.correctedAkaike(inflation: varianceInflation)
      else { return false }
      return ofConstant - ofFit > Self.akaikeSupport
    }
  }
}
