import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import Testing

@testable import PhaseFit

/// Noise and misprints that must make no phase and must not pass in silence.
@Suite("Doubts about sweeps")
struct SweepDoubtTests {
  private func analyse(_ files: [String: String]) throws -> AnalysisReport {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "doubts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    return try Pipeline.analyse([folder.path], options: AnalysisOptions())
  }

  /// A perovskite of 4×4×2 cells written out in P1 without uncertainties, its octahedra tilted below
  /// 450 K, positions and cell off by normal errors.
  private func supercell(_ kelvin: Double, _ random: inout SplitMix64) -> String {
    let counts = [4, 4, 2]
    let tilt = kelvin < 450 ? 0.25 * (1 - kelvin / 450).squareRoot() : 0
    let sites: [(String, [Double])] = [
      ("Sr", [0.5, 0.5, 0.5]), ("Ti", [0, 0, 0]), ("O", [0.5, 0, 0]), ("O", [0, 0.5, 0]),
      ("O", [0, 0, 0.5]),
    ]
    let edge = 3.9 * (1 + 1e-5 * kelvin)
    var text = "data_s\n_diffrn_ambient_temperature \(kelvin)\n"
    for axis in 0..<3 {
      let length = edge * Double(counts[axis]) + 3e-4 * random.normal()
      text += "_cell_length_\(["a", "b", "c"][axis]) \(String(format: "%.5f", length))\n"
      text += "_cell_angle_\(["alpha", "beta", "gamma"][axis]) 90\n"
    }
    text += "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\nloop_\n_atom_site_label\n"
    text += "_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n"
    for cell in IntegerMatrix3(diagonal: 4, 4, 2).cosetRepresentatives {
      let sign = (cell.x + cell.y + cell.z) % 2 == 0 ? tilt : -tilt
      for (index, (element, place)) in sites.enumerated() {
        text += "\(element)\(index)_\(cell.x)\(cell.y)\(cell.z) \(element)"
        for axis in 0..<3 {
          var point = edge * (place[axis] + Double(cell[axis]))
          if index == 2, axis == 1 { point += sign }
          if index == 3, axis == 0 { point -= sign }
          point += 0.003 * random.normal()
          text += String(format: " %.5f", point / (edge * Double(counts[axis])))
        }
        text += "\n"
      }
    }
    return text
  }

  @Test("supercells without uncertainties show their transition and none that noise makes")
  func noise() throws {
    var random = SplitMix64(seed: 5)
    var files: [String: String] = [:]
    for kelvin in stride(from: 100.0, through: 800, by: 100) {
      files["s\(Int(kelvin)).cif"] = supercell(kelvin, &random)
    }
    let report = try analyse(files)
    #expect(report.phases.map(\.group.number) == [140, 221])
    #expect(report.transitions.map(\.bracket) == [Interval(lower: 400, upper: 500)])
    #expect(report.diagnostics.contains { $0.code == "noise-from-scatter" })
  }

  @Test("a misprint of the last cell is named, and no cell of the other bundled sweeps")
  func misprint() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "structures")
    for (name, files) in [
      ("nano3-paul-pryor1972", ["NaNO3_563.15K.cif"]), ("pyrope-control", []),
      ("pbtio3-glazer-mabud1978", []), ("batio3-kwei1993", []), ("bazrs3-md-hse", []),
    ] {
      let report = try Pipeline.analyse(
        [root.appending(path: name).path], options: AnalysisOptions())
      #expect(
        report.diagnostics.filter { $0.code == "volume-outlier" }.map(\.file) == files, "\(name)")
    }
  }

  @Test("one axis over temperature excludes no transition")
  func oneAxis() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "axis-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    var text = "T_K,a_A\n"
    for kelvin in stride(from: 300, through: 800, by: 50) {
      text += "\(kelvin),\(3.9 + 1e-5 * Double(kelvin))\n"
    }
    try text.write(to: file, atomically: true, encoding: .utf8)
    let report = try Pipeline.analyse([file.path], options: AnalysisOptions())
    #expect(report.verdict == .insufficientData)
    #expect(report.diagnostics.contains { $0.code == "table-one-length" })
  }
}
