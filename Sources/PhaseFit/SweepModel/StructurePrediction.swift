import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitReport
import PhaseFitStructures
public import PhaseFitSymmetry

/// Structures at temperatures that nobody measured.
///
///     q(T) from the Landau fit, q² between neighbours where there is none
///     y(T) = M q + (1 − M Mᵀ) [N_W(q) − N_W(0)] + ξ₀(T)
public struct StructurePrediction: Sendable {
  let file: SweepModelFile
  private let evaluator: SweepModelEvaluator

  /// A structure at a temperature.
  public struct Structure: Sendable {
    /// The temperature, K.
    public var temperature: Double
    /// The distortion on the commensurate cell.
    public var distortion: DistortionField
    /// Changes by one standard uncertainty of independent causes.
    public var errors: [DistortionField]
    /// The operations that it keeps.
    public var keptOperations: [Int]
    /// Where the order parameters come from, in words.
    public var source: String
  }

  /// Predictions reach this part of the measured range beyond its ends.
  private static let rangeMargin = 0.1
  /// Order parameters up to this multiple of the largest fitted one are within reach.
  private static let amplitudeMargin = 1.2
  /// The decimals of numbers without an uncertainty: 1e-5 Å in a cell of 10 Å.
  private static let decimals = 6
  /// Repetitions of the bootstrap of a law.
  private static let replicates = 200

  /// Prepares a model.
  ///
  /// - Throws: `PhaseFitError` where the model does not fit the program.
  public init(_ file: SweepModelFile) throws {
    self.file = file
    do {
      let modes = try SymmetryModes(
        cell: file.cell, irreps: file.cell.physicalIrreps(of: file.parent))
      guard
        let evaluator = try SweepModelEvaluator(
          file.model, observations: file.observations, modes: modes)
      else { throw PhaseFitError(.refused, "the model of \(file.name) holds no fit") }
      self.evaluator = evaluator
    } catch let error as PhaseFitError {
      throw error
    } catch {
      throw PhaseFitError(.badData, "the model of \(file.name): \(error)")
    }
  }

  /// The prediction of a model whose modes are at hand; nil where nothing was fitted.
  init?(_ file: SweepModelFile, outcome: SweepModelStage.Outcome) {
    let evaluator = try? SweepModelEvaluator(
      outcome.model, observations: outcome.observations, modes: outcome.modes)
    guard let evaluator = evaluator ?? nil else { return nil }
    self.file = file
    self.evaluator = evaluator
  }

  /// The structure at a temperature.
  ///
  /// - Parameter temperature: K.
  /// - Returns: the structure with the group of its phase.
  /// - Throws: `PhaseFitError` of kind refused where temperature or order parameters are out of the
  ///   range of the sweep.
  public func structure(at temperature: Double) throws -> Structure {
    let temperatures = file.model.points.map(\.temperature)
    let (low, high) = (temperatures.min() ?? 0, temperatures.max() ?? 0)
    let margin = Self.rangeMargin * (high - low)
    guard temperature > 0, temperature >= low - margin, temperature <= high + margin else {
      throw PhaseFitError(
        .refused,
        "\(temperature.significant(7)) K is out of range: \(file.name) was measured from "
          + "\(low.significant(7)) to \(high.significant(7)) K, expected a temperature at most "
          + "\(margin.significant(2)) K beyond")
    }
    return try structure(at: temperature, errors: lawErrors(at: [temperature]))
  }

  /// The standard uncertainties of the laws at some temperatures, one for each law.
  typealias LawErrors = [Double: [Double]]

  /// The standard uncertainties of the order parameters of all laws, by one bootstrap of each.
  ///
  ///     σ = (upper − lower) / (2 · 1.96)   of the 95 % band
  func lawErrors(at temperatures: [Double]) -> LawErrors {
    var result = Dictionary(temperatures.map { ($0, [Double]()) }) { first, _ in first }
    for law in file.laws {
      let band = try? law.fit.bootstrap(
        .parametric, of: law.series, replicates: Self.replicates, seed: file.model.seed,
        temperatures: temperatures
      ).band
      for (index, temperature) in temperatures.enumerated() {
        let point = band.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        let width = point.flatMap { point in
          point.lower95.flatMap { lower in point.upper95.map { $0 - lower } }
        }
        result[temperature]?.append(abs(law.coordinate) * (width ?? 0) / 3.92)
      }
    }
    return result
  }

  /// The structure at a temperature of the range, with its errors where those of the laws are given.
  func structure(at temperature: Double, errors: LawErrors?) throws -> Structure {
    let phase = phase(at: temperature)
    var (amplitudes, uncertainties, sources): ([[Double]], [[Double]], [String]) = ([], [], [])
    for member in file.model.members.indices {
      let (value, error, source) = try amplitude(
        member, phase: phase, at: temperature, errors: errors?[temperature])
      amplitudes.append(value)
      uncertainties.append(error)
      if !value.isEmpty { sources.append("\(file.model.members[member].name) \(source)") }
      try check(value, member: member, temperature)
    }
    return Structure(
      temperature: temperature,
      distortion: evaluator.distortion(at: temperature, phase: phase, amplitudes: amplitudes),
      errors: errors == nil
        ? []
        : evaluator.errors(
          at: temperature, phase: phase, amplitudes: amplitudes, uncertainties: uncertainties),
      keptOperations: file.model.phases[phase].keptOperations,
      source: sources.isEmpty ? "the parent phase" : sources.joined(separator: "; "))
  }

  /// The phase at a temperature: that of the structures around it, between two phases decided by the
  /// transition temperature of a law where there is one, else by the middle of the bracket.
  func phase(at temperature: Double) -> Int {
    let points = file.model.points.sorted { $0.temperature < $1.temperature }
    guard let below = points.last(where: { $0.temperature <= temperature }) else {
      return points.first?.phase ?? 0
    }
    guard let above = points.first(where: { $0.temperature >= temperature }) else {
      return below.phase
    }
    if below.phase == above.phase { return below.phase }
    let law = file.laws.first { $0.phase == below.phase }
    let limit =
      law.map { $0.fit.curve.transitionTemperature }
      .flatMap { (below.temperature...above.temperature).contains($0) ? $0 : nil }
      ?? 0.5 * (below.temperature + above.temperature)
    return temperature < limit ? below.phase : above.phase
  }

  private func amplitude(
    _ member: Int, phase: Int, at temperature: Double, errors: [Double]?
  ) throws
    -> (value: [Double], error: [Double], source: String)
  {
    guard !file.model.phases[phase].bases[member].isEmpty else { return ([], [], "") }
    if let index = file.laws.firstIndex(where: { $0.phase == phase && $0.member == member }) {
      let law = file.laws[index]
      let value = law.fit.curve.equilibriumAmplitude(at: temperature)
      return ([value * law.coordinate], [errors?[index] ?? 0], "from its Landau fit")
    }
    guard let found = file.model.interpolated(member, phase: phase, at: temperature) else {
      return ([], [], "")
    }
    return (
      found.value, found.uncertainty,
      "interpolated between the measured temperatures, no law was fitted"
    )
  }

  private func check(_ value: [Double], member: Int, _ temperature: Double) throws {
    func norm(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let largest = file.model.points.map { norm($0.amplitudes[member]) }.max() ?? 0
    guard norm(value) <= Self.amplitudeMargin * largest else {
      throw PhaseFitError(
        .refused,
        "\(temperature.significant(7)) K is out of range: \(file.model.members[member].name) would "
          + "be \((norm(value) / largest).significant(3)) times the largest that was fitted, expected "
          + "at most \(Self.amplitudeMargin)")
    }
  }

  /// The structure as CIF in the standard setting of its group.
  ///
  /// - Throws: `PhaseFitError` where the group cannot be set up: a defect.
  public func cif(_ structure: Structure) throws -> String {
    do {
      let distorted = try DistortedStructure(
        structure.distortion, keeping: structure.keptOperations, in: file.cell,
        parent: file.parent, expansion: .identity + file.baseline(structure.temperature))
      let name = String(format: "predicted-%08.3fK", structure.temperature)
      return CIFWriter.text(
        of: distorted.crystal(name: file.name, errors: structure.errors)
          .rounded(decimals: Self.decimals), block: name,
        temperature: MeasuredValue(structure.temperature).rounded(decimals: 3),
        comments: [
          "predicted, not measured: order parameter " + structure.source + ";",
          "by phasefit \(AnalysisReport.Provenance.currentVersion) from the sweep \(file.name)",
        ])
    } catch {
      throw PhaseFitError(
        .internal, "\(error); this is likely a bug in phasefit, please report it")
    }
  }

  /// One frame of extended XYZ: the commensurate cell with its atoms in one order throughout.
  public func frame(_ structure: Structure) -> String {
    let cell = file.cell
    let strain =
      (Matrix3.identity + structure.distortion.strain)
      * (Matrix3.identity + file.baseline(structure.temperature))
    let basis = strain * cell.basis
    func number(_ value: Double) -> String { String(format: "%.6f", value) }
    let lattice = (0..<3).flatMap { column in (0..<3).map { number(basis[column: column][$0]) } }
    var lines = [
      "\(cell.atoms.count)",
      "Lattice=\"\(lattice.joined(separator: " "))\" Properties=species:S:1:pos:R:3 "
        + "pbc=\"T T T\" temperature=\(number(structure.temperature))",
    ]
    for (index, atom) in cell.atoms.enumerated() {
      let place = strain * (cell.basis * atom.position + structure.distortion.displacements[index])
      let occupancies = zip(atom.contents, structure.distortion.occupancies[index]).map {
        ($0.element.symbol, $0.occupancy + $1)
      }
      let element = occupancies.max { $0.1 < $1.1 }?.0 ?? "X"
      lines.append(
        "\(element) \(number(place.x)) \(number(place.y)) \(number(place.z))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
