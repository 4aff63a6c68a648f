import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

/// A crystal written in one expression.
func crystal(
  _ cell: [String], _ sites: [(String, String, [String], String)],
  operations: [String] = [], hall: String? = nil, symbol: String? = nil, number: Int? = nil
) -> Crystal {
  Crystal(
    name: "test",
    cell: UnitCell(
      lengths: cell.prefix(3).map(measured), anglesDegrees: cell.suffix(3).map(measured)),
    sites: sites.enumerated().map { index, site in
      AtomSite(
        label: site.0, element: Element(symbol: site.1) ?? Element.oxygen,
        position: site.2.map(measured), occupancy: measured(site.3), line: 10 + index)
    },
    declaredSymmetry: DeclaredSymmetry(
      operations: operations, hall: hall, hermannMauguin: symbol, number: number, line: 5))
}

extension Element {
  fileprivate static var oxygen: Element {
    guard let oxygen = Element(atomicNumber: 8) else { preconditionFailure("oxygen exists") }
    return oxygen
  }
}

@Suite("Expansion of the asymmetric unit")
struct SpaceGroupsExpansionTests {
  static let cubic = ["4.0", "4.0", "4.0", "90", "90", "90"]
  static let hexagonal = ["5.084", "5.084", "8.175", "90", "90", "120"]

  static func codes(_ crystal: ExpandedCrystal) -> [String] { crystal.diagnostics.map(\.code) }

  // MARK: - Bundled structures

  @Test("Every bundled structure expands to atoms that its operations permute exactly")
  func bundled() throws {
    var expected: [String: Int] = [:]
    let table = BundledStructure.root.appending(path: "Tests/Data/spacegroups/found.csv")
    for line in try String(contentsOf: table, encoding: .utf8).split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      expected[fields[0]] = Int(fields[2])
    }
    // Split positions nearer than 0.1 Å are joined here and counted one by one there.
    let joined = [
      "structures/pyrope-control/pyrope_96.7K.cif": 160,
      "structures/nano3-paul-pryor1972/curvilinear-model/NaNO3_curvilinear_563.15K.cif": 24,
    ]
    for path in BundledStructure.sample + joined.keys.sorted() {
      let expanded = try ExpandedCrystal(try BundledStructure.crystal(path), file: path)
      if let count = joined[path] ?? expected[path] {
        #expect(expanded.atoms.count == count, "\(path)")
      }
      for (site, count) in expanded.multiplicities {
        #expect(expanded.operations.count % count == 0, "\(path) site \(site)")
      }
      // Some operations of every kind; each has to meet every atom.
      let some = expanded.operations.prefix(48).enumerated().filter { $0.offset % 5 == 1 }
      for operation in some.map(\.element) {
        for atom in expanded.atoms {
          let image = operation(atom.position)
          let partner = expanded.atoms.first { other in
            let difference = other.position - image
            let first = difference.x - difference.x.rounded()
            guard abs(first) < 1e-9 else { return false }
            return length(expanded.basis * (difference - difference.rounded(.toNearestOrEven)))
              < 1e-9
          }
          #expect(partner?.contents == atom.contents, "\(path) \(atom.label) \(operation)")
          if partner == nil { return }
        }
      }
    }
  }

  @Test(
    "Sites have the multiplicities of their Wyckoff positions",
    arguments: [
      ("structures/pyrope-control/pyrope_295.0K.cif", ["Mg": 24, "Al": 16, "Si": 24, "O": 96]),
      (
        "structures/aragonite-calcite-antao2010/calcite/calcite_975.15K.cif",
        ["Ca": 6, "C": 6, "O1": 18]
      ),
      (
        "structures/aragonite-calcite-antao2010/aragonite/aragonite_323.15K.cif",
        ["Ca": 4, "C": 4, "O1": 4, "O2": 8]
      ),
      ("Tests/Data/pairs/quartz/child_P3221_quartz_298K.cif", ["Si": 3, "O": 6]),
      ("Tests/Data/pairs/quartz/parent_P6222_quartz_848K.cif", ["Si": 3, "O": 6]),
      // "0.5" beside four-digit coordinates is exact and must not drag z = 0.0239 to the mirror.
      (
        "Tests/Data/pairs/bacusi2o6/parent_I4mmm_640K.cif",
        ["Ba": 4, "Cu": 4, "Si": 8, "O1": 16, "O2": 16]
      ),
      ("structures/bivo4-sleight1979/BiVO4_566.0K.cif", ["Bi": 4, "V": 4, "O": 16]),
      (
        "structures/nano3-paul-pryor1972/NaNO3_523.15K.cif", ["Na": 6, "N": 6, "O1": 18, "O2": 18]
      ),
    ])
  func wyckoff(path: String, multiplicities: [String: Int]) throws {
    let expanded = try ExpandedCrystal(try BundledStructure.crystal(path))
    let found = Dictionary(expanded.atoms.map { ($0.label, 1) }, uniquingKeysWith: +)
    #expect(found == multiplicities)
  }

  @Test(
    "The split oxygen of NaNO3 at 563 K is one position at the mean with the sum of occupancies")
  func nitrate() throws {
    let path = "structures/nano3-paul-pryor1972/NaNO3_563.15K.cif"
    let expanded = try ExpandedCrystal(try BundledStructure.crystal(path), file: path)
    #expect(Self.codes(expanded).contains("sites-merged"))
    let oxygens = expanded.atoms.filter { $0.label == "O1" }
    #expect(oxygens.count == 18)
    #expect(oxygens.allSatisfy { abs($0.occupancy - 0.5) < 1e-12 })
    #expect(abs(oxygens[0].position.x - (0.2337 + 0.2356) / 2) < 1e-12)
    #expect(expanded.parameters.contains { $0.name == "O2.occupancy" })
  }

  // MARK: - Special positions

  @Test("Printed thirds become exact, and 0.25 beside 0.2381 is not rounded")
  func exactness() throws {
    let expanded = try ExpandedCrystal(
      crystal(
        Self.hexagonal,
        [
          ("A", "Zn", ["0.3333", "0.6667", "0"], "1"), ("B", "S", ["0.33", "0.67", "0.3748"], "1"),
        ],
        symbol: "P 63 m c"))
    #expect(expanded.multiplicities == [0: 2, 1: 2])
    #expect(abs(expanded.atoms[0].position.x - 1.0 / 3) < 1e-15)
    #expect(abs(expanded.atoms[0].position.y - 2.0 / 3) < 1e-15)
    #expect(expanded.parameters.map(\.name) == ["a", "c", "A.z", "B.z"])
    // Here z = 0.25 is a position that rounding could not move to 0.2381 or the mirror.
    let near = try ExpandedCrystal(
      crystal(
        ["5.0", "6.0", "7.0", "90", "90", "90"],
        [("O", "O", ["0.23", "0.2381", "0.4"], "1")], symbol: "Pmmm"))
    #expect(near.atoms.count == 8)
  }

  @Test("A coordinate three uncertainties from a mirror lies on it")
  func uncertainties() throws {
    func atoms(_ x: String) throws -> Int {
      try ExpandedCrystal(
        crystal(
          ["5.0", "6.0", "7.0", "90", "90", "90"],
          [("O", "O", [x, "0.2381(4)", "0.4013(5)"], "1")], symbol: "Pm11")
      ).atoms.count
    }
    #expect(try atoms("0.0008(3)") == 1)
    #expect(throws: SymmetryError.self) { try atoms("0.0200(3)") }
    #expect(try atoms("0.0600(3)") == 2)
  }

  @Test("A near miss is placed on the special position, split, or refused")
  func nearMisses() throws {
    let cell = ["5.0", "6.0", "7.0", "90", "90", "90"]
    func site(_ x: String, _ occupancy: String) -> Crystal {
      crystal(cell, [("O", "O", [x, "0.2381", "0.4013"], occupancy)], symbol: "Pm11")
    }
    // 0.05 Å from its image: too near for two atoms.
    let close = try ExpandedCrystal(site("0.0050", "1"))
    #expect(close.atoms.map(\.occupancy) == [1])
    #expect(close.atoms[0].position.x == 0)
    #expect(Self.codes(close) == ["special-position-approximate"])
    let halves = try ExpandedCrystal(site("0.0050", "0.5"))
    #expect(halves.atoms.map(\.occupancy) == [1])
    #expect(Self.codes(halves) == ["sites-merged"])
    #expect(halves.parameters.last?.occupancies == [[2]])
    // 0.3 Å: a split atom where the occupancy allows it.
    let split = try ExpandedCrystal(site("0.0300", "0.5"))
    #expect(split.atoms.map(\.occupancy) == [0.5, 0.5])
    #expect(Self.codes(split).isEmpty)
    let error = #expect(throws: SymmetryError.self) {
      try ExpandedCrystal(site("0.0300", "1"), file: "x.cif")
    }
    #expect(error?.code == .atomsTooClose)
    #expect(error?.description.hasPrefix("x.cif:10: site O lies 0.3 Å") == true)
  }

  @Test("Elements on one position are one atom with several contents")
  func sharedPositions() throws {
    let expanded = try ExpandedCrystal(
      crystal(
        Self.cubic,
        [
          ("Sr", "Sr", ["0", "0", "0"], "0.6(1)"), ("Ca", "Ca", ["1.0", "0", "0"], "0.4(1)"),
          ("Ti", "Ti", ["0.5", "0.5", "0.5"], "1"), ("O", "O", ["0.5", "0.5", "0"], "1"),
        ], symbol: "P m -3 m"))
    #expect(expanded.atoms.count == 5)
    #expect(expanded.atoms[0].contents.map(\.element.symbol) == ["Ca", "Sr"])
    #expect(expanded.atoms[0].contents.map(\.occupancy) == [0.4, 0.6])
    let names = expanded.parameters.map(\.name)
    #expect(names == ["a", "Sr.occupancy", "Ca.occupancy"])
    #expect(expanded.parameters[1].occupancies[0] == [0, 1])
    #expect(expanded.parameters[2].occupancies[0] == [1, 0])
    #expect(expanded.parameters[1].standardUncertainty == 0.1)
  }

  // MARK: - Derivatives

  @Test("Derivatives of positions agree with finite differences of the expansion")
  func positionDerivatives() throws {
    for path in BundledStructure.paths where path.contains("pairs/") {
      let original = try BundledStructure.crystal(path)
      let expanded = try ExpandedCrystal(original)
      for parameter in expanded.parameters where !parameter.positions.isEmpty {
        let first = parameter.atoms.lowerBound
        let site = expanded.atoms[first].site
        // The first atom of a site is the printed one.
        let direction = parameter.positions[0]
        let step = 1e-6
        var moved = original
        for axis in 0..<3 { moved.sites[site].position[axis].value += step * direction[axis] }
        let shifted = try ExpandedCrystal(moved)
        #expect(shifted.atoms.count == expanded.atoms.count, "\(path) \(parameter.name)")
        guard shifted.atoms.count == expanded.atoms.count else { continue }
        for index in expanded.atoms.indices {
          var difference = shifted.atoms[index].position - expanded.atoms[index].position
          difference -= difference.rounded(.toNearestOrEven)
          // The parameter of joined sites is their mean: one of two sites moves half of it.
          let isJoined = expanded.diagnostics.contains { $0.message.contains("one position at") }
          let share = isJoined && parameter.name.hasPrefix("O1") ? 0.5 : 1
          let derivative =
            parameter.atoms.contains(index) ? parameter.positions[index - first] : .zero
          let error = length(difference / step - share * derivative)
          #expect(error < 1e-7, "\(path) \(parameter.name) atom \(index)")
        }
      }
    }
  }

  @Test(
    "Tied coordinates are one parameter named by the first of them",
    arguments: [
      ("P 42/m n m", "0.305", "0.305", "0", ["x"], Vector3(1, 1, 0)),
      ("R -3 m", "0.15", "-0.15", "0.1", ["x", "z"], Vector3(1, -1, 0)),
      ("P 6 m m", "0.12", "0.24", "0.1", ["x", "z"], Vector3(1, 2, 0)),
      ("P 6 m m", "0.24", "0.12", "0.1", ["x", "z"], Vector3(2, 1, 0) / 2),
      ("P m -3 m", "0.2", "0.2", "0.2", ["x"], Vector3(1, 1, 1)),
      ("P 1", "0.2", "0.3", "0.4", ["x", "y", "z"], Vector3(1, 0, 0)),
    ])
  func tiedCoordinates(
    symbol: String, x: String, y: String, z: String, names: [String], direction: Vector3
  ) throws {
    let isHexagonal = symbol.contains("6") || symbol.hasPrefix("R")
    let cell =
      isHexagonal
      ? Self.hexagonal
      : symbol.hasPrefix("P 4")
        ? ["4.6", "4.6", "3.0", "90", "90", "90"]
        : Self.cubic
    let expanded = try ExpandedCrystal(crystal(cell, [("O", "O", [x, y, z], "1")], symbol: symbol))
    let free = expanded.parameters.filter { !$0.positions.isEmpty }
    #expect(free.map(\.name) == names.map { "O.\($0)" })
    #expect(length((free.first?.positions[0] ?? .zero) - direction) < 1e-15)
  }

  @Test(
    "The cell has the parameters of its crystal system, with derivatives by finite differences",
    arguments: [
      ("P -1", ["5.1", "6.2", "7.3", "80", "95", "103"], [[0], [1], [2], [3], [4], [5]]),
      ("P 1 2/m 1", ["5.1", "6.2", "7.3", "90", "95", "90"], [[0], [1], [2], [4]]),
      ("P 1 1 2/m", ["5.1", "6.2", "7.3", "90", "90", "98"], [[0], [1], [2], [5]]),
      ("P m m m", ["5.1", "6.2", "7.3", "90", "90", "90"], [[0], [1], [2]]),
      ("P 4/m m m", ["5.1", "5.1", "7.3", "90", "90", "90"], [[0, 1], [2]]),
      ("P 6/m m m", ["5.1", "5.1", "7.3", "90", "90", "120"], [[0, 1], [2]]),
      ("R -3 m :H", ["5.1", "5.1", "7.3", "90", "90", "120"], [[0, 1], [2]]),
      ("R -3 m :R", ["5.1", "5.1", "5.1", "71", "71", "71"], [[0, 1, 2], [3, 4, 5]]),
      ("F m -3 m", ["5.1", "5.1", "5.1", "90", "90", "90"], [[0, 1, 2]]),
    ])
  func cellDerivatives(symbol: String, cell: [String], ties: [[Int]]) throws {
    let expanded = try ExpandedCrystal(
      crystal(cell, [("O", "O", ["0", "0", "0"], "1")], symbol: symbol))
    let names = ["a", "b", "c", "alpha", "beta", "gamma"]
    let free = expanded.parameters.filter { $0.basis != .zero }
    #expect(free.map(\.name) == ties.map { names[$0[0]] })
    let values = cell.map { Double($0) ?? .nan }
    func basis(_ tied: [Int], _ step: Double) -> Matrix3 {
      var moved = values
      for index in tied { moved[index] += step }
      return UnitCell.basis(
        lengths: Array(moved.prefix(3)), angles: moved.suffix(3).map { $0 * .pi / 180 })
    }
    let step = 1e-4
    for (parameter, tied) in zip(free, ties) {
      let difference = (1 / (2 * step)) * (basis(tied, step) - basis(tied, -step))
      #expect((difference - parameter.basis).frobeniusNorm < 1e-7, "\(parameter.name)")
    }
  }

  @Test("An uncertainty stated for one of several tied numbers is the parameter's")
  func tiedUncertainties() throws {
    let expanded = try ExpandedCrystal(
      crystal(
        ["5.1", "5.1(2)", "7.3", "90", "90", "120"],
        [("O", "O", ["0.12", "0.2400(4)", "0.1"], "1")], symbol: "P 6 m m"))
    #expect(expanded.parameters.map(\.name) == ["a", "c", "O.x", "O.z"])
    let stated = expanded.parameters.map(\.standardUncertainty)
    #expect(abs((stated[0] ?? 0) - 0.2) < 1e-12)
    #expect(stated[1] == nil)
    #expect(abs((stated[2] ?? 0) - 0.0002) < 1e-12)
    #expect(stated[3] == nil)
    #expect(expanded.precision.isStated)
  }

  @Test("Precision comes from the digits where no uncertainty is stated")
  func precisionFromDigits() throws {
    let digits = try ExpandedCrystal(
      crystal(
        ["5.00", "6.00", "7.00", "90", "90.5", "90"],
        [("O", "O", ["0.25", "0.2381", "0.5"], "1")], symbol: "P m"))
    #expect(!digits.precision.isStated)
    #expect(abs(digits.precision.position - 5e-5 * 6) < 1e-12)
    #expect(abs(digits.precision.length - 0.005) < 1e-12)
    #expect(abs(digits.precision.angle - 0.05 * .pi / 180) < 1e-12)
    let fixed = try ExpandedCrystal(
      crystal(Self.cubic, [("O", "O", ["0.5", "0", "0"], "1")], symbol: "P m -3 m"))
    #expect(fixed.precision.position == ExpandedCrystal.Precision.positionFloor)
  }
}
