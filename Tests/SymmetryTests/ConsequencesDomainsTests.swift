import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Domain states, walls and ferroic species")
struct ConsequencesDomainsTests {
  /// The I4/mcm child of the cubic perovskite with its tilt about z.
  static func tetragonalTilt() throws -> (
    parent: ParentStructure, cell: CommensurateCell, tilt: PhysicalIrrep, kept: [Int]
  ) {
    let (parent, cell) = try ConsequencesIrreps.perovskite()
    let tilt = ConsequencesIrreps.antiphaseTilt(cell)
    return (parent, cell, tilt, ConsequencesIrreps.stabiliser([0, 0, 1], of: tilt))
  }

  @Test("SrTiO3 has 6 states, 3 orientations in 2 antiphases")
  func tetragonalStates() throws {
    let (parent, cell, _, kept) = try Self.tetragonalTilt()
    #expect(try cell.spaceGroup(of: kept).number == 140)
    let domains = try DomainStates(keptBy: kept, in: cell, parent: parent)
    #expect(domains.count == 6)
    #expect(domains.orientationCount == 3)
    #expect(domains.antiphaseCount == 2)
    #expect(domains.states[0].conventional == .identity)
    #expect(domains.kindCount == 2)
    let antiphase = domains.pairs.filter(\.isAntiphase)
    #expect(antiphase.count == 1)
    #expect(domains.states[antiphase[0].states[1]].element.symbol == "1")
    // The four others are ferroelastic twins on {110}.
    let twins = domains.pairs.filter { !$0.isAntiphase }
    #expect(twins.count == 4)
    for pair in twins { #expect(pair.twinLaws[0].symbol == "m") }
    #expect(Set(twins.map { $0.twinLaws[0].description }) == ["m [101]", "m [011]"])
  }

  @Test("every operation that links two states carries the first to the second")
  func links() throws {
    let (parent, cell, tilt, kept) = try Self.tetragonalTilt()
    let domains = try DomainStates(keptBy: kept, in: cell, parent: parent)
    let values: [[Double]] = domains.states.map { tilt.matrices[$0.operation] * [0, 0, 1] }
    #expect(Set(values).count == 6)
    var used: Set<Int> = []
    for pair in domains.pairs {
      #expect(pair.operations.count == kept.count)
      for index in pair.operations {
        let image: [Double] = tilt.matrices[index] * values[0]
        #expect(image == values[pair.states[1]])
        #expect(used.insert(index).inserted)
      }
    }
    #expect(used.count + kept.count == cell.operations.count)
  }

  @Test("any two states are linked by their own operations, of the kind of a pair with the first")
  func anyPair() throws {
    let (parent, cell, tilt, kept) = try Self.tetragonalTilt()
    let domains = try DomainStates(keptBy: kept, in: cell, parent: parent)
    let values: [[Double]] = domains.states.map { tilt.matrices[$0.operation] * [0, 0, 1] }
    for first in domains.states.indices {
      for second in domains.states.indices where second != first {
        let pair = try domains.pair(first, second, in: cell, parent: parent)
        #expect(pair.operations.count == kept.count)
        for index in pair.operations {
          let image: [Double] = tilt.matrices[index] * values[first]
          #expect(image == values[second])
        }
        let isSameOrientation =
          domains.states[first].orientation == domains.states[second].orientation
        #expect(pair.isAntiphase == isSameOrientation)
        #expect(domains.pairs.contains { $0.kind == pair.kind })
        if first == 0 { #expect(pair == domains.pairs[second - 1]) }
      }
    }
  }

  @Test("tetragonal twins meet in {110} walls, states of one strain in any")
  func walls() throws {
    let (parent, cell, _, kept) = try Self.tetragonalTilt()
    let domains = try DomainStates(keptBy: kept, in: cell, parent: parent)
    let walls = try domains.walls(
      spontaneousStrain: Matrix3(diagonal: Vector3(-0.001, -0.001, 0.003)), keptBy: kept, in: cell,
      parent: parent)
    for (pair, wall) in zip(domains.pairs, walls) {
      if pair.isAntiphase {
        #expect(wall.kind == .anyOrientation)
      } else {
        #expect(wall.kind == .pair)
        #expect(["(101), (10-1)", "(011), (01-1)"].contains(wall.description), "\(wall)")
      }
    }
    #expect {
      try domains.walls(
        spontaneousStrain: Matrix3(diagonal: Vector3(0.01, 0, 0)), keptBy: kept, in: cell,
        parent: parent)
    } throws: {
      ($0 as? ConsequenceError)?.code == .strainNotInvariant
    }
  }

  @Test("a general strain difference of three distinct eigenvalues has no stress-free wall")
  func noWall() throws {
    let (parent, cell) = try ConsequencesIrreps.perovskite()
    // The child without any operation but translations, and a threefold rotation between states.
    let strain = Matrix3(rows: Vector3(3, 1, 0), Vector3(1, -2, 4), Vector3(0, 4, -1))
    let threefold = try #require(
      cell.operations.first { abs($0.cartesian.trace) < 1e-9 && $0.cartesian.determinant > 0 })
    let wall = DomainWalls(strain: strain, operation: threefold, parent: parent)
    #expect(wall.kind == .none)
    // A mirror always gives two walls, one of them its own plane.
    let mirror = try #require(
      cell.operations.first { abs($0.cartesian.trace - 1) < 1e-9 && $0.cartesian.determinant < 0 })
    let twin = DomainWalls(strain: strain, operation: mirror, parent: parent)
    #expect(twin.kind == .pair)
    #expect(twin.indices.contains { $0 != nil })
    // Sapriel's condition itself: vectors of the wall change length equally in both states.
    let difference =
      mirror.cartesian * strain * mirror.cartesian.transpose - strain
    for normal in twin.normals {
      let first = cross(normal, Vector3(0.3, 0.5, 0.7))
      let second = cross(normal, first)
      for vector in [first, second, first + second] {
        #expect(abs(dot(vector, difference * vector)) < 1e-9)
      }
    }
  }

  @Test("polar irreps are proper ferroelectrics and improper ferroelastics with Aizu's symbols")
  func polarSpecies() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let vector = ConsequencesIrreps.vector(cell)
    let expected: [([Double], String, Int)] = [
      ([0, 0, 1], "m-3mF4mm", 6), ([1, 1, 1], "m-3mF3m", 8), ([0, 1, 1], "m-3mFmm2", 12),
    ]
    for (direction, symbol, states) in expected {
      let kept = ConsequencesIrreps.stabiliser(direction, of: vector)
      let species = try FerroicSpecies(keptBy: kept, primaries: [vector], in: cell)
      #expect(species.aizuSymbol == symbol)
      #expect(species.ferroelectric.origin == .proper)
      #expect(species.ferroelectric.extent == .full)
      #expect(species.ferroelectric.stateCount == states)
      #expect(species.orientationCount == states)
      #expect(species.ferroelastic.origin == .improper)
      #expect(species.ferroelastic.extent == .partial)
      #expect(species.ferroelastic.stateCount == states / 2)
    }
  }

  @Test("a tilt is an improper full ferroelastic and no ferroelectric")
  func tiltSpecies() throws {
    let (_, cell, tilt, kept) = try Self.tetragonalTilt()
    let species = try FerroicSpecies(keptBy: kept, primaries: [tilt], in: cell)
    #expect(species.aizuSymbol == "m-3mF4/mmm")
    #expect(species.ferroelectric.origin == .absent)
    #expect(species.ferroelectric.extent == .none)
    #expect(species.ferroelastic.origin == .improper)
    #expect(species.ferroelastic.extent == .full)
    #expect(species.ferroelastic.stateCount == 3)
    #expect(species.ferroelastic.freeComponents == [2, 1])
  }

  @Test("a strain without atoms to follow is a proper ferroelastic")
  func strainSpecies() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let strain = ConsequencesIrreps.tetragonalStrain(cell)
    let kept = ConsequencesIrreps.stabiliser([1, 0], of: strain)
    let species = try FerroicSpecies(keptBy: kept, primaries: [strain], in: cell)
    #expect(species.ferroelastic.origin == .proper)
    let content = try IrrepContent(of: strain, in: cell)
    let counts: [Int] = [
      content.displacements, content.strains, content.polarVectors, content.occupancies,
    ]
    #expect(counts == [0, 1, 0, 0])
    let polar = try IrrepContent(of: ConsequencesIrreps.vector(cell), in: cell)
    // ABO3: four polar modes and the rigid translation, which does not count, without the silent.
    #expect([polar.displacements, polar.polarVectors] == [3, 1])
  }

  @Test("the 32 crystal classes are told apart by the numbers of their operations")
  func crystalClasses() throws {
    var found: [String: Set<Int>] = [:]
    for number in 1...230 {
      let setting = try #require(SpaceGroupDatabase.settings(number: number).first)
      let symbol = try PointGroupSymbol(setting.operations.pointGroup)
      found[symbol.symbol, default: []].insert(number)
      #expect(setting.operations.pointGroup.count == symbol.order)
    }
    #expect(found.count == 32)
    #expect(found["m-3m"] == Set(221...230))
    #expect(found["-42m"] == Set(111...122))
    #expect(found["mm2"] == Set(25...46))
    #expect(found["-6m2"] == Set(187...190))
  }

  @Test("operations that are no group are refused")
  func notASubgroup() throws {
    let (parent, cell, tilt, kept) = try Self.tetragonalTilt()
    for wrong in [Array(kept.dropLast()), [], [0, 0], [0, cell.operations.count]] {
      #expect {
        try DomainStates(keptBy: wrong, in: cell, parent: parent)
      } throws: {
        ($0 as? ConsequenceError)?.code == .notASubgroup
      }
      #expect(throws: ConsequenceError.self) {
        try FerroicSpecies(keptBy: wrong, primaries: [tilt], in: cell)
      }
    }
  }

  @Test("another structure than the parent of the cell is refused")
  func wrongParent() throws {
    let (_, cell, _, kept) = try Self.tetragonalTilt()
    let other = try ConsequencesIrreps.parent(
      "Tests/Data/pairs/quartz/parent_P6222_quartz_848K.cif")
    #expect {
      try DomainStates(keptBy: kept, in: cell, parent: other)
    } throws: {
      ($0 as? ConsequenceError)?.code == .wrongParent
    }
  }
}
