import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import Testing

@testable import PhaseFitSymmetry

/// A space group of the database in a primitive basis of its standard setting.
struct PrimitiveStandard {
  let number: Int
  /// The primitive basis vectors as columns, in any unit, with a metric that the group allows.
  let basis: Matrix3
  /// The conventional basis vectors as columns, in the primitive basis.
  let conventional: IntegerMatrix3
  /// The primitive basis in the conventional one, times `denominator`.
  let scaledLattice: IntegerMatrix3
  let denominator: Int
  let operations: [SymmetryOperation]

  init(_ number: Int) throws {
    let setting = try #require(IrrepLabelTable.standardSetting(number: number))
    self.init(number: number, operations: setting.operations)
  }

  init(number: Int, operations: [SymmetryOperation]) {
    self.number = number
    let lattice = operations.primitiveLattice
    scaledLattice = lattice.scaledBasis
    denominator = lattice.denominator
    let determinant = lattice.scaledBasis.determinant
    let adjugate = lattice.scaledBasis.adjugate
    conventional = IntegerMatrix3(
      adjugate.rowMajor.map { $0 * lattice.denominator / determinant })
    // A metric without further symmetry, averaged over the group.
    let general = Matrix3(
      columns: Vector3(4.1, 0, 0), Vector3(-0.9, 5.3, 0), Vector3(0.7, 0.4, 6.7))
    let cell = general.stretched(
      toMetric: general.metric.averagedMetric(over: operations.pointGroup))
    basis = cell * lattice.basis
    var seen: Set<IntegerMatrix3> = []
    var primitive: [SymmetryOperation] = []
    for operation in operations where seen.insert(operation.rotation).inserted {
      let product = (adjugate * operation.rotation * lattice.scaledBasis).rowMajor
      primitive.append(
        SymmetryOperation(
          rotation: IntegerMatrix3(product.map { $0 / determinant }),
          translation: adjugate.apply(to: operation.translation).map {
            $0 * Rational(lattice.denominator, determinant)
          }
        ).reduced)
    }
    self.operations = primitive
  }

  func table() throws -> PointGroupTable { try PointGroupTable(operations) }

  /// A conventional wave vector in the primitive reciprocal basis.
  func primitive(_ conventionalVector: [Rational]) -> [Rational] {
    scaledLattice.transpose.apply(to: conventionalVector).map { $0 * Rational(1, denominator) }
  }
}

/// The full table of labels, with all characters.
struct LabelOracle {
  struct Irrep {
    let label: String
    let dimension: Int
    let fullDimension: Int
    let physicalDimension: Int
    let reality: PhysicalIrrep.Reality
    let partner: String?
    let characters: [Complex]
  }
  struct Point {
    let name: String
    let waveVector: [Rational]
    /// The little group's members as indices into the group's operations.
    let little: [Int]
    var irreps: [Irrep]
  }
  struct Group {
    let number: Int
    let operations: [SymmetryOperation]
    var points: [Point]
  }

  static let groups: [Group] = {
    let folder = BundledStructure.root.appending(path: "Tests/Oracles/iso-ir-labels")
    let read = { (name: String) in
      (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    }
    var letters: [Character: Complex] = [:]
    for line in read("letters.tsv").split(separator: "\n") {
      let fields = line.split(separator: "\t")
      if let letter = fields[0].first, let x = Double(fields[1]), let y = Double(fields[2]) {
        letters[letter] = Complex(x, y)
      }
    }
    var groups: [Group] = []
    for line in read("labels.tsv").split(separator: "\n") {
      let fields = line.split(separator: "\t")
      switch fields[0] {
      case "group":
        groups.append(
          Group(
            number: Int(fields[1]) ?? 0,
            operations: fields[2].split(separator: ";").compactMap {
              try? SymmetryOperation(jonesFaithful: String($0))
            }, points: []))
      case "point":
        groups[groups.count - 1].points.append(
          Point(
            name: String(fields[1]),
            waveVector: fields[2].split(separator: ",").map(rational),
            little: fields[3].split(separator: ",").compactMap { Int($0) }, irreps: []))
      default:
        let points = groups[groups.count - 1].points.count
        let type = fields[4] == "pseudoreal" ? "quaternionic" : String(fields[4])
        groups[groups.count - 1].points[points - 1].irreps.append(
          Irrep(
            label: String(fields[0]), dimension: Int(fields[1]) ?? 0,
            fullDimension: Int(fields[2]) ?? 0, physicalDimension: Int(fields[3]) ?? 0,
            reality: PhysicalIrrep.Reality(rawValue: type) ?? .real,
            partner: fields[5] == "-" ? nil : String(fields[5]),
            characters: fields[6].compactMap { letters[$0] }))
      }
    }
    return groups
  }()
}

func rational(_ text: some StringProtocol) -> Rational {
  let parts = text.split(separator: "/").compactMap { Int($0) }
  return Rational(parts.first ?? 0, parts.count > 1 ? parts[1] : 1)
}

/// A parent with given operations, in any basis, and one atom orbit that starts at a position.
func irrepParent(
  number: Int, operations: [SymmetryOperation], basis: Matrix3? = nil,
  at position: Vector3 = Vector3(0, 0, 0)
) throws -> ParentStructure {
  let lattice = operations.primitiveLattice
  let standard = PrimitiveStandard(number: number, operations: operations)
  let cell = basis ?? (standard.basis * standard.conventional.real)
  var positions: [Vector3] = []
  for operation in operations {
    let image = operation(position)
    let isNew = positions.allSatisfy { known in
      let difference = image - known
      return length(difference - difference.rounded(.toNearestOrEven)) > 1e-6
    }
    if isNew { positions.append(image.wrapped) }
  }
  let element = try #require(Element(atomicNumber: 8))
  let crystal = ExpandedCrystal(
    name: "orbit", basis: cell, operations: operations, declared: nil,
    atoms: positions.map {
      .init(
        site: 0, label: "O", position: $0, contents: [.init(element: element, occupancy: 1)])
    }, parameters: [],
    precision: .init(position: 1e-4, length: 1e-4, angle: 1e-5, isStated: true))
  let type = try #require(SpaceGroupDatabase.type(number: number))
  return try ParentStructure(
    crystal,
    symmetry: FoundSymmetry(
      group: type, operations: operations, primitiveLattice: lattice,
      primitiveOperations: standard.operations, tolerance: 1e-3))
}

/// A parent in the standard setting of its group and a supercell of its conventional cell.
func irrepCell(_ number: Int, _ supercell: IntegerMatrix3) throws
  -> (parent: ParentStructure, cell: CommensurateCell)
{
  let setting = try #require(IrrepLabelTable.standardSetting(number: number))
  let parent = try irrepParent(number: number, operations: setting.operations)
  let lattice = parent.conventionalMultiple * supercell
  return (parent, CommensurateCell(parent: parent, lattices: [lattice]))
}
