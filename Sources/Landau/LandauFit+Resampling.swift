import Foundation
import PhaseFitNumerics
public import PhaseFitSymmetry

/// Bootstrap and jackknife of a fit.
extension LandauFit {
  /// The fewest points of a resample above the number of parameters.
  private static let spareTemperatures = 1
  /// How often a resample with too few temperatures is drawn again.
  private static let redrawLimit = 20

  /// Repeats the fit with resampled points.
  ///
  /// - Parameters:
  ///   - kind: how points are resampled.
  ///   - series: the points the fit was made to.
  ///   - replicates: the number of repetitions.
  ///   - seed: the seed; the same seed gives the same numbers.
  ///   - temperatures: where the amplitude is predicted, K.
  /// - Returns: the quantiles of the repetitions.
  /// - Throws: `LandauError` where the series is not the one of the fit, or repetitions are too few.
  /// - Complexity: one fit of three parameters for each repetition.
  public func bootstrap(
    _ kind: LandauBootstrap.Kind, of series: OrderParameterSeries, replicates: Int = 1000,
    seed: UInt64 = 0, temperatures: [Double] = []
  ) throws -> LandauBootstrap {
    // Quantiles at 2.5 % need a few repetitions beyond them.
    let fewest = 100
    guard replicates >= fewest else {
      throw LandauError(
        .badInput, "\(replicates) bootstrap repetitions; expected at least \(fewest)")
    }
    let data = try resampledData(series)
    let weights = data.weights ?? [Double](repeating: 1, count: data.count)
    let original = CurvePoint(
      criticalPoint: curve.criticalPoint, second: curve.second, third: curve.third)
    let whole = ConstrainedCurve(model.form, curve.temperatureScale, data)
    let refit = CurveRefit(charts: whole.charts, weights: weights)
    let fitted = points.map { $0.fitted * data.sign / data.scale }
    // Points that scatter more than they state are given the scatter.
    let inflation =
      uncertaintySource == .stated
      ? varianceFactor.squareRoot() : reducedChiSquared.squareRoot() / curve.scale
    var generator = SplitMix64(seed: seed)
    var curves: [LandauCurve] = []
    for _ in 0..<replicates {
      let located: CurveRefit.Located?
      switch kind {
      case .parametric:
        var sample = fitted
        for index in sample.indices {
          sample[index] += inflation / weights[index].squareRoot() * generator.normal()
        }
        located = refit.minimum(sample, near: original)
      case .pairs:
        guard let drawn = draw(data, &generator) else { continue }
        // Points that were not drawn still were distorted: their phase constrains the curve.
        var domain = whole.domain
        domain.temperatures = drawn.points.map { curve.temperatureScale.scaled($0.temperature) }
        located = CurveRefit(
          charts: ConstrainedCurve.charts(model.form, domain),
          weights: drawn.weights ?? [Double](repeating: 1, count: drawn.count)
        ).minimum(drawn.amplitudes, near: original)
      }
      guard let located else { continue }
      curves.append(
        LandauCurve(
          model.form, curve.temperatureScale, located.point, sign: data.sign, scale: data.scale))
    }
    return summary(kind, seed, replicates, curves, temperatures)
  }

  private func resampledData(_ series: OrderParameterSeries) throws -> AmplitudeData {
    guard let low = window.first, let high = window.last, low <= high else {
      throw LandauError(.badInput, "the fit has no window of temperatures")
    }
    let data = try AmplitudeData(series, window: low...high)
    guard data.points.map(\.temperature) == points.map(\.temperature), data.scale == curve.scale
    else {
      throw LandauError(
        .badInput, "the series is not the one the fit was made to; pass the same series")
    }
    return data
  }

  /// A resample with enough temperatures, nil where none was drawn.
  private func draw(_ data: AmplitudeData, _ generator: inout SplitMix64) -> AmplitudeData? {
    for _ in 0..<Self.redrawLimit {
      let chosen = (0..<data.count).map { _ in Int(generator.uniform() * Double(data.count)) }
        .sorted()
      var drawn = data
      drawn.points = chosen.map { data.points[$0] }
      guard drawn.temperatureCount >= model.parameterCount + Self.spareTemperatures else {
        continue
      }
      drawn.amplitudes = chosen.map { data.amplitudes[$0] }
      drawn.weights = data.weights.map { weights in chosen.map { weights[$0] } }
      return drawn
    }
    return nil
  }

  private func summary(
    _ kind: LandauBootstrap.Kind, _ seed: UInt64, _ replicates: Int, _ curves: [LandauCurve],
    _ temperatures: [Double]
  ) -> LandauBootstrap {
    func estimate(_ quantity: (LandauCurve) -> Double?) -> LandauEstimate? {
      guard let value = quantity(curve) else { return nil }
      let values = curves.compactMap(quantity).filter(\.isFinite).sorted()
      guard values.count > 1 else { return LandauEstimate(value: value) }
      // Of a normal distribution 68.27 % lie within one standard deviation: unlike the variance the
      // quantiles do not depend on the few repetitions that leave out all points that matter.
      let width = Self.quantile(values, 0.84134) - Self.quantile(values, 0.15866)
      return LandauEstimate(
        value: value, standardUncertainty: 0.5 * width,
        lower95: Self.quantile(values, 0.025), upper95: Self.quantile(values, 0.975))
    }
    let isPotential = model.form.canBeDiscontinuous
    return LandauBootstrap(
      kind: kind, seed: seed, replicateCount: replicates,
      failureCount: replicates - curves.count,
      transitionTemperature: estimate(\.transitionTemperature) ?? LandauEstimate(value: nil),
      criticalTemperature: estimate(\.criticalTemperature) ?? LandauEstimate(value: nil),
      superheatingLimit: isPotential ? estimate(\.superheatingLimit) : nil,
      jump: isPotential ? estimate(\.jump) : nil, p: isPotential ? estimate(\.p) : nil,
      v: estimate(\.v), exponent: estimate(\.exponent),
      band: temperatures.map { temperature in
        let values = curves.map { $0.equilibriumAmplitude(at: temperature) }.sorted()
        return PredictedAmplitude(
          temperature: temperature, value: curve.equilibriumAmplitude(at: temperature),
          lower95: values.isEmpty ? nil : Self.quantile(values, 0.025),
          upper95: values.isEmpty ? nil : Self.quantile(values, 0.975))
      })
  }

  /// A quantile of ascending numbers, linear between them.
  private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let place = probability * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// The curve without the points of each temperature in turn.
  func withoutEachTemperature(_ series: OrderParameterSeries) throws -> [(
    temperature: Double, count: Int, curve: LandauCurve?
  )] {
    let data = try resampledData(series)
    let original = CurvePoint(
      criticalPoint: curve.criticalPoint, second: curve.second, third: curve.third)
    return Set(data.points.map(\.temperature)).sorted().map { temperature in
      let kept = data.points.indices.filter { data.points[$0].temperature != temperature }
      let count = data.count - kept.count
      var rest = data
      rest.points = kept.map { data.points[$0] }
      rest.amplitudes = kept.map { data.amplitudes[$0] }
      rest.weights = data.weights.map { weights in kept.map { weights[$0] } }
      // Fewer temperatures than parameters fix no curve.
      guard rest.temperatureCount > 3 else { return (temperature, count, nil) }
      let constrained = ConstrainedCurve(model.form, curve.temperatureScale, rest)
      let located = CurveRefit(
        charts: constrained.charts,
        weights: rest.weights ?? [Double](repeating: 1, count: rest.count)
      ).minimum(rest.amplitudes, near: original)
      return (
        temperature, count,
        located.map {
          LandauCurve(
            model.form, curve.temperatureScale, $0.point, sign: data.sign, scale: data.scale)
        }
      )
    }
  }
}

extension LandauCurve {
  /// The amplitude of the stable phase, with its sign: 0 above the transition temperature.
  public func equilibriumAmplitude(at temperature: Double) -> Double {
    temperature < transitionTemperature ? amplitude(at: temperature) : 0
  }
}
