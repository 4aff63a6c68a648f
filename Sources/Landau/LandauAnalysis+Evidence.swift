import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// Evidence beside the order, repetitions, and what follows from the preferred fit.
extension LandauAnalysis {
  /// The most windows of the scan of the exponent.
  private static let windowLimit = 6
  /// The highest degree of the smooth curve: as many parameters as the richest potential.
  private static let highestDegree = 3
  /// The probability below which residuals count as systematic.
  private static let systematicProbability = 0.01
  /// The number of temperatures at which the amplitude is predicted.
  private static let predictionCount = 41

  /// Sets weights, tests and the scan of the exponent.
  mutating func weighEvidence(_ series: OrderParameterSeries, _ data: AmplitudeData) throws {
    evidence.weights = modelWeights()
    evidence.likelihoodRatios = try likelihoodRatios(data)
    evidence.exponentWindows = exponentWindows(series, data)
    if let preferred {
      evidence.runs = LandauEvidence.RunsTest(residuals: preferred.points.map(\.residual))
      if let runs = evidence.runs, runs.probability < Self.systematicProbability {
        diagnostics.append(
          Diagnostic(
            .warning, code: "landau-systematic-residuals",
            message:
              "\(preferred.model): \(runs.count) runs of residuals of one sign; expected about "
              + "\(rounded(runs.expected)) by chance; the form does not follow the points, look at "
              + "the residuals"))
      }
    }
    evidence.smoothCurve = smoothCurve(data)
    doubtBreak(data)
    withdrawExponent()
  }

  private func modelWeights() -> [LandauEvidence.ModelWeight] {
    func weights(_ criteria: [Double]) -> [Double] {
      let best = criteria.filter(\.isFinite).min() ?? 0
      let terms = criteria.map { $0.isFinite ? exp(-0.5 * ($0 - best)) : 0 }
      let total = terms.reduce(0, +)
      return terms.map { total > 0 ? $0 / total : 0 }
    }
    let akaike = weights(akaikeCriteria)
    let bayes = weights(fits.map { $0.schwarz(inflation: varianceInflation) })
    return fits.indices.map {
      LandauEvidence.ModelWeight(model: fits[$0].model, akaike: akaike[$0], bayes: bayes[$0])
    }
  }

  private func likelihoodRatios(_ data: AmplitudeData) throws -> [LandauEvidence.LikelihoodRatio] {
    let criteria = akaikeCriteria
    let index = fits.indices.filter { fits[$0].model.form == .twoFourSix }
      .min { criteria[$0] < criteria[$1] }
    guard let index else { return [] }
    let fit = fits[index]
    let isScatter = fit.uncertaintySource == .fromScatter
    let unit = isScatter ? fit.curve.scale * fit.curve.scale : 1
    let scale = VarianceScale(
      chiSquared: fit.chiSquared / unit, count: data.count, parameterCount: fit.parameterCount,
      isStated: !isScatter)
    let isScaled = isScatter || scale.isEnlarged
    let student = StudentDistribution(degreesOfFreedom: Double(max(fit.degreesOfFreedom, 1)))
    return try [LandauModel.Form.twoSix, .twoFour].map { form in
      let special = try ConstrainedCurve(form, fit.curve.temperatureScale, data).minimum()
      let statistic =
        special.map { max($0.chiSquared - fit.chiSquared / unit, 0) / scale.factor }
      guard let statistic else {
        // The observed phases exclude the special case.
        return LandauEvidence.LikelihoodRatio(
          model: LandauModel(form, saturation: fit.model.saturation), statistic: nil,
          probability: 0)
      }
      let tail =
        isScaled
        ? 2 * (1 - student.cumulativeProbability(statistic.squareRoot()))
        : ChiSquaredDistribution(degreesOfFreedom: 1).upperTailProbability(statistic)
      return LandauEvidence.LikelihoodRatio(
        model: LandauModel(form, saturation: fit.model.saturation), statistic: statistic,
        probability: form == .twoFour ? (statistic > 0 ? 0.5 * tail : 1) : tail)
    }
  }

  private func exponentWindows(_ series: OrderParameterSeries, _ data: AmplitudeData)
    -> [LandauEvidence.ExponentWindow]
  {
    let temperatures = Set(data.points.map(\.temperature)).sorted()
    let last = temperatures.count - Self.freeFormCount
    guard last >= 0 else { return [] }
    let count = min(last + 1, Self.windowLimit)
    let starts = (0..<count).map { count == 1 ? 0 : $0 * last / (count - 1) }
    return starts.compactMap { start in
      // A window without an admissible law says nothing and ends no analysis.
      guard
        let fit = try? LandauFit(
          LandauModel(.powerLaw(exponent: nil)), to: series,
          window: temperatures[start]...data.highest, withIntervals: false),
        let exponent = fit.curve.exponent
      else { return nil }
      let index = fit.parameterNames.firstIndex(of: "beta")
      return LandauEvidence.ExponentWindow(
        lowestTemperature: temperatures[start], pointCount: fit.pointCount, exponent: exponent,
        standardUncertainty: index.flatMap { index in
          fit.covariance.map { $0[index, index].squareRoot() }
        },
        criticalTemperature: fit.curve.criticalTemperature)
    }
  }

  private func smoothCurve(_ data: AmplitudeData) -> LandauEvidence.SmoothCurve? {
    guard let template = fits.first, let best = akaikeCriteria.filter(\.isFinite).min() else {
      return nil
    }
    let (middle, half) = (
      0.5 * (data.highest + data.lowest), max(0.5 * (data.highest - data.lowest), 1e-9)
    )
    let roots = (data.weights ?? [Double](repeating: 1, count: data.count)).map { $0.squareRoot() }
    var result: LandauEvidence.SmoothCurve?
    for degree in 1...Self.highestDegree where degree + 1 < data.temperatureCount {
      let rows = data.points.indices.map { index in
        let x = (data.points[index].temperature - middle) / half
        return (0...degree).map { roots[index] * pow(x, Double($0)) }
      }
      let right = data.points.indices.map { roots[$0] * data.amplitudes[$0] }
      // Orthogonal enough on −1 … 1 that rank is lost only by repeated temperatures.
      guard let fit = try? Matrix(rows).leastSquares(right, tolerance: 1e-12) else { continue }
      let chiSquared = zip(rows, right).reduce(0) { sum, item in
        let value = zip(item.0, fit.solution).reduce(0) { $0 + $1.0 * $1.1 }
        return sum + (value - item.1) * (value - item.1)
      }
      var polynomial = template
      polynomial.parameterCount = degree + 1
      polynomial.chiSquared = chiSquared * (data.weights == nil ? data.scale * data.scale : 1)
      guard let criterion = polynomial.correctedAkaike(inflation: varianceInflation) else {
        continue
      }
      if criterion - best < result?.akaikeDifference ?? .infinity {
        result = LandauEvidence.SmoothCurve(degree: degree, akaikeDifference: criterion - best)
      }
    }
    return result
  }

  /// Withdraws the exponent where neither a parent point nor the shape shows a transition.
  private mutating func doubtBreak(_ data: AmplitudeData) {
    guard data.coldestParent == nil, let smooth = evidence.smoothCurve,
      smooth.akaikeDifference < Self.akaikeSupport
    else { return }
    diagnostics.append(
      Diagnostic(
        .warning, code: "landau-no-break",
        message:
          "a polynomial of degree \(smooth.degree) describes the points up to \(data.highest) K as "
          + "well as every law with a transition; expected a break or a parent point; no "
          + "transition is established in this range, measure higher"))
    exponent = nil
    // What symmetry says holds for the transition wherever it is.
    guard !hasCubicTerm else { return }
    evidence.reason = "no transition is established: a smooth curve describes the points as well"
  }

  /// Withdraws the exponent of an order parameter that jumps: its law was rejected by the data.
  private mutating func withdrawExponent() {
    guard order == .first, exponent != nil, let difference = evidence.akaikeDifference,
      difference >= Self.akaikeDecision
    else { return }
    diagnostics.append(
      Diagnostic(
        .note, code: "landau-no-exponent",
        message: "the power law is worse by \(rounded(difference)) in Akaike's criterion and the "
          + "order parameter jumps; expected a continuous transition; no exponent is reported"))
    exponent = nil
  }

  /// Repeats the preferred fit and draws its consequences.
  mutating func addUncertainty(_ series: OrderParameterSeries, _ options: Options) throws {
    guard let preferred = reported else {
      if options.calorimetry != nil {
        diagnostics.append(
          Diagnostic(
            .warning, code: "landau-calorimetry-unused",
            message: "no fit is reported, from which no heat follows; expected a potential that "
              + "holds up to the transition; measure more temperatures near it"))
      }
      return
    }
    let curve = preferred.curve
    try addInfluences(series, preferred)
    let grid = options.predictionTemperatures ?? predictionGrid(preferred)
    if options.bootstrapReplicates > 0 {
      bootstraps = try options.bootstrapKinds.map { kind in
        try preferred.bootstrap(
          kind, of: series, replicates: options.bootstrapReplicates, seed: options.seed,
          temperatures: kind == options.bootstrapKinds.first ? grid : [])
      }
    }
    prediction =
      bootstraps.first?.band
      ?? grid.map {
        PredictedAmplitude(temperature: $0, value: curve.equilibriumAmplitude(at: $0))
      }
    guard let potential = bestPotential else {
      if options.calorimetry != nil {
        diagnostics.append(
          Diagnostic(
            .warning, code: "landau-calorimetry-unused",
            message: "no potential describes the points as well as \(preferred.model), from which "
              + "no heat follows; expected a potential; measure more temperatures"))
      }
      return
    }
    do {
      consequences = try LandauConsequences(
        potential.curve, temperatures: grid, calorimetry: options.calorimetry)
    } catch {
      // The number does not fit this transition: ratios only, and the reason.
      diagnostics.append(
        Diagnostic(.warning, code: "landau-calorimetry-unused", message: error.description))
      consequences = try LandauConsequences(potential.curve, temperatures: grid)
    }
  }

  /// The preferred fit where it is a potential, else the best potential the data do not reject.
  private var bestPotential: LandauFit? {
    if let preferred, preferred.curve.isPotential { return preferred }
    let criteria = akaikeCriteria
    guard let best = criteria.min() else { return nil }
    return fits.indices
      .filter { fits[$0].curve.isPotential && criteria[$0] <= best + Self.akaikeDecision }
      .min { criteria[$0] < criteria[$1] }.map { fits[$0] }
  }

  private func predictionGrid(_ fit: LandauFit) -> [Double] {
    guard let low = fit.window.first else { return [] }
    let high = max(fit.curve.transitionTemperature, fit.window.last ?? low)
    guard high.isFinite, high > low else { return [] }
    return (0..<Self.predictionCount).map {
      low + (high - low) * Double($0) / Double(Self.predictionCount - 1)
    }
  }

  private mutating func addInfluences(_ series: OrderParameterSeries, _ fit: LandauFit) throws {
    let law = fits.first { $0.model == LandauModel(.powerLaw(exponent: nil)) }
    let exponents = try law?.withoutEachTemperature(series)
    influences = try fit.withoutEachTemperature(series).enumerated().map { index, left in
      LandauInfluence(
        temperature: left.temperature, pointCount: left.count,
        transitionShift: left.curve.map {
          $0.transitionTemperature - fit.curve.transitionTemperature
        },
        exponentShift: exponents?[index].curve?.exponent.flatMap { value in
          law?.curve.exponent.map { value - $0 }
        })
    }
    let uncertainty =
      temperature?.scaledStandardUncertainty ?? temperature?.standardUncertainty ?? .infinity
    guard let strongest = influences.max(by: { $0.strength < $1.strength }),
      strongest.strength > 3 * uncertainty, uncertainty > 0
    else { return }
    diagnostics.append(
      Diagnostic(
        .note, code: "landau-influential-temperature",
        message:
          "the transition temperature rests on the measurement at \(strongest.temperature) K: "
          + "without it it moves by \(Self.threeDigits(strongest.transitionShift ?? 0)) K, more than "
          + "three standard uncertainties; measure another temperature near it"))
  }
}

extension LandauInfluence {
  /// The size of the shift of the transition temperature, K.
  fileprivate var strength: Double { abs(transitionShift ?? 0) }
}

extension LandauFit {
  /// Schwarz's criterion with the stated variances multiplied by a factor.
  func schwarz(inflation: Double) -> Double {
    let count = Double(pointCount)
    switch uncertaintySource {
    case .stated:
      return chiSquared / inflation + Double(parameterCount) * log(count)
    case .fromScatter:
      let floor = LandauFit.scatterFloor(count: pointCount) * curve.scale * curve.scale
      return count * log(max(chiSquared, floor) / count) + Double(parameterCount + 1) * log(count)
    }
  }
}
