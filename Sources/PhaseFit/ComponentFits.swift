import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitSymmetry

/// Power laws of every irrep of a transition alone, and of every element within it.
///
///     A = Σ_X |d_X|² A_X ,   A_X = d_X · u / |d_X|²     d the direction of the irrep, d_X its part on X
///
/// A_X is what the amplitude of the irrep would be if all atoms moved as those of element X do. One
/// order parameter gives all elements one Tc and one exponent β; a distortion that follows as its n-th
/// power has the exponent nβ. Where they differ by more than their uncertainties the pattern changes
/// with temperature. A component that is nowhere told from zero has no law, and neither has a jump.
struct ComponentFits {
  /// The fits, by falling size of the component, whole irreps before their elements.
  private(set) var fits: [AnalysisReport.Fit] = []
  /// What was not fitted, with the reason.
  private(set) var refusals: [String] = []

  /// The part of a direction, as a share of its square, from which an element is told apart.
  private static let smallestShare = 1e-3

  /// The probability that a normal number lies within three standard deviations.
  private static let confidence = 2 * NormalDistribution.cumulativeProbability(3) - 1
  /// The two-sided 95 % quantile of a normal number.
  private static let quantile95 = 1.96

  private let embedded: SweepEmbedding
  private let saturation: LandauModel.Saturation

  /// The fits of one transition.
  ///
  /// - Parameters:
  ///   - transition: the transition with its components.
  ///   - analysis: that of the primary order parameter, whose saturation temperature is held.
  ///   - embedded: the structures.
  init(_ transition: PhaseTransition, _ analysis: LandauAnalysis, embedded: SweepEmbedding) {
    self.embedded = embedded
    let theta = analysis.preferred?.saturationTemperature?.value ?? 0
    saturation = theta > 0 ? .fixed(theta) : .none
    guard analysis.order != .first else {
      refusals = ["the transition is discontinuous, where no exponent describes a component"]
      return
    }
    for (index, component) in transition.components.enumerated() {
      let title = AnalysisReport.OrderParameter(component.series, origin: .stated).title
      let unit = component.series.kind == .displacement ? "Å" : "1"
      // The whole of the first primary is what the transition is about, and is fitted at length.
      if index != transition.primary.first { add(component.series, title, unit) }
      for (element, series) in parts(of: component) { add(series, "\(title), \(element)", unit) }
    }
  }

  /// The refusals as evidence, nil where there is none.
  var evidence: AnalysisReport.Evidence? {
    refusals.isEmpty
      ? nil
      : AnalysisReport.Evidence(
        name: "componentsNotFitted", .statement(refusals.joined(separator: "; ")))
  }

  private mutating func add(_ series: OrderParameterSeries, _ title: String, _ unit: String) {
    guard Self.isToldFromZero(series) else {
      refusals.append("\(title) is nowhere told from zero")
      return
    }
    do {
      let fit = try LandauFit(
        LandauModel(.powerLaw(exponent: nil), saturation: saturation), to: series)
      guard fit.status == .converged, let amplitude = fit.zeroAmplitude,
        let exponent = fit.exponent, let beta = exponent.value,
        let uncertainty = exponent.standardUncertainty,
        amplitude.value > 3 * amplitude.uncertainty, beta > Self.quantile95 * uncertainty
      else {
        refusals.append("\(title) does not fall to zero at the transition beyond its uncertainty")
        return
      }
      fits.append(
        AnalysisReport.Fit(
          fit, target: title, unit: unit, isReported: false, bestCriterion: nil))
    } catch {
      refusals.append("\(title): \(error)")
    }
  }

  /// Whether the points together differ from zero: Σ (A/σ)² exceeds its quantile.
  ///
  /// Points without standard uncertainties are judged by the fit.
  private static func isToldFromZero(_ series: OrderParameterSeries) -> Bool {
    let points = series.points.filter(\.isDistorted)
    let ratios = points.compactMap { point in
      point.standardUncertainty.map { point.value / $0 }
    }
    guard ratios.count == points.count, !points.isEmpty else { return !points.isEmpty }
    return ratios.reduce(0) { $0 + $1 * $1 }
      > ChiSquaredDistribution(degreesOfFreedom: Double(points.count)).quantile(confidence)
  }

  /// The series of each element of a component that moves more than one.
  private func parts(of component: OrderParameterComponent) -> [(
    element: String, series: OrderParameterSeries
  )] {
    let kind = component.series.kind
    guard kind != .strain else { return [] }
    let names = embedded.cell.atoms.map { atom in
      atom.contents.map(\.element.symbol).joined(separator: "/")
    }
    let norm = Double(embedded.cell.primitiveCellCount).squareRoot()
    let whole = component.direction.restricted(to: kind)
    let members = Dictionary(
      embedded.members.map { ($0.measurement, $0) }, uniquingKeysWith: { first, _ in first })
    let parts = Set(names).sorted().compactMap { name -> (String, OrderParameterSeries)? in
      var part = whole
      for index in names.indices where names[index] != name {
        part.displacements[index] = .zero
        part.occupancies[index] = part.occupancies[index].map { _ in 0 }
      }
      let share = part.dot(part)
      guard share > Self.smallestShare * whole.dot(whole) else { return nil }
      func along(_ field: DistortionField) -> Double {
        field.restricted(to: kind).dot(part) / (norm * share)
      }
      var series = component.series
      series.points = component.series.points.compactMap { point in
        guard let member = members[point.measurement] else { return nil }
        var point = point
        point.value = along(member.field)
        point.standardUncertainty = member.standardUncertainty(of: along).flatMap {
          $0 > 0 ? $0 : nil
        }
        return point
      }
      return (name, series)
    }
    return parts.count > 1 ? parts : []
  }
}

extension LandauFit {
  /// The amplitude at T = 0 of a power law with its standard uncertainty; nil on a boundary.
  fileprivate var zeroAmplitude: (value: Double, uncertainty: Double)? {
    guard let index = parameterNames.firstIndex(of: "A0") else { return nil }
    let uncertainty = covariance.map { $0[index, index].squareRoot() } ?? 0
    return (parameterValues[index], uncertainty)
  }
}
