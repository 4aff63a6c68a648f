import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// From a table of lattice parameters to the Landau fits of its spontaneous strain.
///
///     LatticeTable → StrainAnalysis → LandauAnalysis for e ∝ Q and for e ∝ Q²
///
/// Lattice parameters do not say how the strain couples to the order parameter: both are fitted, and
/// what depends on the choice is left open.
struct LatticeStage {
  /// The fits of one coupling.
  struct Coupled {
    var coupling: SpontaneousStrain.Coupling
    var series: OrderParameterSeries
    var analysis: LandauAnalysis
    /// The transition temperature of the same model by every other baseline, K.
    var byBaseline: [(form: LatticeBaseline.Form, temperature: Double)]
    /// Heating and cooling apart; nil without both branches.
    var branches: LandauBranches?
  }

  var strains: StrainAnalysis
  /// The fits by coupling, the preferred one first; empty where there is no strain.
  var coupled: [Coupled] = []

  /// Analyses a table.
  init(
    _ table: LatticeTable, parentFrom: Double? = nil, options: LandauAnalysis.Options = .init()
  ) throws {
    strains = try StrainAnalysis(table, parentFrom: parentFrom)
    guard let strain = strains.strains.first else { return }
    for coupling in SpontaneousStrain.Coupling.allCases {
      coupled.append(try Self.fit(strain, coupling, strains, table, options))
    }
    // χ² of both is of the same numbers, in s.u. propagated to first order; from scatter it is not.
    if let first = coupled[0].criterion, let second = coupled[1].criterion, second < first {
      coupled.swapAt(0, 1)
    }
  }

  private static func fit(
    _ strain: SpontaneousStrain, _ coupling: SpontaneousStrain.Coupling, _ strains: StrainAnalysis,
    _ table: LatticeTable, _ options: LandauAnalysis.Options
  ) throws -> Coupled {
    let series = strain.series(coupling)
    var options = options
    for (index, row) in table.rows.enumerated() {
      if let own = row.temperatureUncertainty { options.temperatureUncertainties[index] = own }
    }
    let facts = LandauAnalysis.Facts(
      groupSubgroupRelated: true,
      // Of a strain that follows nothing is known of the order parameter itself.
      cubicInvariantAllowed: coupling == .bilinear ? strain.cubicInvariantAllowed : nil,
      cubicInvariantInIrrep: coupling == .bilinear ? strain.cubicInvariantAllowed : nil)
    let analysis = try LandauAnalysis(series, facts: facts, options: options)
    var result = Coupled(
      coupling: coupling, series: series, analysis: analysis, byBaseline: [], branches: nil)
    func rows(_ branch: StructureMeasurement.Branch) -> Set<Int> {
      Set(table.rows.indices.filter { table.rows[$0].branch == branch })
    }
    result.branches = try LandauBranches(
      series, heated: rows(.heating), cooled: rows(.cooling), facts: facts)
    guard let preferred = analysis.preferred else { return result }
    for other in strains.strains {
      // A baseline whose strain the model cannot follow says nothing on its temperature.
      guard
        let fit = try? LandauFit(
          preferred.model, to: other.series(coupling), withIntervals: false)
      else { continue }
      result.byBaseline.append((other.baseline.form, fit.curve.transitionTemperature))
    }
    return result
  }

  /// The transition temperature whose interval covers both couplings; nil where neither has one.
  var temperature: LandauEstimate? {
    guard var estimate = coupled.first?.analysis.temperature else { return nil }
    // What one coupling cannot answer the other does not make sure.
    if coupled.contains(where: \.analysis.isWithheld) {
      estimate.value = nil
      estimate.standardUncertainty = nil
      estimate.scaledStandardUncertainty = nil
    }
    for other in coupled.dropFirst().compactMap(\.analysis.temperature) {
      estimate.lower95 = estimate.lower95.flatMap { low in other.lower95.map { min(low, $0) } }
      estimate.upper95 = estimate.upper95.flatMap { high in other.upper95.map { max(high, $0) } }
    }
    return estimate
  }

  /// The order where both couplings agree on it.
  var order: LandauAnalysis.Order {
    let orders = Set(coupled.map(\.analysis.order))
    return orders.count == 1 ? orders.first ?? .undetermined : .undetermined
  }
}

extension LatticeStage.Coupled {
  /// Akaike's criterion of the preferred fit, nil without stated uncertainties.
  fileprivate var criterion: Double? {
    guard let preferred = analysis.preferred, preferred.uncertaintySource == .stated else {
      return nil
    }
    return preferred.correctedAkaike
  }
}

extension SpontaneousStrain.Coupling {
  /// The coupling in words.
  var words: String {
    switch self {
    case .bilinear: "strain as order parameter, e ∝ Q"
    case .linearQuadratic: "root of the strain, e ∝ Q²"
    }
  }
}
