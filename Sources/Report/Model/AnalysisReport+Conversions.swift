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
      alternatives: found?.alternatives ?? [], used: used, reason: reason)
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
