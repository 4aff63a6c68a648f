import Foundation
import PhaseFitStructures
import PhaseFitTestSupport
import Testing

/// Files of other programs as members of a sweep.
@Suite("Members of a sweep from other programs")
struct SweepMembersTests {
  /// A folder with copies of files under new names, removed with this value.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "phasefit-members-\(UUID().uuidString)")

    init(_ files: [(path: String, name: String)]) throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for file in files {
        try FileManager.default.copyItem(
          at: TestCrystals.root.appending(path: file.path), to: url.appending(path: file.name))
      }
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  @Test("a mode CIF of ISODISTORT is a structure, its tables of modes pass by")
  func modeCIF() throws {
    let folder = try Folder([
      ("Tests/Oracles/wo3-isodistort/parent.cif", "wo3_1200K.cif"),
      ("Tests/Oracles/wo3-isodistort/child.cif", "wo3_300K.cif"),
    ])
    let sweep = try SweepReader().read([folder.url.path])
    #expect(sweep.rejected.isEmpty)
    #expect(sweep.measurements.map(\.temperature.kelvin).sorted() == [300, 1200])
    let child = try #require(sweep.measurements.first { $0.temperature.kelvin == 300 })
    #expect(Set(child.crystal.sites.map(\.element.symbol)) == ["O", "W"])
  }

  @Test("atoms split over partly filled positions are read with all of them")
  func splitSites() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "phasefit-split-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: path) }
    for (kelvin, shift) in [(300, 0.02), (400, 0.0)] {
      let split =
        shift > 0
        ? "Ti1 Ti 0.5 0.5 \(0.5 + shift) 0.5 A 1\nTi2 Ti 0.5 0.5 \(0.5 - shift) 0.5 A 2\n"
        : "Ti1 Ti 0.5 0.5 0.5 1 . .\n"
      let text = """
        data_x
        _diffrn_ambient_temperature \(kelvin)
        _cell_length_a 4.00(1)
        _cell_length_b 4.00(1)
        _cell_length_c 4.05(1)
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 90
        _space_group_name_H-M_alt 'P 1'
        loop_
        _atom_site_label
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        _atom_site_occupancy
        _atom_site_disorder_assembly
        _atom_site_disorder_group
        Ba1 Ba 0 0 0 1 . .
        \(split)O1 O 0.5 0.5 0 1 . .

        """
      try Data(text.utf8).write(to: path.appending(path: "x\(kelvin).cif"))
    }
    let sweep = try SweepReader().read([path.path])
    #expect(sweep.rejected.isEmpty && sweep.measurements.count == 2)
    // Both alternatives together are one atom: the compositions are the same.
    let counts = sweep.measurements.map { measurement in
      measurement.crystal.sites.filter { $0.element.symbol == "Ti" }.reduce(0) {
        $0 + $1.occupancy.value
      }
    }
    #expect(counts == [1, 1])
    let split = try #require(sweep.measurements.first { $0.temperature.kelvin == 300 })
    #expect(split.crystal.sites.compactMap(\.disorder?.group) == ["1", "2"])
  }
}
