import Foundation
import PhaseFitNumerics
import PhaseFitReport
public import PhaseFitSymmetry

/// What is true of a simulated sweep, as `truth.json` states it.
public struct SimulationTruth: Sendable, Codable {
  /// The program and its version.
  public var program: String
  /// The seed of all random numbers.
  public var seed: UInt64
  /// The space group of the parent.
  public var parent: SpaceGroupType
  /// The order parameters.
  public var orderParameters: [OrderParameter]
  /// The transitions by rising temperature.
  public var transitions: [Transition]
  /// The linear thermal expansion in 1/K, from the structure at the highest temperature.
  public var expansion: Double
  /// The standard uncertainty of a Cartesian coordinate, Å.
  public var positionUncertainty: Double
  /// The standard uncertainty of a cell length, Å.
  public var cellUncertainty: Double
  /// The structures by rising temperature.
  public var measurements: [Measurement]

  /// One order parameter.
  public struct OrderParameter: Sendable, Codable {
    /// The label of its irrep.
    public var irrep: String
    /// The labels with other origins of the parent.
    public var otherLabels: [String]
    /// One wave vector in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [String]
    /// The direction as given.
    public var direction: String
    /// The direction as a unit vector.
    public var components: [Double]
    /// What the amplitude measures.
    public var kind: OrderParameterSeries.Kind
    /// Its norm: `Ap`, Å over the parent's primitive cell, or `Frobenius`.
    public var norm: String
    /// The amplitude at 0 K.
    public var amplitude: Double
    /// The order of the transition.
    public var order: SimulationLaw.Order
    /// The temperature in K at which the phases exchange stability.
    public var ttr: Double
    /// The temperature in K at which the parent loses its stability on cooling.
    public var tc: Double
    /// The temperature in K up to which the distorted phase is metastable.
    public var tPlus: Double
    /// The saturation temperature in K, 0 for none.
    public var saturationTemperature: Double
    /// p of the 2-4-6 potential in squared units of the amplitude.
    public var p: Double
    /// The strain at 0 K that follows the square of the amplitude.
    public var strain: Double
  }

  /// One transition between structures of the sweep.
  public struct Transition: Sendable, Codable {
    /// The temperature in K at which the phases exchange stability.
    public var temperature: Double
    /// The order.
    public var order: SimulationLaw.Order
    /// The space group above, nil where the sweep has no structure there.
    public var above: SpaceGroupType?
    /// The space group below.
    public var below: SpaceGroupType?
    /// The labels of the irreps that set in.
    public var primary: [String]
  }

  /// One structure.
  public struct Measurement: Sendable, Codable {
    /// The file.
    public var file: String
    /// The temperature in K.
    public var temperature: Double
    /// The space group.
    public var group: SpaceGroupType
    /// Its index in the parent's.
    public var index: Int
    /// The amplitude of each order parameter.
    public var amplitudes: [Double]
    /// The strain without thermal expansion, on the parent's Cartesian axes, row by row.
    public var strain: [[Double]]
    /// The operation of the supercell that carried the structure into its domain, nil for none.
    public var domain: String?
  }

  init(_ options: SimulationOptions, source: SimulatedParent, measurements: [Measurement]) {
    program = "phasefit \(AnalysisReport.Provenance.currentVersion)"
    seed = options.seed
    parent = source.parent.group
    expansion = options.expansion
    positionUncertainty = options.positionUncertainty
    cellUncertainty = options.cellUncertainty
    self.measurements = measurements
    orderParameters = source.orderParameters.map { parameter in
      let irrep = source.modes.irreps[parameter.irrep]
      let (law, amplitude) = (parameter.options.law, parameter.options.amplitude)
      return OrderParameter(
        irrep: irrep.label, otherLabels: irrep.otherLabels.map(\.label),
        waveVector: irrep.waveVector.map(\.description), direction: parameter.symbol,
        components: parameter.direction, kind: parameter.kind,
        norm: parameter.kind == .strain ? "Frobenius" : "Ap", amplitude: amplitude,
        order: law.order, ttr: law.transitionTemperature, tc: law.criticalTemperature,
        tPlus: law.superheatingLimit, saturationTemperature: law.saturationTemperature,
        p: law.p * amplitude * amplitude, strain: parameter.options.strain)
    }
    let temperatures = Set(orderParameters.map(\.ttr)).sorted()
    let parameters = orderParameters
    transitions = temperatures.map { temperature in
      let setting = parameters.filter { $0.ttr == temperature }
      return Transition(
        temperature: temperature, order: setting[0].order,
        above: measurements.first { $0.temperature >= temperature }?.group,
        below: measurements.last { $0.temperature < temperature }?.group,
        primary: setting.map(\.irrep))
    }
  }

  /// The truth as JSON.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
