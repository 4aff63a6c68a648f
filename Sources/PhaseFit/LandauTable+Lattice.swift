import PhaseFitLandau
import PhaseFitStructures
import PhaseFitSymmetry

/// A table of lattice parameters for `phasefit landau`: the strain is the observable.
extension LandauTable {
  /// Analyses the spontaneous strain of a table of lattice parameters.
  ///
  /// As amplitude the strain is the order parameter (bilinear coupling); as strain, square or intensity
  /// it follows as its square (linear–quadratic coupling).
  ///
  /// - Throws: `PhaseFitError` where the metric shows no transition.
  static func analyse(_ whole: LatticeTable, options: Options) throws -> LandauTableReport {
    let rows = whole.rows.filter {
      options.branch == nil || $0.branch == nil || $0.branch?.rawValue == options.branch?.rawValue
    }
    let lattice = LatticeTable(name: whole.name, rows: rows, diagnostics: whole.diagnostics)
    let strains = try StrainAnalysis(lattice, parentFrom: options.parentFrom)
    guard let strain = strains.strains.first else {
      throw PhaseFitError(
        .refused,
        "\(whole.name): \(strains.refusal ?? "no strain"); expected rows of a distorted and of a "
          + "parent phase; state them in a column phase or with --parent-from")
    }
    let coupling: SpontaneousStrain.Coupling =
      options.observable.isSquare ? .linearQuadratic : .bilinear
    var options = options
    if coupling == .bilinear, options.cubicInvariantAllowed == nil {
      options.cubicInvariantAllowed = strain.cubicInvariantAllowed
    }
    var uncertainties: [Int: Double] = [:]
    for (index, row) in rows.enumerated() {
      uncertainties[index] = row.temperatureUncertainty
    }
    let rule =
      "strain of a \(strain.distorted.system.rawValue) metric from a "
      + "\(strain.parent.system.rawValue) one by a \(strain.baseline.form) baseline; "
      + "\(strains.isParent.count { $0 }) rows have the metric of the parent"
    let series = TableSeries(
      series: strain.series(coupling), temperatureUncertainties: uncertainties, phaseRule: rule,
      diagnostics: whole.diagnostics + strains.diagnostics)
    let points = Dictionary(
      strain.points.map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    let table = OrderParameterTable(
      name: whole.name,
      rows: rows.enumerated().map { index, row in
        OrderParameterTable.Row(
          temperature: row.temperature, temperatureUncertainty: row.temperatureUncertainty,
          value: points[index]?.breaking ?? 0,
          standardUncertainty: points[index]?.breakingUncertainty,
          isDistorted: !strains.isParent[index],
          branch: row.branch.flatMap { OrderParameterTable.Branch(rawValue: $0.rawValue) },
          line: row.line)
      })
    return try report(table, series, options: options)
  }
}
