import Foundation
import Glibc

/// A sweep that comes with phasefit, with what it teaches.
struct BundledSweep {
  /// The name of its folder.
  var name: String
  /// What it teaches, in a sentence.
  var lesson: String
  /// Where the structures come from.
  var source: String
  /// Under which terms they may be used.
  var licence: String

  private static let attribution = "free with attribution (AMCSD)"
  private static let own = "as phasefit, GPL-3.0-or-later"

  private init(_ name: String, _ lesson: String, source: String, licence: String = attribution) {
    self.name = name
    self.lesson = lesson
    self.source = source
    self.licence = licence
  }

  /// All bundled sweeps; one idea each, the easiest first.
  static let all: [BundledSweep] = [
    BundledSweep(
      "synthetic-antiphase-tilt",
      "A continuous transition with uncertainties: irrep, direction, Tc with its interval, order.",
      source: "simulated, truth in TRUTH.json", licence: own),
    BundledSweep(
      "synthetic-polar-rhombohedral-first-order",
      "A first-order transition: Ttr, Tc and T+ of a 2-4-6 potential, a jump that is resolved.",
      source: "simulated, truth in TRUTH.json", licence: own),
    BundledSweep(
      "synthetic-pnma-one-step",
      "Two order parameters at one temperature: two primary irreps and what they induce.",
      source: "simulated, truth in TRUTH.json", licence: own),
    BundledSweep(
      "synthetic-nothing",
      "A control: scatter and thermal expansion are no transition.",
      source: "simulated, truth in TRUTH.json", licence: own),
    BundledSweep(
      "nano3-paul-pryor1972",
      "Order and disorder: an occupancy is the order parameter, and few points give no false fit.",
      source: "NaNO3, Paul & Pryor, Acta Cryst. B28 (1972); AMCSD 0009441-0009454"),
    BundledSweep(
      "pbtio3-glazer-mabud1978",
      "A declared group that is not the group of the atoms, and a bracket from four temperatures.",
      source: "PbTiO3, Glazer & Mabud, Acta Cryst. B34 (1978) 1065; AMCSD 0009629-0009632"),
    BundledSweep(
      "batio3-kwei1993",
      "Two phases without group-subgroup relation, a parent that is not in the sweep, an outlier.",
      source: "BaTiO3, Kwei et al., J. Phys. Chem. 97 (1993) 2368; AMCSD 0018583-0018596"),
    BundledSweep(
      "bivo4-sleight1979",
      "A proper ferroelastic: strain and displacements of one irrep, an unusual axis setting.",
      source: "BiVO4, Sleight et al., Mater. Res. Bull. 14 (1979); AMCSD 0014279-0014281"),
    BundledSweep(
      "titanite-taylor-brown1976",
      "A zone-boundary mode without a larger conventional cell, from three structures.",
      source: "CaTiSiO5, Taylor & Brown, Am. Mineral. 61 (1976); AMCSD 0000520-0000522"),
    BundledSweep(
      "pbo-litharge-boher1985",
      "Two runs in sub-folders, and a distortion so small that the tolerance decides the group.",
      source: "PbO, Boher et al., J. Solid State Chem. 57 (1985) 343; AMCSD 0013536-0013546"),
    BundledSweep(
      "cryolite-yang1993",
      "One phase that approaches a transition: no parent in the sweep, so pseudo-symmetry.",
      source: "Na3AlF6, Yang et al., Phys. Chem. Minerals 19 (1993) 528; AMCSD 0007739-0007748"),
    BundledSweep(
      "aragonite-calcite-antao2010",
      "A reconstructive transition: two runs, coexistence, and a fit that is refused.",
      source: "CaCO3, Antao & Hassan, Can. Mineral. 48 (2010); AMCSD 0017827-0017869"),
    BundledSweep(
      "bazrs3-md-hse",
      "Molecular dynamics: near the transitions noise decides the group, and warnings say so.",
      source: "computed with a potential of arXiv:2411.14289",
      licence: "free; cite the potential"),
    BundledSweep(
      "pyrope-control",
      "A measured control: twenty structures that only expand.",
      source: "Mg3Al2Si3O12, Am. Mineral. 96 (2011); AMCSD 0018536-0018555"),
  ]

  /// The environment variable that names the folder of the sweeps.
  static let variable = "PHASEFIT_STRUCTURES"

  /// The places where the folder of the sweeps is looked for, in this order.
  ///
  /// The variable; `../share/phasefit/structures` of the program, where an installation puts them;
  /// `structures` of every folder above the program, for one that was built in the source tree;
  /// `structures` of the current folder.
  static var places: [String] {
    if let stated = getenv(variable).map({ String(cString: $0) }), !stated.isEmpty {
      return [stated]
    }
    var places: [String] = []
    if let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      var folder = URL(fileURLWithPath: program).deletingLastPathComponent()
      places.append(
        folder.deletingLastPathComponent().appending(path: "share/phasefit/structures").path)
      while folder.path != "/" {
        places.append(folder.appending(path: "structures").path)
        folder.deleteLastPathComponent()
      }
    }
    return places + ["structures"]
  }

  /// The folder that holds the sweeps: the first place that has one of them.
  ///
  /// - Throws: `CommandFailure` with status 66 where there is none.
  static func folder() throws(CommandFailure) -> String {
    let manager = FileManager.default
    let found = places.first { place in
      all.contains { manager.fileExists(atPath: "\(place)/\($0.name)") }
    }
    guard let found else {
      throw CommandFailure(
        status: 66,
        message: "the bundled sweeps were not found: expected the folder \"structures\" of "
          + "phasefit's sources in one of \(places.joined(separator: ", ")); name it in the "
          + "variable \(variable)")
    }
    return found
  }
}
