import Foundation
import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Directions of order parameters and their isotropy subgroups")
struct ModesStrataTests {
  struct Row: Hashable, Comparable, CustomStringConvertible, Sendable {
    var freeParameters: Int
    var group: Int
    var cellMultiplication: Int
    var index: Int
    var isMaximal: Bool
    var isKernel: Bool
    static func < (left: Row, right: Row) -> Bool { left.key.lexicographicallyPrecedes(right.key) }
    var key: [Int] { [freeParameters, group, cellMultiplication, index, isMaximal ? 1 : 0] }
    var description: String {
      "\(freeParameters)/\(group)/\(cellMultiplication)/\(index)" + (isMaximal ? "m" : "")
    }
  }

  struct Table: Sendable {
    var rows: [String: [Row]] = [:]

    init() {}

    init(_ text: String) {
      for line in text.split(separator: "\n").dropFirst(2) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 16, let free = Int(fields[11]), let group = Int(fields[12]),
          let cells = Int(fields[14]), let index = Int(fields[15])
        else { continue }
        rows[fields[0], default: []].append(
          Row(
            freeParameters: free, group: group, cellMultiplication: cells, index: index,
            isMaximal: fields[16].contains("maximal"), isKernel: fields[16].contains("kernel")))
      }
    }
  }

  /// Special points of the table, by irreps in the smallest cell that carries them.
  static func compare(
    number: Int, table: Table, labels: [String]? = nil, withSettings: Bool
  ) throws -> (Int, [String]) {
    let parent = try BareParent.make(number: number)
    let wanted = Set(table.rows.keys.filter { labels?.contains($0) ?? true })
    // A parent with improper operations has both enantiomorphs of a subgroup.
    let isChiral = parent.operations.allSatisfy { $0.rotation.determinant == 1 }
    func type(_ number: Int) -> Int { isChiral ? number : Self.mirrorImages[number] ?? number }
    var failures: [String] = []
    var count = 0
    var done: Set<String> = []
    // Every special point has components with denominators 2, 3, 4 and 6 in the primitive basis.
    var vectors: [[Rational]] = []
    let parts = [0, 1, 2].map { Rational($0, 2) }.dropLast() + [Rational(1, 4), Rational(3, 4)]
    let thirds = [Rational(0), Rational(1, 2), Rational(1, 3), Rational(2, 3)]
    for set in [Array(parts), thirds] {
      for x in set {
        for y in set {
          for z in set { vectors.append(parent.conventional(waveVector: [x, y, z])) }
        }
      }
    }
    for vector in vectors where !wanted.allSatisfy(done.contains) {
      let cell = CommensurateCell(parent: parent, waveVectors: [vector])
      guard cell.primitiveCellCount <= 32 else { continue }
      let irreps = try cell.physicalIrreps(of: parent)
      for irrep in irreps where !done.contains(irrep.label) && wanted.contains(irrep.label) {
        guard let listed = table.rows[irrep.label] else { continue }
        done.insert(irrep.label)
        let own = CommensurateCell(parent: parent, waveVectors: irrep.arms)
        let again = try own.physicalIrreps(of: parent)
        guard let irrep = again.first(where: { $0.label == irrep.label }) else {
          failures.append("\(number) \(irrep.label): absent in its own cell")
          continue
        }
        let strata = try OrderParameterStrata([irrep], in: own)
        let found = try strata.strata.map { stratum in
          let group =
            withSettings
            ? try own.isotropySubgroup(of: stratum.stabiliser, parent: parent).group.number
            : try own.spaceGroup(of: stratum.stabiliser).number
          return Row(
            freeParameters: stratum.freeParameters, group: type(group),
            cellMultiplication: stratum.cellMultiplication, index: stratum.index,
            isMaximal: stratum.isMaximal, isKernel: stratum.isKernel)
        }
        count += found.count
        let expected = listed.map { row in
          var row = row
          row.group = type(row.group)
          return row
        }
        if found.sorted() != expected.sorted() {
          failures.append(
            "\(number) \(irrep.label): found \(found.sorted()), expected \(expected.sorted())")
        }
      }
    }
    let missing = wanted.subtracting(done).sorted()
    if !missing.isEmpty { failures.append("\(number): not reached \(missing)") }
    return (count, failures)
  }

  static let mirrorImages = [
    78: 76, 95: 91, 96: 92, 145: 144, 153: 151, 154: 152, 170: 169, 172: 171, 179: 178, 181: 180,
    213: 212,
  ]

  struct Sample: Sendable, CustomTestStringConvertible {
    var number: Int
    /// Some irreps only, where all of them take long.
    var labels: [String]?
    var testDescription: String { "\(number)" }
  }

  static let samples = [
    Sample(number: 14), Sample(number: 62),
    Sample(number: 139, labels: ["X3-", "P2", "GM5-", "N1+"]),
    Sample(number: 166, labels: ["T2+", "L1-", "F2+", "GM3+"]),
    Sample(number: 180, labels: ["GM3", "K1", "M2"]),
    Sample(number: 194, labels: ["K3", "M2-", "GM6+", "H1"]),
    Sample(number: 221, labels: ["GM3+", "GM4-", "R4+", "R3-", "M3+", "X5+"]),
    Sample(number: 225, labels: ["GM5+", "X5+", "L1+"]),
    Sample(number: 227, labels: ["X4", "GM5+"]),
  ]

  @Test("the strata are those of the reference tables", arguments: samples)
  func sampleTables(_ sample: Sample) throws {
    let folder = TestCrystals.root.appending(path: "Tests/Oracles/isotropy-crystod")
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: folder.path).first {
        $0.hasPrefix(String(format: "%03d_", sample.number))
      })
    let table = Table(
      try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    let (count, failures) = try Self.compare(
      number: sample.number, table: table, labels: sample.labels, withSettings: true)
    #expect(failures.isEmpty, "\(failures)")
    let expected = table.rows.filter { sample.labels?.contains($0.key) ?? true }
    #expect(expected.count == sample.labels?.count ?? table.rows.count)
    #expect(count == expected.values.reduce(0) { $0 + $1.count })
  }

  /// The strata of all 74 parents, 6723 in all: long in a debug build, so only where it is asked for.
  static let allTables: [(number: Int, table: Table)] = {
    guard ProcessInfo.processInfo.environment["PHASEFIT_ALL_STRATA"] != nil,
      let text = try? String(
        contentsOf: TestCrystals.root.appending(
          path: "Tests/Oracles/isotropy-crystod/strata.tsv"), encoding: .utf8)
    else { return [] }
    var tables: [Int: Table] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t")
      let numbers = fields.indices.filter { $0 != 1 && $0 != 6 }.compactMap { Int(fields[$0]) }
      guard fields.count == 7, numbers.count == 5 else { continue }
      tables[numbers[0], default: Table()].rows[String(fields[1]), default: []].append(
        Row(
          freeParameters: numbers[1], group: numbers[2], cellMultiplication: numbers[3],
          index: numbers[4], isMaximal: fields[6].contains("m"), isKernel: fields[6].contains("k")))
    }
    return tables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }()

  @Test("the strata of every parent of the reference tables", arguments: allTables)
  func allParents(_ number: Int, _ table: Table) throws {
    let (count, failures) = try Self.compare(number: number, table: table, withSettings: false)
    #expect(failures.isEmpty, "\(failures)")
    #expect(count == table.rows.values.reduce(0) { $0 + $1.count })
  }

  static func strata(_ labels: [String], vectors: [[Rational]], of number: Int = 221) throws -> (
    ParentStructure, CommensurateCell, OrderParameterStrata
  ) {
    let parent = try BareParent.make(number: number)
    let cell = CommensurateCell(parent: parent, waveVectors: vectors)
    let irreps = try cell.physicalIrreps(of: parent)
    let chosen = try labels.map { label in try #require(irreps.first { $0.label == label }) }
    return (parent, cell, try OrderParameterStrata(chosen, in: cell))
  }

  static let half = Rational(1, 2)

  @Test("the directions of R4+ have their usual symbols")
  func symbols() throws {
    let (_, cell, result) = try Self.strata(["R4+"], vectors: [[Self.half, Self.half, Self.half]])
    #expect(cell.primitiveCellCount == 2)
    #expect(
      Set(result.strata.map(\.direction))
        == ["(a,0,0)", "(a,a,a)", "(a,a,0)", "(a,b,0)", "(a,a,b)", "(a,b,c)"])
    let byDirection = Dictionary(uniqueKeysWithValues: result.strata.map { ($0.direction, $0) })
    #expect(byDirection["(a,0,0)"]?.index == 6)
    #expect(byDirection["(a,a,a)"]?.index == 8)
    #expect(byDirection["(a,a,0)"]?.index == 12)
    // (a,a,0) contains no other direction; (a,b,0) contains (a,0,0) and (a,a,0).
    #expect(byDirection["(a,a,0)"]?.isMaximal == true)
    let plane = try #require(byDirection["(a,b,0)"])
    #expect(
      Set(plane.contained.map { result.strata[$0].direction }).isSuperset(of: [
        "(a,0,0)", "(a,a,0)",
      ]))
    #expect(byDirection["(a,b,c)"]?.isKernel == true)
  }

  @Test("arms of a star are separated, and the smallest cell of M is 2 × 2 × 2")
  func arms() throws {
    let (_, cell, result) = try Self.strata(
      ["M3+"], vectors: [[Self.half, Self.half, .zero]])
    #expect(cell.primitiveCellCount == 4)
    #expect(result.strata.map(\.direction).contains("(a;0;0)"))
    #expect(result.strata.map(\.direction).contains("(a;b;c)"))
  }

  @Test("stabilisers are closed, fix their directions, and fix nothing more")
  func stabilisers() throws {
    let (parent, cell, result) = try Self.strata(
      ["R5+"], vectors: [[Self.half, Self.half, Self.half]])
    let irrep = try #require(
      try cell.physicalIrreps(of: parent).first { $0.label == "R5+" })
    for stratum in result.strata {
      #expect(stratum.stabiliser.map { cell.exactOperations[$0] }.isGroup)
      #expect(stratum.stabiliser.count * stratum.index == cell.operations.count)
      let mean = stratum.stabiliser.reduce(0) { $0 + irrep.matrices[$1].trace }
      #expect(
        abs(mean / Double(stratum.stabiliser.count) - Double(stratum.freeParameters)) < 1e-9)
      for vector in stratum.basis {
        for element in stratum.stabiliser {
          let image = irrep.matrices[element] * vector
          for (left, right) in zip(image, vector) { #expect(abs(left - right) < 1e-9) }
        }
      }
    }
  }

  @Test("tilts R4+ and M3+ together give Pnma with two free parameters")
  func coupled() throws {
    let (_, cell, result) = try Self.strata(
      ["R4+", "M3+"],
      vectors: [[Self.half, Self.half, Self.half], [Self.half, Self.half, .zero]])
    #expect(result.dimensions == [3, 3])
    let found = try result.strata.filter { stratum in
      try stratum.freeParameters == 2 && stratum.index == 24
        && cell.spaceGroup(of: stratum.stabiliser).number == 62
    }
    #expect(!found.isEmpty)
    // The strata of each irrep alone are among those of the sum.
    let alone = try Self.strata(
      ["R4+"],
      vectors: [[Self.half, Self.half, Self.half], [Self.half, Self.half, .zero]]
    ).2
    let pairs = Set(result.strata.map { [$0.freeParameters, $0.index] })
    for stratum in alone.strata {
      #expect(pairs.contains([stratum.freeParameters, stratum.index]))
    }
  }

  @Test(
    "basis and origin carry the standard setting into the parent",
    arguments: [14, 62, 166, 221, 227])
  func settings(_ number: Int) throws {
    let parent = try BareParent.make(number: number)
    let cell = CommensurateCell(
      parent: parent, waveVectors: [parent.conventional(waveVector: [Self.half, Self.half, .zero])])
    let irreps = try cell.physicalIrreps(of: parent)
    let irrep = try #require(irreps.max { $0.dimension < $1.dimension })
    for stratum in try OrderParameterStrata([irrep], in: cell).strata.prefix(12) {
      let subgroup = try cell.isotropySubgroup(of: stratum.stabiliser, parent: parent)
      // x = P x′ + p takes the operations of the setting to those of the stabiliser.
      let columns = Matrix3(
        columns: vector(subgroup.basis[0]), vector(subgroup.basis[1]), vector(subgroup.basis[2]))
      let toCell = cell.basis.inverse * parent.conventionalBasis
      let change = toCell * columns
      let origin = toCell * vector(subgroup.origin)
      let kept = stratum.stabiliser.map { cell.operations[$0] }
      for operation in subgroup.setting.operations {
        let rotation = change * operation.rotation.real * change.inverse
        let translation =
          change * operation.translationVector + origin - rotation * origin
        let isKept = kept.contains { candidate in
          let difference = candidate.translation - translation
          return (candidate.rotation.real - rotation).frobeniusNorm < 1e-6
            && length(difference - difference.rounded(.toNearestOrEven)) < 1e-6
        }
        #expect(isKept, "\(stratum.direction) \(subgroup.group)")
      }
      let volume = abs(columns.determinant) * abs(Double(parent.conventionalMultiple.determinant))
      let centring = Double(subgroup.setting.operations.primitiveLattice.pointsPerCell)
      #expect(abs(volume / centring - Double(subgroup.cellMultiplication)) < 1e-6)
    }
  }

  func vector(_ fractions: [Rational]) -> Vector3 {
    Vector3(fractions[0].value, fractions[1].value, fractions[2].value)
  }

  @Test("operations that form no group have no subgroup")
  func noGroup() throws {
    let (parent, cell, _) = try Self.strata(["GM4-"], vectors: [])
    #expect(throws: SymmetryError.self) {
      try cell.isotropySubgroup(of: [0, 1, 2, 3, 4], parent: parent)
    }
  }
}
