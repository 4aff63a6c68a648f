import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@Suite("Identification of space groups")
struct SpaceGroupsIdentificationTests {
  /// A basis that no symmetry leaves invariant: its metric has to be averaged.
  static let generalBasis = Matrix3(
    columns: Vector3(5.1, 0.1, -0.2), Vector3(-0.3, 6.2, 0.4), Vector3(0.2, 0.5, 7.3))

  /// A random product of elementary unimodular matrices.
  static func unimodular(using generator: inout SplitMix64) -> IntegerMatrix3 {
    var result = IntegerMatrix3.identity
    for _ in 0..<4 {
      let row = Int.random(in: 0..<3, using: &generator)
      let column = (row + Int.random(in: 1...2, using: &generator)) % 3
      var elements = IntegerMatrix3.identity.rowMajor
      elements[3 * row + column] = Bool.random(using: &generator) ? 1 : -1
      result = result * IntegerMatrix3(elements)
    }
    return result
  }

  /// The group in the basis `scaled / denominator`, its origin shifted, every cell of it listed.
  static func transformed(
    _ operations: [SymmetryOperation], scaled: IntegerMatrix3, denominator: Int,
    origin: [Rational]
  ) -> [SymmetryOperation] {
    let adjugate = scaled.adjugate
    let determinant = scaled.determinant
    func toNew(_ vector: [Rational]) -> [Rational] {
      adjugate.apply(to: vector).map { $0 * Rational(denominator, determinant) }
    }
    // Translations of the old cell that are distinct modulo the new one.
    let cells = (0..<3).map { axis in
      toNew((0..<3).map { Rational($0 == axis ? 1 : 0) })
    }
    var result: [SymmetryOperation] = []
    for operation in operations {
      let product = adjugate * operation.rotation * scaled
      guard product.rowMajor.allSatisfy({ $0 % determinant == 0 }) else { continue }
      // (1, −o) (W, w) (1, o)
      let shift = operation.rotation.apply(to: origin)
      let translation = (0..<3).map { operation.translation[$0] + shift[$0] - origin[$0] }
      result.append(
        SymmetryOperation(
          rotation: IntegerMatrix3(product.rowMajor.map { $0 / determinant }),
          translation: toNew(translation)
        ).reduced)
    }
    let lattice = cells.map { SymmetryOperation(rotation: .identity, translation: $0) }
    return (try? (result + lattice).generatedGroup()) ?? []
  }

  @Test("Every setting is named in its own basis, whatever the metric handed over")
  func allSettings() throws {
    for setting in SpaceGroupDatabase.settings {
      let type = try SpaceGroupType(
        identifying: setting.operations, basis: Self.generalBasis)
      #expect(type == setting.type, "\(setting)")
    }
  }

  @Test("Every setting is named in a random basis of its primitive lattice with another origin")
  func randomPrimitiveBases() throws {
    var generator = SplitMix64(seed: 7)
    for setting in SpaceGroupDatabase.settings {
      let lattice = setting.operations.primitiveLattice
      var change = Self.unimodular(using: &generator)
      // Every second basis is left-handed; the crystal, and so its enantiomorph, is the same.
      if setting.hallNumber.isMultiple(of: 2) {
        change = IntegerMatrix3(change.rowMajor.map { -$0 })
      }
      let origin = (0..<3).map { _ in Rational(Int.random(in: 0..<30, using: &generator), 30) }
      let scaled = lattice.scaledBasis * change
      let operations = Self.transformed(
        setting.operations, scaled: scaled, denominator: lattice.denominator, origin: origin)
      #expect(operations.count == setting.operations.pointGroup.count, "\(setting)")
      let basis = (1 / Double(lattice.denominator)) * (Self.generalBasis * scaled.real)
      let type = try SpaceGroupType(identifying: operations, basis: basis)
      #expect(type == setting.type, "\(setting) \(change)")
    }
  }

  @Test("Standard settings are named in supercells that keep the point group")
  func supercells() throws {
    for number in [1, 2, 14, 15, 29, 43, 62, 74, 92, 96, 122, 142, 152, 154, 161, 167, 180, 194] {
      let setting = SpaceGroupDatabase.settings(number: number)[0]
      let operations = Self.transformed(
        setting.operations, scaled: IntegerMatrix3(diagonal: 2, 2, 2), denominator: 1,
        origin: [Rational(1, 5), Rational(1, 7), .zero])
      #expect(operations.count == 8 * setting.operations.count)
      let type = try SpaceGroupType(identifying: operations, basis: 2 * Self.generalBasis)
      #expect(type == setting.type)
    }
  }

  @Test("A doubled cell along one axis keeps the type where every operation survives")
  func doubledCells() throws {
    for number in [1, 2, 3, 6, 10, 16, 25, 33, 47, 62] {
      let setting = SpaceGroupDatabase.settings(number: number)[0]
      let operations = Self.transformed(
        setting.operations, scaled: IntegerMatrix3(diagonal: 2, 1, 1), denominator: 1,
        origin: [.zero, .zero, .zero])
      #expect(operations.count == 2 * setting.operations.count)
      let basis = Self.generalBasis * Matrix3(diagonal: Vector3(2, 1, 1))
      #expect(
        try SpaceGroupType(identifying: operations, basis: basis) == setting.type, "\(setting)")
    }
  }

  @Test("The operations of P4/mmm that a cell doubled along a keeps form Pmmm")
  func brokenByTheCell() throws {
    let setting = SpaceGroupDatabase.settings(number: 123)[0]
    let operations = Self.transformed(
      setting.operations, scaled: IntegerMatrix3(diagonal: 2, 1, 1), denominator: 1,
      origin: [.zero, .zero, .zero])
    let type = try SpaceGroupType(
      identifying: operations, basis: Self.generalBasis * Matrix3(diagonal: Vector3(2, 1, 1)))
    #expect(type.number == 47)
  }

  @Test("Enantiomorphic types are told apart")
  func enantiomorphs() throws {
    for number in [76, 78, 91, 95, 92, 96, 144, 145, 151, 153, 152, 154, 169, 170, 212, 213] {
      let setting = SpaceGroupDatabase.settings(number: number)[0]
      #expect(
        try SpaceGroupType(identifying: setting.operations, basis: Self.generalBasis).number
          == number)
    }
  }

  @Test("Sets that are no group and bases without volume are refused")
  func badInput() {
    let operations = SpaceGroupDatabase.settings(number: 62)[0].operations
    let open = #expect(throws: SymmetryError.self) {
      try SpaceGroupType(identifying: Array(operations.dropLast()), basis: Self.generalBasis)
    }
    #expect(open?.code == .notAGroup)
    let flat = #expect(throws: SymmetryError.self) {
      try SpaceGroupType(identifying: operations, basis: .zero)
    }
    #expect(flat?.code == .impossibleCell)
  }
}
