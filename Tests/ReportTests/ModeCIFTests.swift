import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import Testing

@Suite("Mode CIFs and structures for TOPAS")
struct ModeCIFTests {
  /// The precision with which numbers are written.
  private static let printed = 1e-8

  private func read(_ text: String) throws -> ModeCIFContents {
    let document = try CIFDocument(text: text, name: "modes.cif")
    return try ModeCIFContents(block: try #require(document.blocks.first), file: "modes.cif")
  }

  @Test("what is written is read back: irreps, wave vectors, amplitudes, norms, matrix")
  func roundTrip() throws {
    let table = SampleDecomposition.modes
    let contents = try read(ModeCIF.write(table, title: "round trip"))
    for (written, found) in [
      (table.displacive, contents.displacive), (table.strain, contents.strain),
      (table.occupancy, contents.occupancy),
    ] {
      #expect(found.map(\.label) == written.map(\.label))
      #expect(found.map(\.irrep) == written.map(\.irrep))
      for (mode, other) in zip(written, found) {
        #expect(abs(mode.amplitude - other.amplitude) < Self.printed)
        #expect(abs(mode.norm - other.norm) < Self.printed)
        #expect(zip(mode.column, other.column).allSatisfy { abs($0 - $1) < Self.printed })
        #expect(mode.column.count == other.column.count)
      }
    }
    #expect(contents.displacive[0].waveVector == SampleReport.rPoint)
    #expect(contents.transformation == "a-b,a+b,2c;0,0,0")
    #expect(contents.coordinates.map(\.label) == ["O1_dx", "O1_dz"])
    #expect(try #require(contents.largestShiftResidual) < 2 * Self.printed)
    #expect(try #require(contents.largestPositionResidual) < 2 * Self.printed)
    #expect(contents.amplitudes.map(\.irrep) == ["R4+", "GM1+"])
    #expect(abs(contents.amplitudes[0].amplitude - 0.7) < Self.printed)
  }

  @Test("the CIF is also an ordinary structure with the distorted coordinates")
  func ordinaryStructure() throws {
    let table = SampleDecomposition.modes
    let document = try CIFDocument(
      text: ModeCIF.write(table, title: "structure"), name: "modes.cif")
    var doubts: [Diagnostic] = []
    let crystal = try Crystal(
      cifBlock: try #require(document.blocks.first), file: "modes.cif", diagnostics: &doubts)
    #expect(crystal.sites.map(\.label) == ["O1", "Ti", "Ti_Zr"])
    let shift = 0.0333 * 0.7 + 0.05 * -0.25 * -0.1
    #expect(abs(crystal.sites[0].fractional.x - (0.25 + shift)) < Self.printed)
    #expect(abs(crystal.sites[0].fractional.y - (0.75 - shift)) < Self.printed)
    #expect(crystal.sites[1].fractional == crystal.sites[2].fractional)
    #expect(abs(crystal.sites[1].occupancy.value - 0.6) < Self.printed)
    #expect(crystal.declaredSymmetry.operations == ["x,y,z", "-x,-y,-z+1/2"])
  }

  /// A file in the manner of ISODISTORT, made by hand: one tilt of As 0.5 Å in a cell of 5 Å and
  /// 8 Å, columns out of order, a label without a wave vector.
  private static let handmade = """
    data_isodistort
    _cell_length_a 5.0
    loop_
    _iso_displacivemode_ID
    _iso_displacivemode_label
    _iso_displacivemode_value
     2 Pm-3m[0,0,0]GM4-(a,0,0)[O:c:dsp]A2u(a)  0.20000
     1 R4+[O:d:dsp]Eu(a)  0.50000(12)
    loop_
    _iso_displacivemodenorm_ID
    _iso_displacivemodenorm_value
     1 0.06000
     2 0.04000
    loop_
    _iso_displacivemodematrix_row
    _iso_displacivemodematrix_col
    _iso_displacivemodematrix_value
     1 1 1.0
     2 2 -2.0
    loop_
    _iso_deltacoordinate_ID
    _iso_deltacoordinate_label
    _iso_deltacoordinate_value
     1 O1_dx 0.03000
     2 O1_dz -0.01600
    loop_
    _iso_coordinate_label
    _iso_coordinate_formula
    O1_x "1/4 + O1_dx"
    O1_y "3/4 - O1_dx"
    O1_z "-0.125 + 2*O1_dz"
    loop_
    _atom_site_label
    _atom_site_fract_x
    _atom_site_fract_y
    _atom_site_fract_z
    O1 0.28 0.72 0.843
    loop_
    _iso_strainmode_ID
    _iso_strainmode_label
    _iso_strainmode_value
     1 GM3+strain(a) 0.0123
    loop_
    _iso_strainmodenorm_ID
    _iso_strainmodenorm_value
     1 1.0
    """

  @Test("a file made by hand is understood and its residuals are the ones put in")
  func byHand() throws {
    let contents = try read(Self.handmade)
    #expect(contents.displacive.map(\.irrep) == ["R4+", "GM4-"])
    #expect(contents.displacive[0].waveVector == nil)
    #expect(contents.displacive[1].waveVector == [.zero, .zero, .zero])
    #expect(contents.displacive[0].amplitude == 0.5)
    #expect(contents.strain.map(\.irrep) == ["GM3+"])
    #expect(contents.strain[0].column.isEmpty)
    #expect(try #require(contents.largestShiftResidual) < 1e-12)
    let site = try #require(contents.sites.first)
    #expect(site.undistorted == Vector3(0.25, 0.75, -0.125))
    let expected = Vector3(0.28, 0.72, -0.157)
    #expect((site.distorted - expected).max() < 1e-12)
    #expect((expected - site.distorted).max() < 1e-12)
    // z is listed a whole cell higher, 0.000 off; x and y agree.
    #expect(abs(try #require(contents.largestPositionResidual)) < 1e-12)
    let changed = Self.handmade.replacing("1 O1_dx 0.03000", with: "1 O1_dx 0.03100")
    #expect(abs(try #require(try read(changed).largestShiftResidual) - 0.001) < 1e-12)
  }

  @Test(
    "a broken file is refused with the tag that is wrong",
    arguments: [
      ("0.50000(12)", "half", "_iso_displacivemode_value"),
      ("2 2 -2.0", "3 2 -2.0", "_iso_displacivemodematrix_value"),
      ("     2 0.04000\n", "", "_iso_displacivemodenorm_ID"),
      ("\"3/4 - O1_dx\"", "\"3/4 - O9_dx\"", "_iso_coordinate_formula"),
      ("\"3/4 - O1_dx\"", "\"3/4 -\"", "_iso_coordinate_formula"),
      ("O1_y ", "O1-y ", "_iso_coordinate_label"),
      ("_iso_displacivemodenorm_value", "_iso_something_value", "_iso_displacivemodenorm_value"),
      ("1 O1_dx", "one O1_dx", "_iso_deltacoordinate_ID"),
    ])
  func broken(_ old: String, _ new: String, _ tag: String) throws {
    let lines = Self.handmade.replacing(
      old.trimmingCharacters(in: .whitespacesAndNewlines),
      with: new.trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(lines != Self.handmade)
    #expect {
      try read(lines)
    } throws: { error in
      (error as? ReportError)?.kind == .invalid && "\(error)".contains(tag)
        && "\(error)".contains("modes.cif")
    }
  }

  @Test("an ordinary CIF has no modes, and a file that is no CIF is refused")
  func withoutModes() throws {
    #expect {
      try read("data_plain\n_cell_length_a 4\n")
    } throws: {
      "\($0)".contains("no modes")
    }
    #expect(throws: ReportError.self) { try ModeCIFContents(contentsOf: "/nonexistent/m.cif") }
  }

  @Test("the equations for TOPAS evaluate to the distorted structure")
  func topas() throws {
    let table = SampleDecomposition.modes
    let text = TopasStructure.write(table, title: "equations")
    #expect(text.contains("space_group \"I4/mcm\""))
    let values = try Equations(text).values
    for (site, position) in zip(table.sites, table.distortedPositions) {
      for (axis, name) in ["x", "y", "z"].enumerated() {
        let value = try #require(values["\(site.label)_\(name)"])
        #expect(abs(value - position[axis]) < 1e-7)
      }
    }
    #expect(abs(try #require(values["Ti_occ"]) - 0.6) < 1e-7)
    #expect(values["a1"] == 0.7)
  }

  @Test("without a tabulated setting all atoms are written out for TOPAS")
  func allAtoms() throws {
    var table = SampleDecomposition.modes
    table.setting = nil
    let text = TopasStructure.write(table, title: "images")
    #expect(text.contains("space_group \"P1\""))
    let sites = text.split(separator: "\n").filter { $0.contains("site ") }
    // The inversion at z = 1/4 makes a second atom of each of the three sites.
    #expect(sites.count == 6)
    #expect(sites.contains { $0.contains("x = -O1_x;") || $0.contains("x = - O1_x;") })
    #expect(text.contains("O1_z + 1/2"))
  }

  /// The parameters of a TOPAS text, evaluated in order.
  private struct Equations {
    var values: [String: Double] = [:]

    init(_ text: String) throws {
      for line in text.split(separator: "\n") where line.contains("prm ") {
        let words = line.trimmingCharacters(in: .whitespaces).dropFirst(4)
        if let equal = words.firstIndex(of: "=") {
          let name = words[..<equal].trimmingCharacters(in: .whitespaces)
          let formula = words[words.index(after: equal)...].prefix { $0 != ";" }
          values[name] = try evaluate(formula)
        } else {
          let parts = words.split(separator: " ")
          values[String(parts[0].drop { $0 == "!" })] = Double(parts[1])
        }
      }
    }

    private func evaluate(_ formula: Substring) throws -> Double {
      var sum = 0.0
      var sign = 1.0
      for word in formula.split(separator: " ") {
        if word == "+" || word == "-" {
          sign = word == "-" ? -1 : 1
          continue
        }
        sum += sign * (try word.split(separator: "*").map(factor).reduce(1, *))
        sign = 1
      }
      return sum
    }

    private func factor(_ text: Substring) throws -> Double {
      let parts = text.split(separator: "/").compactMap { Double($0) }
      if parts.count == 2 { return parts[0] / parts[1] }
      if let number = parts.first { return number }
      return try #require(values[String(text)], "no \(text)")
    }
  }
}
