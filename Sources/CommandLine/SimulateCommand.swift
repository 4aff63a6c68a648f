public import ArgumentParser
import Foundation
public import PhaseFit

/// `phasefit simulate`: sweeps with known truth.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write a sweep with known truth as CIFs with standard uncertainties.",
    discussion: """
      Without a name and without --irrep the sweeps that have a name are listed. A named sweep is \
      of a cubic perovskite; --irrep with --direction makes any other from the modes of a parent, \
      and may be repeated: the directions, amplitudes, temperatures and strains are matched in \
      their order, and the last one given stands for those that are missing.

      phasefit simulate antiphase-tilt --tc 187 --output tilt
      phasefit simulate --parent parent.cif --irrep R4+ --direction "(0,0,a)" --output mine

      The folder holds one CIF for each temperature and truth.json with the law, the groups and \
      the amplitudes. It is written whole or not at all, and only where nothing is yet.
      """)

  /// What is chosen at random for each structure.
  enum Scramble: String, ExpressibleByArgument, CaseIterable {
    case domain, origin, setting, all
  }

  @Argument(
    help: ArgumentHelp("The name of a sweep.", valueName: "name"),
    completion: .list(SimulationPreset.all.map(\.name)))
  var preset: String?

  @Option(
    help: ArgumentHelp(
      "The CIF of the parent (default: a cubic perovskite, B at the origin).", valueName: "file"),
    completion: .file(extensions: ["cif"]))
  var parent: String?

  @Option(help: ArgumentHelp("The irrep of an order parameter, as R4+.", valueName: "label"))
  var irrep: [String] = []

  @Option(help: ArgumentHelp("Its direction, as (0,0,a).", valueName: "vector"))
  var direction: [String] = []

  @Option(
    help: ArgumentHelp(
      "Its amplitude at 0 K: Ap in Å, for strain the Frobenius norm (default: 0.3, 0.01).",
      valueName: "number"))
  var amplitude: [Double] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("The strain at 0 K that goes as its square.", valueName: "number"))
  var strain: [Double] = []

  @Option(
    name: .customLong("tc"),
    help: ArgumentHelp(
      "The transition temperature (Ttr at first order; default: 400).", valueName: "kelvin"))
  var transitionTemperature: [Double] = []

  @Option(help: "The order of the transition.")
  var order = SimulationLaw.Order.second

  @Option(
    help: ArgumentHelp(
      "At first order, the amplitude at the transition over that at 0 K.", valueName: "fraction"))
  var jump = 0.6

  @Option(
    help: ArgumentHelp("The saturation temperature, 0 for none.", valueName: "kelvin"))
  var saturation = 0.0

  @Option(
    help: ArgumentHelp(
      "The temperatures: first:last:step or a list with commas (default: denser near Tc).",
      valueName: "kelvin"))
  var temperatures: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The linear thermal expansion per kelvin.", valueName: "number"))
  var expansion = 1e-5

  @Option(
    name: .customLong("su-position"),
    help: ArgumentHelp(
      "The standard uncertainty of an atom's coordinate, 0 for exact positions.", valueName: "Å"))
  var positionUncertainty = 5e-4

  @Option(
    name: .customLong("su-cell"),
    help: ArgumentHelp(
      "The standard uncertainty of a cell length, 0 for an exact cell.", valueName: "Å"))
  var cellUncertainty = 1e-4

  @Option(help: "Choose at random for each structure; may be repeated.")
  var scramble: [Scramble] = []

  @Option(help: "The seed of all random numbers.")
  var seed: UInt64 = 0

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where the sweep goes (default: ./<name>).", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(name: [.short, .long], help: "Do not print what was written.")
  var quiet = false

  func validate() throws {
    if preset != nil, !irrep.isEmpty || parent != nil {
      throw ValidationError("a named sweep has its own parent and irreps: give a name or --irrep")
    }
    if preset == nil, irrep.isEmpty, parent != nil {
      throw ValidationError("--parent needs --irrep and --direction")
    }
    if irrep.isEmpty, !direction.isEmpty {
      throw ValidationError("--direction needs --irrep")
    }
  }

  func run() throws {
    try Terminal.reportingFailures {
      guard preset != nil || !irrep.isEmpty else {
        return try Terminal.print(Self.list())
      }
      let options = try makeOptions()
      let folder = output ?? options.name
      try Simulation.check(folder)
      let simulation = try Simulation(options)
      try simulation.write(to: folder)
      if !quiet { try Terminal.print(Self.summary(simulation, folder: folder)) }
    }
  }

  private static func list() -> String {
    let width = SimulationPreset.all.map(\.name.count).max() ?? 0
    return SimulationPreset.all.map { preset in
      "\(preset.name)\(String(repeating: " ", count: width - preset.name.count))  "
        + "\(preset.summary)\n"
    }.joined()
  }

  private static func summary(_ simulation: Simulation, folder: String) -> String {
    let truth = simulation.truth
    var lines = ["\(folder): \(truth.measurements.count) structures and truth.json"]
    lines += truth.transitions.map { transition in
      let groups = [transition.below, transition.above].map { $0?.description ?? "not reached" }
      return "\(groups[0]) → \(groups[1]) at \(transition.temperature) K, "
        + "\(transition.order.rawValue) order, \(transition.primary.joined(separator: " and "))"
    }
    lines.append("phasefit analyse \(folder)")
    return lines.map { "\($0)\n" }.joined()
  }
}

extension SimulateCommand {
  /// The value for one order parameter: its own, else the last one given.
  private static func pick<Value>(_ values: [Value], _ index: Int) -> Value? {
    index < values.count ? values[index] : values.last
  }

  private func makeOptions() throws -> SimulationOptions {
    let parts: [SimulationPreset.Part]
    var name = "simulated"
    if let preset {
      guard let known = SimulationPreset.named(preset) else {
        throw CommandFailure(
          status: 64,
          message: "simulate: no sweep is called \"\(preset)\": expected one of "
            + SimulationPreset.all.map(\.name).joined(separator: ", "))
      }
      name = known.name
      parts = known.parts
    } else {
      parts = []
    }
    var parameters: [SimulationOptions.OrderParameter] = []
    let count = preset == nil ? irrep.count : parts.count
    for index in 0..<count {
      let own = index < parts.count ? parts[index] : nil
      let base = Self.pick(transitionTemperature, index) ?? 400
      // A named sweep has the distances of its transitions, unless each is given.
      let isGiven = index < transitionTemperature.count
      let law = try SimulationLaw(
        order, transitionTemperature: isGiven ? base : base * (own?.temperature ?? 1),
        saturationTemperature: saturation, jump: jump)
      let label = own?.irrep ?? irrep[index]
      parameters.append(
        SimulationOptions.OrderParameter(
          irrep: label,
          direction: own?.direction ?? (index < direction.count ? direction[index] : nil),
          amplitude: Self.pick(amplitude, index) ?? own?.amplitude ?? 0.3,
          strain: Self.pick(strain, index) ?? own?.strain ?? 0, law: law))
    }
    return SimulationOptions(
      name: output.map { ($0 as NSString).lastPathComponent } ?? name, parent: parent,
      orderParameters: parameters, temperatures: try Self.list(of: temperatures),
      expansion: expansion, positionUncertainty: positionUncertainty,
      cellUncertainty: cellUncertainty, seed: seed,
      scramble: Set(
        scramble.flatMap { scramble in
          SimulationOptions.Scramble(rawValue: scramble.rawValue).map { [$0] }
            ?? SimulationOptions.Scramble.allCases
        }))
  }

  /// The most temperatures of one sweep: more files help nobody.
  private static let mostTemperatures = 10_000

  /// Temperatures as `first:last:step` or as a list.
  private static func list(of text: String?) throws(CommandFailure) -> [Double] {
    guard let text else { return [] }
    let failure = CommandFailure(
      status: 64,
      message: "simulate: --temperatures is \"\(text)\": expected first:last:step, as 10:300:20, "
        + "or positive numbers with commas, as 10,50,100")
    let parts = text.split(separator: text.contains(":") ? ":" : ",").map {
      Double($0.trimmingCharacters(in: .whitespaces))
    }
    let values = parts.compactMap { $0 }
    guard values.count == parts.count, !values.isEmpty, values.allSatisfy({ $0 > 0 }) else {
      throw failure
    }
    guard text.contains(":") else { return values }
    guard values.count == 3, values[1] >= values[0] else { throw failure }
    let steps = ((values[1] - values[0]) / values[2] + 1e-9).rounded(.down)
    guard steps < Double(mostTemperatures) else { throw failure }
    return (0...Int(steps)).map { values[0] + Double($0) * values[2] }
  }
}

extension SimulationLaw.Order: ExpressibleByArgument {}
