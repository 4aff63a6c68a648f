import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// A sweep with known truth: structures at several temperatures with errors of stated size.
///
///     y(T) = Σ_Γ A_Γ(T) e_Γ ,   A_Γ(T) by `SimulationLaw`
///
/// e_Γ is a unit vector in the space of the modes of one irrep of the parent; strain grows as the
/// square of each amplitude, and thermal expansion is linear.
public struct Simulation: Sendable {
  /// The files of the sweep by their names, `truth.json` last.
  public let files: [(name: String, text: String)]
  /// What is true of it.
  public let truth: SimulationTruth

  /// Simulates a sweep.
  ///
  /// - Throws: `PhaseFitError` where the options contradict each other or the parent cannot be used.
  public init(_ options: SimulationOptions) throws {
    for (name, value) in [
      ("standard uncertainty of positions", options.positionUncertainty),
      ("standard uncertainty of lengths", options.cellUncertainty),
    ] where !(value >= 0 && value < 1) {
      throw PhaseFitError(
        .usage, "the \(name) is \(value) Å: expected a number from 0 to less than 1")
    }
    let temperatures = options.chosenTemperatures
    guard temperatures.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw PhaseFitError(.usage, "a temperature is not positive: expected kelvin above 0")
    }
    let source = try SimulatedParent(options)
    var generator = SplitMix64(seed: options.seed)
    var files: [(name: String, text: String)] = []
    var records: [SimulationTruth.Measurement] = []
    for temperature in temperatures {
      let amplitudes = source.orderParameters.map {
        $0.options.amplitude * $0.options.law.amplitude(at: temperature)
      }
      let domain =
        options.scramble.contains(.domain)
        ? Int(generator.next() % UInt64(source.cell.operations.count)) : 0
      let (field, kept) = source.distortion(amplitudes, domain: domain)
      let expansion = 1 + options.expansion * (temperature - (temperatures.last ?? temperature))
      let exact = try DistortedStructure(
        field, keeping: kept, in: source.cell, parent: source.parent,
        expansion: expansion * .identity)
      var structure = SimulatedStructure(exact)
      if options.scramble.contains(.origin) { structure.moveOrigin(&generator) }
      if options.scramble.contains(.setting) { structure.changeAxes(&generator) }
      let crystal = structure.crystal(
        name: "synthetic: \(options.name)", position: options.positionUncertainty,
        length: options.cellUncertainty, generator: &generator)
      let label = String(format: "%07.2fK", temperature)
      let name = "\(label).cif"
      files.append(
        (
          name,
          CIFWriter.text(
            of: crystal.rounded(decimals: 6), block: "\(options.name)_\(label)",
            temperature: MeasuredValue(temperature).rounded(decimals: 3),
            comments: [
              "synthetic, no real material; made by phasefit "
                + "\(AnalysisReport.Provenance.currentVersion), seed \(options.seed)"
            ])
        ))
      records.append(
        SimulationTruth.Measurement(
          file: name, temperature: temperature, group: exact.subgroup.group,
          index: exact.subgroup.index, amplitudes: amplitudes,
          strain: (0..<3).map { row in (0..<3).map { field.strain[row, $0] } },
          domain: domain == 0 ? nil : source.cell.exactOperations[domain].jonesFaithful))
    }
    guard Set(files.map(\.name)).count == files.count else {
      throw PhaseFitError(
        .usage, "two temperatures differ by less than 0.01 K: expected distinct ones")
    }
    truth = SimulationTruth(options, source: source, measurements: records)
    files.append(("truth.json", try truth.text()))
    self.files = files
  }

  /// Writes the sweep to a new or empty folder, whole or not at all.
  ///
  /// - Throws: `PhaseFitError` of kind `refused` where something is there, `ReportError` where the
  ///   system refuses.
  public func write(to folder: String) throws {
    try Self.check(folder)
    try ReportFolder.write(files.map { ($0.name, Array($0.text.utf8)) }, to: folder)
  }

  /// Refuses a folder that holds something.
  public static func check(_ folder: String) throws {
    var isFolder = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    let content =
      isFolder.boolValue ? try FileManager.default.contentsOfDirectory(atPath: folder) : []
    guard isFolder.boolValue, content.isEmpty else {
      throw PhaseFitError(
        .refused,
        "\(folder): found \(isFolder.boolValue ? "a folder that is not empty" : "a file"), which is "
          + "left as it is; name a new folder with --output")
    }
  }
}
