import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

/// Parents made of the operations of a space group.
enum BareParent {
  /// A parent in the setting of the ISO-IR tables: origin choice 2, hexagonal axes, unique axis b.
  ///
  /// It has no atoms, or one kind of atoms in the general position: a regular representation, so
  /// that every irrep occurs among the distortions.
  static func make(number: Int, withAtoms: Bool = false) throws -> ParentStructure {
    let settings = SpaceGroupDatabase.settings(number: number)
    let standard = try #require(settings.first)
    let setting = settings.first { $0.originChoice == 2 } ?? standard
    let (crystal, symmetry) = try TestCrystals.analysed(
      "Tests/Oracles/wo3-isodistort/parent.cif")
    var parent = try ParentStructure(crystal, symmetry: symmetry)
    let lattice = PrimitiveCell(setting.operations.primitiveLattice)
    let start = Matrix3(
      columns: Vector3(5, 0, 0), Vector3(-1.1, 6.3, 0), Vector3(0.7, -0.4, 7.9))
    let conventional = start.stretched(
      toMetric: start.metric.averagedMetric(over: setting.operations.pointGroup))
    parent.name = setting.hermannMauguin
    parent.group = setting.type
    parent.conventionalMultiple = lattice.cell
    parent.conventionalBasis = conventional
    parent.basis = conventional * lattice.primitive
    let cell = lattice.cell
    var seen: Set<IntegerMatrix3> = []
    var operations: [SymmetryOperation] = []
    for operation in setting.operations {
      let product = (cell * operation.rotation * cell.adjugate).rowMajor
      let rotation = IntegerMatrix3(product.map { $0 / cell.determinant })
      guard seen.insert(rotation).inserted else { continue }
      operations.append(
        SymmetryOperation(
          rotation: rotation, translation: cell.apply(to: operation.translation)
        ).reduced)
    }
    let identity = try #require(operations.firstIndex { $0.rotation == .identity })
    operations.swapAt(0, identity)
    parent.operations = operations
    let model = try #require(parent.atoms.first)
    parent.atoms = []
    parent.siteImages = operations.map { _ in [] }
    guard withAtoms else { return parent }
    let point = Vector3(0.137, 0.291, 0.423)
    let place = Dictionary(
      uniqueKeysWithValues: operations.enumerated().map { ($1.rotation, $0) })
    parent.atoms = operations.map { operation in
      var atom = model
      atom.position = operation(point)
      atom.orbit = 0
      return atom
    }
    // Atom j is the image of the point under operation j; g h_j = (1|t) h_i.
    parent.siteImages = try operations.map { operation in
      try operations.map { other in
        let product = operation * other
        let image = try #require(place[product.rotation])
        let shift = zip(product.translation, operations[image].translation).map { $0 - $1 }
        return ParentStructure.SiteImage(
          atom: image,
          cell: SIMD3(shift[0].numerator, shift[1].numerator, shift[2].numerator))
      }
    }
    return parent
  }
}
