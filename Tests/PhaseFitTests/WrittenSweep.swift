import Foundation
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@testable import PhaseFit

/// Sweeps of structures written by a test.
enum WrittenSweep {
  /// The structures of a sweep through symmetry, parent, embedding and phases.
  static func sequence(_ structures: [(temperature: Double, cif: String)]) throws -> (
    sweep: SweepEmbedding, sequence: PhaseSequence, modes: SymmetryModes
  ) {
    var doubts: [Diagnostic] = []
    let analysed = try structures.enumerated().map { index, entry in
      let document = try CIFDocument(text: entry.cif, name: "m\(index).cif")
      let crystal = try Crystal(
        cifBlock: document.blocks[0], file: "m\(index).cif", diagnostics: &doubts)
      let expanded = try ExpandedCrystal(crystal, file: "m\(index).cif")
      return AnalysedStructure(
        measurement: index, temperature: entry.temperature, crystal: expanded,
        symmetry: try FoundSymmetry(of: expanded))
    }
    let search = ParentSearch(analysed)
    let parent = try #require(search.parent)
    let sweep = SweepEmbedding(
      search.embedded, parent: parent,
      referenceTemperature: search.referenceTemperature ?? .nan)
    let modes = try SweepDecomposition(
      sweep, irreps: sweep.cell.physicalIrreps(of: parent), precision: .fourDecimals
    ).modes
    let sequence = PhaseSequence(sweep, modes: modes)
    return (sweep, sequence, modes)
  }

  /// A structure written out in P1.
  static func cif(
    _ cell: [Double], _ sites: [(element: String, place: [Double], occupancy: Double)]
  ) -> String {
    var text = "data_x\n"
    for (name, length) in zip(["a", "b", "c"], cell) {
      text += String(format: "_cell_length_%@ %.5f(20)\n", name, length)
    }
    for name in ["alpha", "beta", "gamma"] { text += "_cell_angle_\(name) 90\n" }
    text += "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\nloop_\n_atom_site_label\n"
    text += "_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n"
    text += "_atom_site_fract_z\n_atom_site_occupancy\n"
    for (index, site) in sites.enumerated() {
      let place = site.place.map { String(format: "%.6f", $0) }.joined(separator: " ")
      text += "\(site.element)\(index) \(site.element) \(place) "
      text += site.occupancy < 1 ? String(format: "%.4f(20)\n", site.occupancy) : "1\n"
    }
    return text
  }
}
