/// The simulated sweeps that have a name: transitions of a cubic perovskite ABX₃, B at the origin.
public struct SimulationPreset: Sendable, Hashable {
  /// The name.
  public var name: String
  /// What happens, in a few words.
  public var summary: String
  /// The order parameters by falling temperature.
  public var parts: [Part]

  /// One order parameter.
  public struct Part: Sendable, Hashable {
    /// The label of the irrep.
    public var irrep: String
    /// The direction.
    public var direction: String
    /// The amplitude at 0 K, Å over the parent's primitive cell; for strain the Frobenius norm.
    public var amplitude: Double
    /// The strain at 0 K that follows the square of the amplitude.
    public var strain: Double
    /// The transition temperature as a part of the highest.
    public var temperature: Double
  }

  private init(_ name: String, _ summary: String, _ parts: [Part]) {
    self.name = name
    self.summary = summary
    self.parts = parts
  }

  private static func part(
    _ irrep: String, _ direction: String, _ amplitude: Double, strain: Double,
    temperature: Double = 1
  ) -> Part {
    Part(
      irrep: irrep, direction: direction, amplitude: amplitude, strain: strain,
      temperature: temperature)
  }

  /// All presets.
  public static let all: [SimulationPreset] = [
    SimulationPreset(
      "antiphase-tilt", "octahedra turn about one axis, out of phase: Pm-3m to I4/mcm",
      [part("R4+", "(0,0,a)", 0.35, strain: -0.006)]),
    SimulationPreset(
      "in-phase-tilt", "octahedra turn about one axis, in phase: Pm-3m to P4/mbm",
      [part("M3+", "(0;0;a)", 0.35, strain: -0.006)]),
    SimulationPreset(
      "rhombohedral-tilt", "octahedra turn about the body diagonal: Pm-3m to R-3c",
      [part("R4+", "(a,a,a)", 0.35, strain: -0.004)]),
    SimulationPreset(
      "pnma", "in-phase and antiphase tilts at one temperature: Pm-3m to Pnma",
      [
        part("R4+", "(0,a,a)", 0.4, strain: -0.006),
        part("M3+", "(a;0;0)", 0.3, strain: -0.004),
      ]),
    SimulationPreset(
      "polar-001", "a polar displacement along an edge: Pm-3m to P4mm",
      [part("GM4-", "(0,0,a)", 0.25, strain: 0.02)]),
    SimulationPreset(
      "polar-110", "a polar displacement along a face diagonal: Pm-3m to Amm2",
      [part("GM4-", "(0,a,a)", 0.25, strain: 0.012)]),
    SimulationPreset(
      "polar-111", "a polar displacement along the body diagonal: Pm-3m to R3m",
      [part("GM4-", "(a,a,a)", 0.25, strain: 0.008)]),
    SimulationPreset(
      "ferroelastic", "strain is the order parameter: Pm-3m to P4/mmm",
      [part("GM3+", "(a,0)", 0.02, strain: 0)]),
    SimulationPreset(
      "two-transitions", "in-phase tilts, then antiphase tilts: Pm-3m to P4/mbm to Pnma",
      [
        part("M3+", "(a;0;0)", 0.3, strain: -0.004),
        part("R4+", "(0,a,a)", 0.35, strain: -0.005, temperature: 0.7),
      ]),
    SimulationPreset("none", "thermal expansion and nothing else: Pm-3m throughout", []),
  ]

  /// The preset of a name, nil where there is none.
  public static func named(_ name: String) -> SimulationPreset? { all.first { $0.name == name } }
}
