import Foundation
import PhaseFit
import PhaseFitTestSupport
import Testing

@Suite("Simulated sweeps")
struct SimulationTests {
  private func options(
    _ preset: SimulationPreset, at temperatures: [Double] = [10, 500], uncertainty: Double = 0,
    seed: UInt64 = 0, scramble: Set<SimulationOptions.Scramble> = []
  ) throws -> SimulationOptions {
    SimulationOptions(
      name: preset.name,
      orderParameters: try preset.parts.map { part in
        SimulationOptions.OrderParameter(
          irrep: part.irrep, direction: part.direction, amplitude: part.amplitude,
          strain: part.strain,
          law: try SimulationLaw(.second, transitionTemperature: 400 * part.temperature))
      },
      temperatures: temperatures, positionUncertainty: uncertainty, cellUncertainty: uncertainty,
      seed: seed, scramble: scramble)
  }

  private func crystal(_ text: String) throws -> Crystal {
    let document = try CIFDocument(text: text, name: "simulated.cif")
    let block = try #require(document.blocks.first)
    var doubts: [Diagnostic] = []
    let crystal = try Crystal(cifBlock: block, file: "simulated.cif", diagnostics: &doubts)
    #expect(doubts.isEmpty)
    return crystal
  }

  private func group(_ text: String) throws -> Int {
    let expanded = try ExpandedCrystal(try crystal(text), file: nil)
    #expect(expanded.diagnostics.isEmpty)
    return try FoundSymmetry(of: expanded).group.number
  }

  // MARK: - Groups

  /// The subgroups of Pm-3m are those of the isotropy tables (Stokes & Hatch 1988), by number.
  @Test(
    "each named sweep has the isotropy subgroup of its name, in any domain, origin and setting",
    arguments: [
      ("antiphase-tilt", 140), ("in-phase-tilt", 127), ("rhombohedral-tilt", 167), ("pnma", 62),
      ("polar-001", 99), ("polar-110", 38), ("polar-111", 160), ("ferroelastic", 123),
      ("two-transitions", 62), ("none", 221),
    ])
  func groups(_ name: String, _ number: Int) throws {
    let preset = try #require(SimulationPreset.named(name))
    let plain = try Simulation(options(preset))
    #expect(plain.files.map(\.name) == ["0010.00K.cif", "0500.00K.cif", "truth.json"])
    // The group is found again by another program in the file as it is read.
    #expect(try group(plain.files[0].text) == number)
    #expect(try group(plain.files[1].text) == 221)
    #expect(plain.truth.measurements.map(\.group.number) == [number, 221])
    for seed in 0..<4 as Range<UInt64> {
      let scrambled = try Simulation(
        options(
          preset, uncertainty: 1e-4, seed: seed,
          scramble: Set(SimulationOptions.Scramble.allCases)))
      #expect(try group(scrambled.files[0].text) == number)
      #expect(try group(scrambled.files[1].text) == 221)
    }
  }

  @Test("every preset is tested above")
  func complete() { #expect(SimulationPreset.all.count == 10) }

  @Test("a sweep of two transitions has the intermediate phase between them")
  func between() throws {
    let preset = try #require(SimulationPreset.named("two-transitions"))
    let simulation = try Simulation(options(preset, at: [100, 350, 450]))
    #expect(simulation.truth.measurements.map(\.group.number) == [62, 127, 221])
    #expect(simulation.truth.transitions.map(\.primary) == [["R4+"], ["M3+"]])
  }

  // MARK: - Amplitudes

  @Test(
    "the decomposition of a simulated pair gives back the amplitude, in any domain and setting",
    arguments: [
      ("antiphase-tilt", ["R4+"]), ("pnma", ["R4+", "M3+"]), ("polar-111", ["GM4-"]),
      ("two-transitions", ["M3+", "R4+"]),
    ])
  func amplitudes(_ name: String, _ irreps: [String]) throws {
    let preset = try #require(SimulationPreset.named(name))
    for scramble in [[], Set(SimulationOptions.Scramble.allCases)] {
      let simulation = try Simulation(options(preset, seed: 5, scramble: scramble))
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "phasefit-simulation-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try simulation.write(to: folder)
      let report = try Pipeline.decompose(
        parent: "\(folder)/0500.00K.cif", child: "\(folder)/0010.00K.cif")
      for (irrep, expected) in zip(irreps, simulation.truth.measurements[0].amplitudes) {
        let component = try #require(report.irreps.first { $0.label == irrep })
        // Ap refers to the metric of the parent, here that at 500 K; coordinates have six decimals.
        #expect(abs(component.amplitudeAp.value - expected) < 1e-4 * expected + 2e-5)
      }
      let present = report.irreps.filter { $0.amplitudeAp.value > 1e-4 }.compactMap(\.label)
      #expect(Set(present) == Set(irreps))
    }
  }

  @Test("any irrep of any parent can be given, and unknown ones are answered with the known")
  func anyParent() throws {
    let parent = TestCrystals.root.appending(path: "Tests/Data/pairs/kalf4/parent_P4mbm_KAlF4.cif")
      .path
    func simulate(_ irrep: String, _ direction: String?) throws -> Simulation {
      try Simulation(
        SimulationOptions(
          name: "any", parent: parent,
          orderParameters: [
            SimulationOptions.OrderParameter(
              irrep: irrep, direction: direction, amplitude: 0.2,
              law: try SimulationLaw(.second, transitionTemperature: 300))
          ], temperatures: [20, 320], positionUncertainty: 0, cellUncertainty: 0))
    }
    let simulation = try simulate("Z3+", "(a)")
    #expect(try group(simulation.files[0].text) == simulation.truth.measurements[0].group.number)
    #expect(simulation.truth.measurements[1].group.number == 127)
    for (irrep, direction, words) in [
      ("R4+", "(a)", ["no irrep R4+", "GM1+"]), ("GM5-", nil, ["--direction", "(a,0)"]),
      ("GM5-", "(a)", ["1 component", "2 components"]), ("GM5-", "(a,%)", ["\"%\""]),
      ("GM5-", "(0,0)", ["zero"]), ("GM1+", "(a)", ["keeps the symmetry"]),
    ] as [(String, String?, [String])] {
      do {
        _ = try simulate(irrep, direction)
        Issue.record("\(irrep) \(direction ?? "") was accepted")
      } catch let error as PhaseFitError {
        #expect(error.kind == .usage)
        for word in words { #expect(error.message.contains(word), "\(error.message)") }
      }
    }
  }

  // MARK: - Errors of the numbers

  @Test("errors have the size that the file states, and seeds repeat them")
  func errors() throws {
    let preset = try #require(SimulationPreset.named("antiphase-tilt"))
    let temperatures = (1...120).map { Double($0) }
    let exact = try Simulation(options(preset, at: temperatures))
    let noisy = try Simulation(options(preset, at: temperatures, uncertainty: 1e-3, seed: 7))
    let again = try Simulation(options(preset, at: temperatures, uncertainty: 1e-3, seed: 7))
    #expect(noisy.files.map(\.text) == again.files.map(\.text))
    var scores: [String: [Double]] = [:]
    for index in temperatures.indices {
      let (truth, value) = (
        try crystal(exact.files[index].text), try crystal(noisy.files[index].text)
      )
      for axis in [0, 2] {
        let (one, other) = (truth.cell.lengths[axis], value.cell.lengths[axis])
        let uncertainty = try #require(other.standardUncertainty)
        scores["length \(axis)", default: []].append((other.value - one.value) / uncertainty)
      }
      let (one, other) = (truth.sites[3].position, value.sites[3].position)
      let uncertainty = try #require(other[0].standardUncertainty)
      scores["x", default: []].append((other[0].value - one[0].value) / uncertainty)
      // x and x + 1/2 of one site are one parameter; z is fixed.
      #expect(abs(other[0].value + other[1].value - 0.5) < 2e-4)
      #expect(other[2].standardUncertainty == nil)
      #expect(value.cell.anglesDegrees.allSatisfy { $0.value == 90 })
    }
    for (name, values) in scores {
      // χ² of 120 points is within 120 ± 4 √240 in all but one of ten thousand cases.
      let chiSquared = values.reduce(0) { $0 + $1 * $1 }
      #expect(abs(chiSquared - 120) < 4 * 240.0.squareRoot(), "\(name): \(chiSquared)")
    }
  }

  // MARK: - The law

  @Test("at first order the two phases are equally stable at Ttr, and the jump is as told")
  func firstOrder() throws {
    let law = try SimulationLaw(.first, transitionTemperature: 300, jump: 0.5)
    #expect(abs(law.amplitude(at: 1e-9) - 1) < 1e-9)
    #expect(abs(law.amplitude(at: 300 * (1 - 1e-12)) - 0.5) < 1e-6)
    #expect(law.amplitude(at: 300) == 0)
    #expect(law.criticalTemperature < 300 && law.superheatingLimit > 300)
    // F = ½ q (T − Tc) A² − ½ p A⁴ + A⁶/6 vanishes at Ttr and is stationary everywhere.
    let (p, q) = (law.p, law.q)
    func slope(_ a: Double, _ t: Double) -> Double {
      q * (t - law.criticalTemperature) * a - 2 * p * pow(a, 3) + pow(a, 5)
    }
    for t in [20.0, 150, 299] { #expect(abs(slope(law.amplitude(at: t), t)) < 1e-9) }
    let a = 0.5
    let energy =
      q * (300 - law.criticalTemperature) * a * a / 2 - p * pow(a, 4) / 2 + pow(a, 6) / 6
    #expect(abs(energy) < 1e-12)
  }

  @Test("saturation makes the amplitude level off at low temperature")
  func saturation() throws {
    for order in SimulationLaw.Order.allCases {
      let law = try SimulationLaw(order, transitionTemperature: 200, saturationTemperature: 100)
      #expect(law.amplitude(at: 1) > 0.999999)
      #expect(abs(law.amplitude(at: 1) - law.amplitude(at: 10)) < 1e-6)
      #expect(law.amplitude(at: 100) < 0.99)
    }
  }

  @Test("impossible laws are refused")
  func refused() {
    #expect(throws: PhaseFitError.self) { try SimulationLaw(.second, transitionTemperature: 0) }
    #expect(throws: PhaseFitError.self) {
      try SimulationLaw(.first, transitionTemperature: 100, jump: 0.95)
    }
    #expect(throws: PhaseFitError.self) {
      try SimulationLaw(.second, transitionTemperature: 100, saturationTemperature: -1)
    }
  }

  @Test("a folder that holds something is left as it is")
  func occupied() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-simulation-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine".utf8).write(to: folder.appending(path: "notes.txt"))
    let preset = try #require(SimulationPreset.named("none"))
    let simulation = try Simulation(options(preset))
    #expect(throws: PhaseFitError.self) { try simulation.write(to: folder.path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.txt"])
  }
}
