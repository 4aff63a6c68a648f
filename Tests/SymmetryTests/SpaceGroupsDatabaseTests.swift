import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@Suite("Space-group database")
struct SpaceGroupsDatabaseTests {
  @Test("The table has 530 settings of 230 types, the standard setting first")
  func complete() {
    #expect(SpaceGroupDatabase.settings.count == 530)
    for number in 1...230 {
      let settings = SpaceGroupDatabase.settings(number: number)
      #expect(!settings.isEmpty)
      #expect(settings.allSatisfy { $0.type == settings[0].type })
    }
    #expect(SpaceGroupDatabase.settings(number: 231).isEmpty)
    #expect(SpaceGroupDatabase.type(number: 0) == nil)
    #expect(SpaceGroupDatabase.type(number: 62)?.symbol == "Pnma")
    #expect(SpaceGroupDatabase.type(number: 136)?.symbol == "P4_2/mnm")
    #expect(SpaceGroupDatabase.type(number: 14)?.description == "P2_1/c (14)")
  }

  @Test("Every setting is a group whose order is 48 at most times its lattice points")
  func groupAxioms() {
    for setting in SpaceGroupDatabase.settings {
      let operations = setting.operations
      #expect(operations.isGroup, "\(setting)")
      #expect(Set(operations).count == operations.count, "\(setting)")
      let points = operations.primitiveLattice.pointsPerCell
      let centring = ["P": 1, "A": 2, "B": 2, "C": 2, "I": 2, "R": 3, "F": 4]
      let letter = setting.hermannMauguin.prefix(1)
      let expected = setting.rhombohedralAxes == .rhombohedral ? 1 : centring[String(letter)]
      #expect(points == expected, "\(setting)")
      #expect(operations.pointGroup.count * points == operations.count, "\(setting)")
      let elements = Set(operations)
      #expect(operations.allSatisfy { elements.contains($0.inverse.reduced) }, "\(setting)")
    }
  }

  @Test("A set that lacks an operation is no group, and its closure restores it")
  func closure() throws {
    let operations = SpaceGroupDatabase.settings(number: 221)[0].operations
    #expect(!Array(operations.dropLast()).isGroup)
    #expect(!Array(operations.dropFirst()).isGroup)
    let generated = try Array(operations.suffix(20)).generatedGroup()
    #expect(Set(generated) == Set(operations))
    let screw = [
      try SymmetryOperation(jonesFaithful: "x+y,y,z")
    ]
    #expect(throws: SymmetryError.self) { try screw.generatedGroup() }
    #expect(try [SymmetryOperation]().generatedGroup() == [.identity])
  }

  @Test("Every operation of the table survives printing and parsing")
  func roundTrip() throws {
    for setting in SpaceGroupDatabase.settings where setting.operations.count <= 48 {
      for operation in setting.operations {
        #expect(try SymmetryOperation(jonesFaithful: operation.jonesFaithful) == operation)
      }
    }
  }

  @Test(
    "Coordinate triplets are read in every spelling",
    arguments: [
      ("-x,y+1/2,-z", "-x,y+1/2,-z"),
      ("x-y, x, z+0.6667", "x-y,x,z+2/3"),
      ("x-y,x,z+.33", "x-y,x,z+1/3"),
      (" 1/2-X , .5+Y, +z", "-x+1/2,y+1/2,z"),
      ("2/3+x-y,\t1/3+x,z", "x-y+2/3,x+1/3,z"),
      ("'−x,−y,z'", "-x,-y,z"),
      ("\"a,b,c\"", "x,y,z"),
      ("x,y,0.5 + z", "x,y,z+1/2"),
      ("x, y, z+0.2", "x,y,z+1/5"),
      ("1*x,y+3/4,z-1/4", "x,y+3/4,z-1/4"),
      ("-1/2+x,y,z", "x-1/2,y,z"),
    ])
  func spellings(text: String, expected: String) throws {
    #expect(try SymmetryOperation(jonesFaithful: text).jonesFaithful == expected)
  }

  @Test(
    "Texts that are no operation are refused with text and position",
    arguments: [
      ("x,y", 4), ("x,y,z,x", 6), ("x,y,q", 5), ("x,,z", 3), ("x,y,z+1/0", 9), ("x,y z,z", 5),
      ("", 1), ("x,y,z+0.2345", 7), ("x,1/2y,z", 3), ("x,y,z+1/", 9), ("x;y;+", 6),
      ("x,y,99999999999999999999", 5),
    ])
  func badText(text: String, position: Int) {
    let error = #expect(throws: SymmetryError.self) {
      try SymmetryOperation(jonesFaithful: text)
    }
    #expect(error?.code == .invalidOperation)
    #expect(error?.message.contains("\"\(text)\"") == true)
    #expect(
      error?.message.contains("character \(position):") == true, "\(error?.message ?? "")")
  }

  @Test("A singular matrix is no operation")
  func singular() {
    let error = #expect(throws: SymmetryError.self) {
      try SymmetryOperation(jonesFaithful: "x,x,z")
    }
    #expect(error?.message.contains("determinant 0") == true)
  }

  @Test("Every symbol of the table finds its setting")
  func symbols() {
    for setting in SpaceGroupDatabase.settings {
      #expect(SpaceGroupDatabase.setting(hall: setting.hall)?.type == setting.type, "\(setting)")
      let shout = setting.hall.uppercased().replacing(" ", with: "  ")
      #expect(SpaceGroupDatabase.setting(hall: shout)?.type == setting.type, "\(setting)")
      let literal = setting.hermannMauguin
      let spellings = [
        literal, literal.replacing(" ", with: ""), literal.replacing("_", with: ""),
        literal.filter { $0 != " " && $0 != "_" }, setting.fullHermannMauguin,
      ]
      for spelling in spellings {
        let found = SpaceGroupDatabase.settings(hermannMauguin: spelling)
        #expect(found.contains(setting), "\(spelling)")
        #expect(Set(found.map(\.type.number)).count == 1, "\(spelling): \(found)")
        let stated = SpaceGroupDatabase.settings(
          hermannMauguin: "\(spelling):\(setting.choice)")
        #expect(stated.contains(setting), "\(spelling):\(setting.choice)")
      }
    }
  }

  @Test(
    "Symbols are found as people write them",
    arguments: [
      ("P 4/m m m", [123], ""), ("P4/mmm", [123], ""), ("I 1 1 2/b", [15], "c3"),
      ("A 2/a", [15], "-b1"), ("A 1 2/a 1", [15], "-b1"), ("P 1 21/n 1", [14], "b2"),
      ("P21/n", [14], "b2"), ("P2_1/c", [14], "b1"), ("'P 21/a'", [14], "b3"),
      ("R -3 c :H", [167], "H"), ("R-3c:R", [167], "R"), ("R -3 m H", [166], "H"),
      ("R -3 m R", [166], "R"), ("F d -3 m :2", [227], "2"), ("F d -3 m S", [227], "1"),
      ("F d -3 m Z", [227], "2"), ("Fd3m", [227], "1"), ("P6_3/mmc", [194], ""),
      ("P 63/m m c", [194], ""), ("P b n m", [62], "cab"), ("P m c n", [62], "bca"),
      ("C m c e", [64], ""), ("C m c a", [64], ""), ("Cmca", [64], ""), ("B b c m", [64], "bca"),
      ("C m m a", [67], ""), ("Aba2", [41], ""), ("Aea2", [41], ""), ("F m 3 m", [225], ""),
      ("P 4/m -3 2/m", [221], ""), ("P 32 2 1", [154], ""), ("H 3 2", [155], "H"),
      ("I 41/a c d :2", [142], "2"), ("P m −3 m", [221], ""), ("B 2/b", [15], "-c1"),
      ("P n m a", [62], ""), ("P 1 1 21/b", [14], "c3"), ("pnma", [62], ""),
      ("F -4 d 2", [], ""), ("X y z", [], ""), ("", [], ""), ("P 2/m 2/m", [], ""),
    ])
  func writtenSymbols(symbol: String, numbers: [Int], choice: String) {
    let found = SpaceGroupDatabase.settings(hermannMauguin: symbol)
    #expect(Set(found.map(\.type.number)) == Set(numbers), "\(found)")
    #expect((found.first?.choice ?? "") == choice, "\(found)")
  }

  @Test("A symbol that leaves the origin or the axes open returns every setting it can mean")
  func ambiguous() {
    let origin = SpaceGroupDatabase.settings(hermannMauguin: "I 41/a c d")
    #expect(origin.map(\.originChoice) == [1, 2])
    let axes = SpaceGroupDatabase.settings(hermannMauguin: "R -3 c")
    #expect(axes.map(\.rhombohedralAxes) == [.hexagonal, .rhombohedral])
    let unique = SpaceGroupDatabase.settings(hermannMauguin: "P 21/n")
    #expect(unique.map(\.choice) == ["b2", "c2", "a2"])
  }
}
