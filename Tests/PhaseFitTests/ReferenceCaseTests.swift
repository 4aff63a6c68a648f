import Foundation
import PhaseFit
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

/// Published structures whose decomposition needs a word: whole sweeps, split sites, a record with
/// wrong operators, and pairs that are none.
@Suite("Decompositions of sweeps and of special cases against references")
struct ReferenceCaseTests {
  /// A point of `Tests/Oracles/decompose-crystod/sweeps.json`.
  struct Point: Decodable, Sendable, CustomTestStringConvertible {
    var parent: String
    var child: String
    var group: Int
    var totalAs: Double
    var irreps: [String: Double]
    var strain: [String: Double]
    var testDescription: String { child }

    static let all: [Point] =
      (try? JSONDecoder().decode(
        [Point].self,
        from: Data(
          contentsOf: TestCrystals.root.appending(
            path: "Tests/Oracles/decompose-crystod/sweeps.json")))) ?? []
  }

  /// The references have five decimals, strains six.
  private static let amplitudeTolerance = 6e-6
  private static let strainTolerance = 6e-7

  private static func expect(_ report: DecompositionReport, _ irreps: [String: Double]) {
    for (label, amplitude) in irreps {
      let found = report.irreps.first { $0.label == label }?.amplitudeAs.value ?? 0
      #expect(abs(found - amplitude) < amplitudeTolerance, "\(label): \(found), \(amplitude)")
    }
    let named = Set(irreps.keys)
    for component in report.irreps where !named.contains(component.name) {
      #expect(component.amplitudeAs.value < amplitudeTolerance, "\(component.name)")
    }
  }

  @Test("every temperature of every displacive sweep", arguments: Point.all)
  func sweeps(_ point: Point) throws {
    let report = try Pipeline.decompose(
      parent: ReferencePair.path(point.parent), child: ReferencePair.path(point.child))
    #expect(report.child.group.number == point.group)
    #expect(abs(report.total.amplitudeAs.value - point.totalAs) < Self.amplitudeTolerance)
    Self.expect(report, point.irreps)
    for (label, norm) in point.strain {
      let found = report.strain.parts.first { $0.label == label }?.amplitude.value ?? 0
      #expect(abs(found - norm) < Self.strainTolerance, "strain \(label)")
    }
  }

  @Test("the reference of the sweeps is there")
  func oracle() {
    #expect(Point.all.count == 30)
  }

  // MARK: - Split sites

  private static let silicate = "Tests/Data/pairs/bacusi2o6/"

  private static func silicate(_ treatment: SplitSiteTreatment) throws -> DecompositionReport {
    try Pipeline.decompose(
      parent: ReferencePair.path(silicate + "parent_I4mmm_640K.cif"),
      child: ReferencePair.path(silicate + "child_I41acd_293K.cif"), splitSites: treatment)
  }

  @Test("BaCuSi2O6 from the centroids of its split oxygen agrees with the reference")
  func centroids() throws {
    let report = try Self.silicate(.centroid)
    #expect(abs(report.total.amplitudeAs.value - 2.23093) < Self.amplitudeTolerance)
    Self.expect(report, ["P2": 2.21930, "M2-": 0.19437, "GM1+": 0.11809])
    #expect(report.total.occupancy == nil)
    #expect(report.diagnostics.contains { $0.code == "split-sites" })
  }

  @Test(
    "both treatments of split sites describe one child: u + s is the displacement from centroids")
  func splitting() throws {
    let report = try Self.silicate(.positions)
    let note = try #require(report.diagnostics.first { $0.code == "split-sites" })
    #expect(note.message.contains("O1") && note.message.contains("2.2309"))
    // Half of the 32 positions become full and half empty.
    #expect(abs((report.total.occupancy?.value ?? 0) - 8.0.squareRoot()) < 1e-9)
    // s is 0.0239 c along the axis, to the side on which the position lies.
    let height = 0.0239 * 11.175
    var total = 0.0
    for atom in report.displacements {
      var displacement = Vector3(
        atom.components[0].value, atom.components[1].value, atom.components[2].value)
      if let occupancy = atom.occupancy {
        guard occupancy.value > 0 else { continue }
        let fraction = atom.position.z - (2 * atom.position.z).rounded() / 2
        displacement.z += fraction > 0 ? height : -height
      }
      total += dot(displacement, displacement)
    }
    // The uniform translation is taken out of each description on its own; I4/mmm has none.
    #expect(abs(total.squareRoot() - 2.23093) < Self.amplitudeTolerance)
  }

  @Test("a structure without disorder has no split sites, and its treatment does not matter")
  func noSplitSites() throws {
    let pair = try #require(ReferencePair.all.first { $0.case == "dft_BaTiO3_221_to_99" })
    let report = try Pipeline.decompose(
      parent: ReferencePair.path(pair.parent), child: ReferencePair.path(pair.child),
      splitSites: .centroid)
    #expect(!report.diagnostics.contains { $0.code == "split-sites" })
    #expect(report.irreps == (try pair.decompose()).irreps)
  }

  // MARK: - KH2PO4

  private static let phosphate = "Tests/Data/pairs/kdp/"
  private static let phosphateParent = phosphate + "parent_F-4d2_KH2PO4_126K.cif"
  private static let phosphateChild = phosphate + "child_Fdd2_KH2PO4_116K.cif"

  @Test("KH2PO4 with the d glides of the parent agrees with the reference")
  func correctedOperators() throws {
    let url = TestCrystals.root.appending(path: Self.phosphateChild)
    // The record's glides shift by z + 1/4 where the parent's axes have z + 3/4.
    let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
    let text = lines.map { line -> String in
      guard line.contains("'"), line.contains("4") else { return line }
      return line.replacingOccurrences(of: "1/4+z", with: "#")
        .replacingOccurrences(of: "3/4+z", with: "1/4+z")
        .replacingOccurrences(of: "#", with: "3/4+z")
    }.joined(separator: "\n")
    let file = try Rewriting.save(text)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let report = try Pipeline.decompose(
      parent: ReferencePair.path(Self.phosphateParent), child: file)
    #expect(report.index == 2)
    #expect(abs(report.total.amplitudeAs.value - 0.12413) < Self.amplitudeTolerance)
    #expect(abs(report.total.maximum.value - 0.0414) < 6e-5)
    Self.expect(report, ["GM1": 0.09248, "GM3": 0.08280])
    #expect(report.primarySets == [["GM3"]])
    #expect(!report.diagnostics.contains { $0.code == "symmetric-part-dominates" })
  }

  @Test("KH2PO4 as recorded moves far without a loss of symmetry, which is said")
  func recordedOperators() throws {
    let report = try Pipeline.decompose(
      parent: ReferencePair.path(Self.phosphateParent),
      child: ReferencePair.path(Self.phosphateChild))
    #expect(abs(report.total.amplitudeAs.value - 2.01860) < Self.amplitudeTolerance)
    Self.expect(report, ["GM1": 2.01690, "GM3": 0.08280])
    #expect(report.diagnostics.contains { $0.code == "symmetric-part-dominates" })
  }

  // MARK: - SrTiO3

  @Test("SrTiO3 at 5 K has the antiphase tilt and tetragonal strain alone")
  func titanate() throws {
    func cif(_ group: String, _ cell: [Double], _ sites: [String]) throws -> String {
      try Rewriting.save(
        """
        data_SrTiO3
        _space_group_name_H-M_alt '\(group)'
        _cell_length_a \(cell[0])
        _cell_length_b \(cell[0])
        _cell_length_c \(cell[1])
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 90
        loop_
        _atom_site_label
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        \(sites.joined(separator: "\n"))

        """)
    }
    // Cells and coordinates of AMCSD 0008446 and of the GSAS-II tutorial (neutrons, 5 K).
    let parent = try cif(
      "P m -3 m", [3.90528, 3.90528], ["Sr Sr 0.5 0.5 0.5", "Ti Ti 0 0 0", "O O 0.5 0 0"])
    let child = try cif(
      "I 4/m c m", [5.511663, 7.804635],
      ["Ti Ti 0 0 0", "O1 O 0 0 0.25", "O2 O 0.241573 0.258427 0", "Sr Sr 0.5 0 0.25"])
    defer { for file in [parent, child] { try? FileManager.default.removeItem(atPath: file) } }
    let report = try Pipeline.decompose(parent: parent, child: child)
    Self.expect(report, ["R4+": 0.13164, "GM3+": 0])
    let tilt = try #require(report.irreps.first { $0.label == "R4+" })
    #expect(tilt.otherOrigins.map(\.label) == ["R5-"])
    #expect(tilt.isotropySubgroup?.group.number == 140 && tilt.isotropySubgroup?.index == 6)
    let text = DecompositionText.render(report)
    #expect(text.contains("with the origin at (1/2,1/2,1/2) R4+ is R5-"))
    #expect(text.contains("GM3+ is Eg"))
  }

  // MARK: - No parent and child

  @Test("aragonite and calcite are no parent and child in either order")
  func reconstructive() throws {
    let folder = "structures/aragonite-calcite-antao2010/"
    let calcite = ReferencePair.path(folder + "calcite/calcite_975.15K.cif")
    let aragonite = ReferencePair.path(folder + "aragonite/aragonite_323.15K.cif")
    for (parent, child) in [(calcite, aragonite), (aragonite, calcite)] {
      do {
        _ = try Pipeline.decompose(parent: parent, child: child)
        Issue.record("a reconstructive pair was decomposed")
      } catch let error as PhaseFitError {
        // The disordered calcite is refused by its cell, the primitive cell of aragonite by its size.
        #expect(error.kind == .refused || error.message.contains("composition"))
      }
    }
  }
  // MARK: - SrTiO3

  /// The neutron refinement at 5 K that the GSAS-II tutorials ship (RMCProfile-II, SRTIO3_5K.EXP)
  /// against the cubic cell of tausonite (AMCSD 0008446); amplitudes of CrystOD 0.4.5.
  @Test("SrTiO3 at 5 K is an antiphase tilt along one axis")
  func strontiumTitanate() throws {
    func structure(_ edges: [Double], _ group: String, _ sites: [String]) throws -> String {
      let lines =
        ["data_SrTiO3"] + zip(["a", "b", "c"], edges).map { "_cell_length_\($0) \($1)" }
        + ["alpha", "beta", "gamma"].map { "_cell_angle_\($0) 90" }
        + ["_symmetry_space_group_name_H-M '\(group)'", "loop_", "_atom_site_label"]
        + ["x", "y", "z"].map { "_atom_site_fract_\($0)" }
      return try Rewriting.save((lines + sites).joined(separator: "\n") + "\n")
    }
    let parent = try structure(
      [3.90528, 3.90528, 3.90528], "P m -3 m", ["Sr 0.5 0.5 0.5", "Ti 0 0 0", "O 0.5 0 0"])
    let child = try structure(
      [5.511663, 5.511663, 7.804635], "I 4/m c m",
      ["Ti 0 0 0", "O1 0 0 0.25", "O2 0.241573 0.258427 0", "Sr 0.5 0 0.25"])
    defer {
      for path in [parent, child] { try? FileManager.default.removeItem(atPath: path) }
    }
    let report = try Pipeline.decompose(parent: parent, child: child)
    #expect(report.child.group.number == 140)
    #expect(report.index == 6)
    #expect(report.domains?.orientations == 3)
    #expect(report.primarySets == [["R4+"]])
    Self.expect(report, ["R4+": 0.13164])
    #expect(report.irreps.first { $0.label == "R4+" }?.direction == "(a,0,0)")
    #expect(abs(report.total.maximum.value - 0.06582) < Self.amplitudeTolerance)
    for (label, norm) in ["GM1+": 0.002787, "GM3+": 0.001042] {
      let found = report.strain.parts.first { $0.label == label }?.amplitude.value ?? 0
      #expect(abs(found - norm) < Self.strainTolerance, "strain \(label): \(found)")
    }
  }
}
