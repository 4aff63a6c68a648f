import Foundation
import PhaseFitNumerics
public import PhaseFitSymmetry

/// The fit itself: the minimum over curves and saturation temperatures, and the intervals.
///
///     interval 95 %:  χ²(ψ) − χ²_min ≤ Δ
///     Δ = 3.84 (χ²₁)                for stated uncertainties that χ² does not contradict
///     Δ = t²(0.975; ν) · χ²/ν       otherwise
///     s.u.: half the width of the interval with Δ = 1, or Δ = χ²/ν from scatter
extension LandauFit {
  /// Fits a model to the distorted points of a series under the constraints of its phases.
  ///
  /// The hottest distorted point is at most at T₊ and the coldest parent at least at Tc. The sign of
  /// the series is kept: the fit is for its amplitude along the direction it has.
  ///
  /// - Parameters:
  ///   - model: the form and its saturation.
  ///   - series: the points, each with its observed phase; temperatures in K.
  ///   - window: the temperatures of the distorted points to use; nil for all.
  ///   - withIntervals: whether to find the 95 % intervals, which is most of the work.
  /// - Throws: `LandauError`; `NumericsError` where the arithmetic fails.
  public init(
    _ model: LandauModel, to series: OrderParameterSeries, window: ClosedRange<Double>? = nil,
    withIntervals: Bool = true
  ) throws {
    try self.init(model, to: series, window: window, intervals: withIntervals ? .all : .none)
  }

  /// Which 95 % intervals are found: each is many fits.
  enum Intervals {
    /// None.
    case none
    /// That of Ttr, with fewer levels of its profile: enough to compare forms.
    case transition
    /// Those of all parameters.
    case all
  }

  init(
    _ model: LandauModel, to series: OrderParameterSeries, window: ClosedRange<Double>? = nil,
    intervals: Intervals
  ) throws {
    let data = try AmplitudeData(series, window: window)
    guard model.form != .braggWilliams || model.saturation == .none else {
      throw LandauError(
        .badInput, "mean-field ordering has no saturation temperature; expected saturation none")
    }
    guard data.count >= model.minimumPointCount else {
      throw LandauError(
        .tooFewPoints,
        "\(data.count) distorted points; expected at least \(model.minimumPointCount) to fit "
          + "\(model.parameterCount) parameters; measure more temperatures below the transition")
    }
    // Repetitions at one temperature tell nothing of the shape of the curve.
    guard data.temperatureCount > model.parameterCount else {
      throw LandauError(
        .tooFewPoints,
        "distorted points at \(data.temperatureCount) temperatures; expected more than the "
          + "\(model.parameterCount) parameters; measure more temperatures below the transition")
    }
    let search = try SaturationSearch(model, data)
    guard let best = search.best else {
      throw LandauError(
        .noAdmissibleCurve,
        "distorted up to \(data.highest) K and parent from "
          + "\(data.coldestParent.map { "\($0)" } ?? "none") K: no curve of this form is continuous "
          + "through these points; fit the 2-4-6 potential or check the phases")
    }
    self.init(model, data, best)
    if intervals != .none {
      try addIntervals(search, intervals)
      hasIntervals = intervals == .all
    }
  }

  private init(_ model: LandauModel, _ data: AmplitudeData, _ best: SaturationSearch.Candidate) {
    let located = best.located
    let curve = LandauCurve(
      model.form, best.curve.temperatureScale, located.point, sign: data.sign, scale: data.scale)
    self.model = model
    self.curve = curve
    status =
      switch located.solution.status {
      case .converged: .converged
      case .iterationLimit: .iterationLimit
      // Residuals that are only rounding have no direction left to be orthogonal to.
      case .stalled:
        data.weights == nil && located.chiSquared <= LandauFit.scatterFloor(count: data.count)
          ? .converged : .stalled
      }
    isAtBoundary = located.chart.parameterCount < LandauModel(model.form).parameterCount
    startCount = best.curve.starts.count
    window = [data.lowest, data.highest]
    let fitted = located.chart.amplitudes(located.solution.parameters).values
    points = zip(data.points, fitted).map { point, value in
      let value = data.sign * data.scale * value
      return Point(
        measurement: point.measurement, temperature: point.temperature, observed: point.value,
        standardUncertainty: point.standardUncertainty, fitted: value,
        residual: point.value - value)
    }
    parameterCount = model.parameterCount
    uncertaintySource = data.weights == nil ? .fromScatter : .stated
    chiSquared = located.chiSquared * (data.weights == nil ? data.scale * data.scale : 1)
    (parameterNames, parameterValues, covariance) = ([], [], nil)
    hasIntervals = false
    transitionProfile = []
    criticalTemperature = LandauEstimate(value: curve.criticalTemperature)
    transitionTemperature = LandauEstimate(value: curve.transitionTemperature)
    superheatingLimit =
      model.form.canBeDiscontinuous ? LandauEstimate(value: curve.superheatingLimit) : nil
    p = model.form == .twoFourSix ? LandauEstimate(value: curve.p) : nil
    v = model.form == .twoThreeFour ? LandauEstimate(value: curve.v) : nil
    exponent = curve.exponent.map { LandauEstimate(value: $0) }
    saturationTemperature =
      model.saturation == .none
      ? nil : LandauEstimate(value: best.curve.temperatureScale.saturationTemperature)
    setParameters(located)
  }

  /// Names, values and covariance of the parameters a reader knows.
  private mutating func setParameters(_ located: ConstrainedCurve.Located) {
    let (u, v, s2) = (located.point.second, located.point.third, curve.scale * curve.scale)
    let critical = curve.criticalTemperature
    let criticalRow = [curve.temperatureScale.temperatureDerivative(at: critical), 0, 0]
    let rows: [[Double]]
    switch model.form {
    case .powerLaw(let exponent):
      parameterNames = exponent == nil ? ["A0", "Tc", "beta"] : ["A0", "Tc"]
      parameterValues = [curve.scale * u, critical] + (exponent == nil ? [v] : [])
      rows = [[0, curve.scale, 0], criticalRow] + (exponent == nil ? [[0, 0, 1]] : [])
    case .crossover:
      parameterNames = ["A0", "Tc", "s"]
      parameterValues = [curve.scale * u, critical, v]
      rows = [[0, curve.scale, 0], criticalRow, [0, 0, 1]]
    case .braggWilliams:
      parameterNames = ["A0", "Tc"]
      parameterValues = [curve.scale * u, critical]
      rows = [[0, curve.scale, 0], criticalRow]
    case .twoFourSix where v > 0:
      parameterNames = ["p", "q", "Tc"]
      parameterValues = [s2 * u / (2 * v), s2 * s2 / v, critical]
      rows = [
        [0, s2 / (2 * v), -s2 * u / (2 * v * v)], [0, 0, -s2 * s2 / (v * v)], criticalRow,
      ]
    case .twoThreeFour:
      // s and w of the curve are u and v here.
      parameterNames = ["v", "q", "Tc"]
      parameterValues = [curve.scale * u / (2 * v), s2 / v, critical]
      rows = [
        [0, curve.scale / (2 * v), -curve.scale * u / (2 * v * v)], [0, 0, -s2 / (v * v)],
        criticalRow,
      ]
    case .twoSix:
      parameterNames = ["q", "Tc"]
      parameterValues = [s2 * s2 / v, critical]
      rows = [[0, 0, -s2 * s2 / (v * v)], criticalRow]
    case .twoFour, .twoFourSix:
      parameterNames = ["slope", "Tc"]
      parameterValues = [-s2 / u, critical]
      rows = [[0, s2 / (u * u), 0], criticalRow]
    }
    guard let own = located.solution.covariance, own.columns == parameterNames.count else { return }
    let jacobian = Matrix(rows) * located.chart.point(located.solution.parameters).jacobian
    let factor = uncertaintySource == .fromScatter ? reducedScatter : 1
    covariance = factor * (jacobian * own * jacobian.transpose)
  }

  /// χ²/ν in the units of the fit (amplitudes over the largest).
  private var reducedScatter: Double {
    reducedChiSquared / (uncertaintySource == .fromScatter ? curve.scale * curve.scale : 1)
  }

  /// The rises of χ², over that of the 95 % interval, at which the profile of Ttr is kept.
  ///
  /// √Δχ² is nearly linear in Ttr between them. The rise of one standard uncertainty is kept too.
  private static let profileFractions = [0.05, 0.6, 1]
  /// The same where forms are only compared.
  private static let coarseFractions = [1.0]

  private mutating func addIntervals(_ search: SaturationSearch, _ intervals: Intervals) throws {
    let fractions = intervals == .all ? Self.profileFractions : Self.coarseFractions
    let ratio = reducedScatter
    let isScatter = uncertaintySource == .fromScatter
    let isRounding =
      isScatter
      && chiSquared
        <= LandauFit.scatterFloor(count: pointCount) * curve.scale * curve.scale
    // Points without any scatter carry no information on it: no interval can be drawn from them.
    guard !isRounding else {
      markExact()
      return
    }
    let scale = search.scale
    let rises = SaturationSearch.Rises(
      standard: isScatter ? ratio : 1, interval: scale.interval)
    let inflation = scale.isEnlarged ? ratio.squareRoot() : nil
    func estimate(_ interval: SaturationSearch.Interval, _ value: Double?) -> LandauEstimate {
      LandauEstimate(
        value: value, standardUncertainty: interval.halfWidth,
        scaledStandardUncertainty: inflation.flatMap { factor in
          interval.halfWidth.map { $0 * factor }
        },
        lower95: interval.lower.value, upper95: interval.upper.value,
        lowerIsBound: interval.lower.isBound, upperIsBound: interval.upper.isBound)
    }
    let levels = (fractions.map { $0 * rises.interval } + [rises.standard]).sorted()
    let ends = try search.ends(.transition, levels)
    let standard = ends[levels.firstIndex(of: rises.standard) ?? 0]
    transitionProfile = zip(levels, ends).map { rise, ends in
      ProfileLevel(
        rise: rise / scale.factor, lower: ends.lower.value,
        upper: ends.upper.value, lowerIsBound: ends.lower.isBound,
        upperIsBound: ends.upper.isBound)
    }
    transitionTemperature = estimate(
      SaturationSearch.Interval(
        lower: ends[ends.count - 1].lower, upper: ends[ends.count - 1].upper,
        halfWidth: standard.lower.value.flatMap { low in
          standard.upper.value.map { ($0 - low) / 2 }
        }), curve.transitionTemperature)
    if model.saturation == .profiled {
      let admissible = search.admissible(rises.interval)
      saturationTemperature?.lower95 = admissible.lowerBound
      saturationTemperature?.upper95 = admissible.upperBound
    }
    guard intervals == .all else { return }
    if model.form.canBeDiscontinuous {
      criticalTemperature = estimate(
        try search.interval(.criticalPoint, rises), curve.criticalTemperature)
      superheatingLimit = estimate(
        try search.interval(.superheating, rises), curve.superheatingLimit)
      let order = try search.interval(.boundedOrder, rises)
      let isCubic = model.form == .twoThreeFour
      var parameter = estimate(order, isCubic ? curve.v : curve.p)
      // Back from p/(1 + |p|), which the interval was found in.
      let unit = isCubic ? curve.scale : curve.scale * curve.scale
      func unbounded(_ value: Double?) -> Double? {
        value.flatMap { abs($0) < 1 - 1e-9 ? unit * $0 / (1 - abs($0)) : nil }
      }
      parameter.lower95 = unbounded(order.lower.value)
      parameter.upper95 = unbounded(order.upper.value)
      let uncertainty = parameterNames.firstIndex(of: isCubic ? "v" : "p").flatMap { index in
        covariance.map { $0[index, index].squareRoot() }
      }
      parameter.standardUncertainty = uncertainty
      parameter.scaledStandardUncertainty = inflation.flatMap { factor in
        uncertainty.map { $0 * factor }
      }
      if isCubic { v = parameter } else { p = parameter }
    } else {
      criticalTemperature = transitionTemperature
    }
    if model.form == .powerLaw(exponent: nil) {
      exponent = estimate(try search.interval(.exponent, rises), curve.exponent)
    }
  }

  private mutating func markExact() {
    func exact(_ value: Double?) -> LandauEstimate {
      LandauEstimate(value: value, standardUncertainty: 0, lower95: value, upper95: value)
    }
    criticalTemperature = exact(criticalTemperature.value)
    transitionTemperature = exact(transitionTemperature.value)
    superheatingLimit = superheatingLimit.map { exact($0.value) }
    p = p.map { exact($0.value) }
    v = v.map { exact($0.value) }
    exponent = exponent.map { exact($0.value) }
  }
}
