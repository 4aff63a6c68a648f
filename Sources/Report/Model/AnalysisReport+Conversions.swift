public import PhaseFitStructures
public import PhaseFitSymmetry

extension AnalysisReport.MeasurementRecord {
  /// The record of a measurement with its symmetry as far as it is known.
  ///
  /// - Parameters:
  ///   - measurement: The structure as read.
  ///   - expanded: The same structure with its symmetry resolved, nil where that failed.
  ///   - found: The symmetry found within the tolerance, nil where none was found.
  ///   - used: Whether the structure takes part in the analysis.
  ///   - reason: Why it does not, or what is special about it.
  public init(
    _ measurement: StructureMeasurement, expanded: ExpandedCrystal? = nil,
    found: FoundSymmetry? = nil,
    used: Bool = true, reason: String? = nil
  ) {
    let declared = measurement.crystal.declaredSymmetry
    self.init(
      file: measurement.file, block: measurement.block,
      temperature: .temperature(
        measurement.temperature.kelvin,
        standardUncertainty: measurement.temperature.standardUncertainty, origin: .stated),
      temperatureSource: measurement.temperature.source.description, run: measurement.run,
      branch: measurement.branch, cell: .init(measurement.crystal.cell),
      siteCount: measurement.crystal.sites.count, atomCount: expanded?.atoms.count,
      spaceGroupDeclared: expanded?.declared,
      spaceGroupSpelling: declared.hermannMauguin ?? declared.hall
        ?? declared.number.map(String.init),
      spaceGroupFound: found?.group,
      tolerance: found.map { .length($0.tolerance, name: "tolerance") },
      alternatives: found?.alternatives ?? [],
      displacementParameters: AnalysisReport.ElementDisplacement.list(
        measurement.crystal, multiplicities: expanded?.multiplicities ?? [:]),
      used: used, reason: reason)
  }
}

extension AnalysisReport.ElementDisplacement {
  /// The means over the sites of each element; an element with a site without U has none.
  ///
  /// - Parameters:
  ///   - crystal: The structure as read.
  ///   - multiplicities: The number of atoms in the cell for each site, 1 where it is not known.
  /// - Returns: One entry for each element, in the order of the sites.
  static func list(_ crystal: Crystal, multiplicities: [Int: Int]) -> [Self] {
    var order: [String] = []
    var sites: [String: [(weight: Double, value: MeasuredValue?)]] = [:]
    for (index, site) in crystal.sites.enumerated() where site.occupancy.value > 0 {
      let symbol = site.element.symbol
      if sites[symbol] == nil { order.append(symbol) }
      sites[symbol, default: []].append(
        (Double(multiplicities[index] ?? 1) * site.occupancy.value, site.displacementParameter))
    }
    return order.compactMap { symbol in
      let members = sites[symbol] ?? []
      let total = members.reduce(0) { $0 + $1.weight }
      let values = members.compactMap(\.value)
      guard values.count == members.count, total > 0, values.allSatisfy(\.value.isFinite) else {
        return nil
      }
      let mean = zip(members, values).reduce(0) { $0 + $1.0.weight * $1.1.value } / total
      let errors = zip(members, values).compactMap { member, value in
        value.standardUncertainty.map { member.weight * $0 / total }
      }
      let uncertainty =
        errors.count == members.count
        ? errors.reduce(0) { $0 + $1 * $1 }.squareRoot() : nil
      return Self(
        element: symbol,
        mean: Quantity(
          mean, standardUncertainty: uncertainty, unit: "Å2",
          dictRef: "cif:_atom_site_U_iso_or_equiv",
          uncertaintyOrigin: uncertainty == nil ? nil : .stated))
    }
  }
}

extension AnalysisReport.OrderParameter {
  /// The record of a series, every point with the origin of its uncertainty.
  public init(
    _ series: OrderParameterSeries, direction: String? = nil, dimension: Int? = nil,
    origin: Quantity.UncertaintyOrigin?
  ) {
    let name =
      switch (series.kind, series.norm) {
      case (.displacement, .childPrimitiveCell): "displacementAs"
      case (.displacement, _): "displacementAp"
      case (.strain, _): "symmetryBreaking"
      case (.occupancy, _): "occupancyAmplitude"
      }
    self.init(
      label: series.label, waveVector: series.waveVector, direction: direction,
      dimension: dimension, kind: series.kind, norm: series.norm,
      amplitude: series.points.map { point in
        AnalysisReport.AmplitudePoint(
          measurement: point.measurement, temperature: point.temperature,
          value: Quantity(
            point.value, standardUncertainty: point.standardUncertainty, unit: series.unit,
            dictRef: "phasefit:\(name)",
            uncertaintyOrigin: point.standardUncertainty == nil ? nil : origin))
      })
  }
}
