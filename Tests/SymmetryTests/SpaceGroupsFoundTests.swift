import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Found symmetry")
struct SpaceGroupsFoundTests {
  /// The numbers that another program found, by file.
  static let expected: [String: [Int]] = {
    let table = BundledStructure.root.appending(path: "Tests/Data/spacegroups/found.csv")
    guard let text = try? String(contentsOf: table, encoding: .utf8) else { return [:] }
    var result: [String: [Int]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      result[fields[0]] = fields[1].split(separator: " ").compactMap { Int($0) }
    }
    return result
  }()

  static func expanded(_ path: String) throws -> ExpandedCrystal {
    try ExpandedCrystal(try BundledStructure.crystal(path), file: path)
  }

  /// The same structure in the basis `A M` with its origin moved.
  static func transformed(
    _ crystal: ExpandedCrystal, by matrix: IntegerMatrix3, origin: Vector3
  ) -> ExpandedCrystal {
    let inverse = matrix.real.inverse
    var atoms: [ExpandedCrystal.Atom] = []
    for shift in matrix.cosetRepresentatives {
      for atom in crystal.atoms {
        let cell = Vector3(Double(shift.x), Double(shift.y), Double(shift.z))
        var image = inverse * (atom.position + cell - origin)
        image -= image.rounded(.down)
        var copy = atom
        copy.position = image
        atoms.append(copy)
      }
    }
    return ExpandedCrystal(
      name: crystal.name, basis: crystal.basis * matrix.real, operations: [.identity],
      declared: nil, atoms: atoms, parameters: [], precision: crystal.precision)
  }

  @Test("Every bundled structure has the group that another program finds")
  func oracle() throws {
    #expect(Self.expected.count > 150)
    for path in BundledStructure.sample where Self.expected[path] != nil {
      let found = try FoundSymmetry(of: try Self.expanded(path))
      #expect(Self.expected[path]?.contains(found.group.number) == true, "\(path) \(found.group)")
    }
  }

  @Test(
    "Declared and found group differ where the source says too little or too much",
    arguments: [
      ("structures/pbtio3-glazer-mabud1978/PbTiO3_823.15K.cif", 123, 221),
      ("structures/pbo-litharge-boher1985/neutron/PbO_neutron_300K.cif", 67, 129),
      ("structures/pbo-litharge-boher1985/neutron/PbO_neutron_077K.cif", 67, 67),
      ("structures/pbo-litharge-boher1985/neutron/PbO_neutron_030K.cif", 67, 67),
      ("structures/pbo-litharge-boher1985/neutron/PbO_neutron_002K.cif", 67, 67),
      ("structures/bazrs3-md-hse/bazrs3_hse_0100K.cif", 1, 62),
      ("structures/bazrs3-md-hse/bazrs3_hse_0420K.cif", 1, 62),
      ("structures/bazrs3-md-hse/bazrs3_hse_0520K.cif", 1, 62),
      ("structures/bazrs3-md-hse/bazrs3_hse_0650K.cif", 1, 140),
      ("structures/bazrs3-md-hse/bazrs3_hse_0780K.cif", 1, 140),
      ("Tests/Data/pairs/kdp/parent_F-4d2_KH2PO4_126K.cif", 122, 122),
    ])
  func declaredAndFound(path: String, declared: Int, found: Int) throws {
    let expanded = try Self.expanded(path)
    #expect(expanded.declared?.number == declared)
    #expect(try FoundSymmetry(of: expanded).group.number == found)
  }

  @Test("PbO at 77 K is tetragonal only beyond the precision of its cell, and the result says so")
  func lattice() throws {
    let expanded = try Self.expanded(
      "structures/pbo-litharge-boher1985/neutron/PbO_neutron_077K.cif")
    let found = try FoundSymmetry(of: expanded)
    #expect(found.alternatives.map(\.group?.number) == [129])
    #expect(found.alternatives.first?.tolerance == 3 * found.tolerance)
    #expect(found.tolerance == expanded.positionTolerance)
  }

  @Test("Synthetic sweeps have the groups they were made with")
  func synthetic() throws {
    struct Truth: Decodable { var phases: [[Double]]? }
    for name in ["antiphase-tilt", "pnma-one-step", "polar-rhombohedral-first-order", "nothing"] {
      let folder = "structures/synthetic-\(name)"
      let data = try Data(
        contentsOf: BundledStructure.root.appending(path: "\(folder)/TRUTH.json"))
      let truth = try #require(try JSONDecoder().decode(Truth.self, from: data).phases)
      let paths = BundledStructure.paths.filter { $0.hasPrefix("\(folder)/m") }
      #expect(paths.count == truth.count)
      for (path, phase) in zip(paths, truth) {
        let found = try FoundSymmetry(of: try Self.expanded(path))
        #expect(Double(found.group.number) == phase[1], "\(path) \(found.group)")
      }
    }
  }

  @Test("The operations found form a group that maps the crystal onto itself")
  func operationsFound() throws {
    for path in [
      "structures/bazrs3-md-hse/bazrs3_hse_0300K.cif",
      "structures/batio3-kwei1993/BaTiO3_190K.cif",
      "Tests/Data/pairs/quartz/child_P3221_quartz_298K.cif",
      "Tests/Data/pairs-dft-ferroelectric/PbF2_225_to_41/parent_in_child_setting_P1.cif",
    ] {
      let expanded = try Self.expanded(path)
      let found = try FoundSymmetry(of: expanded)
      #expect(found.operations.isGroup)
      #expect(Set(found.operations).isSuperset(of: expanded.operations), "\(path)")
      #expect(Self.deviation(of: found, on: expanded) <= 1.25 * found.tolerance, "\(path)")
    }
  }

  /// The largest distance between an image and the nearest atom with the same contents, Å.
  static func deviation(of found: FoundSymmetry, on crystal: ExpandedCrystal) -> Double {
    var largest = 0.0
    for operation in found.operations {
      for atom in crystal.atoms {
        let image = operation(atom.position)
        let distances = crystal.atoms.filter { $0.contents == atom.contents }.map { other in
          let difference = other.position - image
          return length(crystal.basis * (difference - difference.rounded(.toNearestOrEven)))
        }
        largest = max(largest, distances.min() ?? .infinity)
      }
    }
    return largest
  }

  @Test("Basis, supercell and origin do not change the group")
  func invariance() throws {
    var generator = SplitMix64(seed: 11)
    for path in [
      "structures/batio3-kwei1993/BaTiO3_015K.cif",
      "structures/pbtio3-glazer-mabud1978/PbTiO3_298.15K.cif",
      "Tests/Data/pairs/quartz/child_P3221_quartz_298K.cif",
      "Tests/Data/pairs/prnio3/child_Pbnm_PrNiO3.cif",
      "structures/nano3-paul-pryor1972/NaNO3_523.15K.cif",
      "structures/synthetic-nothing/m00.cif",
    ] {
      let expanded = try Self.expanded(path)
      let group = try FoundSymmetry(of: expanded).group
      for diagonal in [(1, 1, 1), (2, 1, 1), (2, 2, 2)] {
        var change = SpaceGroupsIdentificationTests.unimodular(using: &generator)
        if change.determinant < 0 { change = IntegerMatrix3(change.rowMajor.map { -$0 }) }
        let origin = Vector3(
          Double.random(in: 0..<1, using: &generator), Double.random(in: 0..<1, using: &generator),
          Double.random(in: 0..<1, using: &generator))
        let matrix = IntegerMatrix3(diagonal: diagonal.0, diagonal.1, diagonal.2) * change
        let moved = Self.transformed(expanded, by: matrix, origin: origin)
        let found = try FoundSymmetry(of: moved)
        #expect(found.group == group, "\(path) \(matrix)")
        #expect(found.operations.isGroup, "\(path) \(matrix)")
        if diagonal == (1, 1, 1) {
          // The exact operations, too, lie where the atoms are, not where the tables put them.
          #expect(Self.deviation(of: found, on: moved) <= 1.25 * found.tolerance, "\(path)")
        }
      }
    }
  }

  @Test("Noise of the stated size leaves the group, noise beyond it breaks it")
  func noise() throws {
    var generator = SplitMix64(seed: 3)
    func normal() -> Double {
      // The sum of twelve uniform numbers has unit variance and is near enough to normal.
      (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
    }
    let base = try Self.expanded("Tests/Data/pairs/prnio3/child_Pbnm_PrNiO3.cif")
    for (scale, kept) in [(1.0, true), (30.0, false)] {
      for _ in 0..<20 {
        var noisy = base
        noisy.precision = ExpandedCrystal.Precision(
          position: 0.001, length: 1e-4, angle: 1e-5, isStated: true)
        let inverse = noisy.basis.inverse
        for index in noisy.atoms.indices {
          noisy.atoms[index].position +=
            inverse * (scale * 0.001 * Vector3(normal(), normal(), normal()))
        }
        let found = try FoundSymmetry(of: noisy)
        #expect((found.group.number == 62) == kept, "\(found.group)")
      }
    }
  }

  @Test("Occupancies beyond their precision tell atoms apart")
  func occupancies() throws {
    func group(_ first: String, _ second: String) throws -> Int {
      try FoundSymmetry(
        of: try ExpandedCrystal(
          crystal(
            ["4.0", "4.0", "8.0", "90", "90", "90"],
            [
              ("A", "O", ["0", "0", "0"], first), ("B", "O", ["0", "0", "0.5"], second),
              ("C", "Ti", ["0.5", "0.5", "0.2500"], "1"), ("D", "Ti", ["0.5", "0.5", "0.75"], "1"),
            ], symbol: "P 4 m m"))
      ).operations.count
    }
    #expect(try group("0.50", "0.50") == 2 * (try group("0.50", "0.70")))
    #expect(try group("0.50(5)", "0.60(5)") == (try group("0.50", "0.50")))
  }

  // MARK: - Pseudo-symmetry

  @Test(
    "Ferroelectric perovskites have the cubic parent as pseudo-symmetry",
    arguments: [
      "Tests/Data/pairs/batio3/child_R3m_BaTiO3_15K.cif",
      "Tests/Data/pairs/batio3/child_Amm2_BaTiO3_190K.cif",
      "structures/pbtio3-glazer-mabud1978/PbTiO3_298.15K.cif",
    ])
  func cubicParent(path: String) throws {
    let expanded = try Self.expanded(path)
    let found = try #require(expanded.idealised(tolerance: 0.5))
    #expect(found.symmetry.group.number == 221)
    #expect(found.maximumDisplacement > 0.05 && found.maximumDisplacement < 0.4)
    #expect(found.crystal.atoms.count == expanded.atoms.count)
    // The averaged structure has the symmetry exactly, and averaging it again finds nothing higher.
    var exact = found.crystal
    exact.precision.position = ExpandedCrystal.Precision.positionFloor
    exact.precision.length = 1e-6
    exact.precision.angle = 1e-7
    #expect(try FoundSymmetry(of: exact).group.number == 221)
    #expect(found.crystal.idealised(tolerance: 0.5) == nil)
    let volume = found.crystal.basis.determinant / expanded.basis.determinant
    #expect(abs(volume - 1) < 0.01)
    for (before, after) in zip(expanded.atoms, found.crystal.atoms) {
      #expect(before.label == after.label)
    }
  }

  @Test("Pseudo-symmetries are distinct and ascend with the displacement")
  func ascending() throws {
    let expanded = try Self.expanded("Tests/Data/pairs/prnio3/child_Pbnm_PrNiO3.cif")
    let found = expanded.pseudoSymmetries(upTo: 0.9)
    #expect(found.last?.symmetry.group.number == 221)
    #expect(Set(found.map(\.symmetry.group)).count == found.count)
    #expect(
      zip(found, found.dropFirst()).allSatisfy {
        $0.maximumDisplacement <= $1.maximumDisplacement
      })
    #expect(found.allSatisfy { $0.maximumDisplacement <= 0.9 })
  }

  @Test("A structure at the top of its symmetry has no pseudo-symmetry")
  func noneHigher() throws {
    let expanded = try Self.expanded("structures/synthetic-nothing/m00.cif")
    #expect(expanded.idealised(tolerance: 0.3) == nil)
    #expect(expanded.pseudoSymmetries(upTo: 0.3).isEmpty)
  }
}
