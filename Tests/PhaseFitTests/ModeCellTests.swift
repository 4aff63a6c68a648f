import Foundation
import PhaseFit
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

/// Modes of children that are listed without symmetry, in supercells, or in cells that hide some of
/// their operations.
@Suite("Modes in cells that do not show the child's group")
struct ModeCellTests {
  /// How a child is written down.
  struct Cell: Sendable, CustomTestStringConvertible {
    var name: String
    var cell: [Int]
    var testDescription: String { name }

    static let all = [
      Cell(name: "as it is", cell: [1, 0, 0, 0, 1, 0, 0, 0, 1]),
      Cell(name: "doubled along c", cell: [1, 0, 0, 0, 1, 0, 0, 0, 2]),
      Cell(name: "tripled along a diagonal", cell: [1, 0, 1, 0, 1, 2, -1, 0, 2]),
      Cell(name: "sheared", cell: [1, 1, 0, 0, 1, 1, 0, 0, 1]),
    ]
  }

  /// Every second pair: all crystal systems and centrings are among them.
  static let pairs = ReferencePair.all.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)

  @Test("the mode CIF has the child's amplitudes in every cell", arguments: pairs, Cell.all)
  func roundTrip(_ pair: ReferencePair, _ cell: Cell) throws {
    let report = try pair.decompose()
    let own = try #require(report.modes)
    let file = try Rewriting.write(
      pair.child, cell: IntegerMatrix3(cell.cell), shift: Vector3(0.13, 0.29, 0.41), seed: 7)
    let modes = file + ".modes.cif"
    let topas = file + ".str"
    defer {
      for path in [file, modes, topas] { try? FileManager.default.removeItem(atPath: path) }
    }
    let other = try Pipeline.decompose(parent: ReferencePair.path(pair.parent), child: file)
    let table = try #require(other.modes)
    #expect(table.displacive.count == own.displacive.count)
    #expect(table.group == report.child.group)
    let setting = try #require(table.setting)
    #expect(
      SpaceGroupDatabase.settings(number: table.group.number).contains {
        $0.hermannMauguin == setting
      })
    // Modes of one irrep and site may be turned among themselves, but their squares add up.
    #expect(Self.amplitudes(table) ~= Self.amplitudes(own))

    try DecompositionFiles.write(other, to: .init(modeCIF: modes, topas: topas))
    let contents = try ModeCIFContents(contentsOf: modes)
    #expect((contents.largestShiftResidual ?? 0) < 1e-7)
    #expect((contents.largestPositionResidual ?? 0) < 1e-7)
    for (irrep, amplitude) in contents.amplitudes {
      let component = try #require(report.irreps.first { $0.label == irrep })
      #expect(abs(component.amplitudeAs.value - amplitude) < 1e-5)
    }
    // The file is the child: same group, same distortion.
    let again = try Pipeline.decompose(parent: ReferencePair.path(pair.parent), child: modes)
    #expect(again.child.group == report.child.group)
    #expect(again.index == report.index)
    #expect(!again.diagnostics.contains { $0.code == "mode-table-cell" })
    #expect(abs(again.strain.tensor.frobeniusNorm - report.strain.tensor.frobeniusNorm) < 1e-6)
    for component in report.irreps {
      let found = again.irreps.first { $0.label == component.label }?.amplitudeAs.value ?? 0
      #expect(abs(found - component.amplitudeAs.value) < 1e-5, "\(component.name)")
    }
    #expect(try String(contentsOfFile: topas, encoding: .utf8).contains("space_group"))
  }

  /// The sums of squares by irrep and kind of site.
  private static func amplitudes(_ table: ModeTable) -> Squares {
    var squares: [String: Double] = [:]
    for mode in table.displacive + table.occupancy + table.strain {
      squares[mode.irrep, default: 0] += mode.amplitude * mode.amplitude
    }
    return Squares(values: squares)
  }

  private struct Squares {
    var values: [String: Double]

    static func ~= (left: Squares, right: Squares) -> Bool {
      Set(left.values.keys) == Set(right.values.keys)
        && left.values.allSatisfy { abs($1 - (right.values[$0] ?? .infinity)) < 1e-5 }
    }
  }

  @Test("a cell that the child declares is kept, with a word where it is not")
  func choice() throws {
    let pair = try #require(ReferencePair.all.first { $0.case == "dft_BaTiO3_221_to_99" })
    let report = try pair.decompose()
    #expect(!report.diagnostics.contains { $0.code == "mode-table-cell" })
    let file = try Rewriting.write(
      pair.child, cell: IntegerMatrix3(diagonal: 2, 1, 1), shift: Vector3(0, 0, 0), seed: 1)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let other = try Pipeline.decompose(parent: ReferencePair.path(pair.parent), child: file)
    let note = try #require(other.diagnostics.first { $0.code == "mode-table-cell" })
    #expect(note.severity == .note)
    #expect(note.message.contains("P 4 m m"))
    let modes = try #require(other.modes)
    #expect(modes.setting == report.modes?.setting)
    #expect(abs(modes.cell[0] - modes.cell[1]) < 1e-6 && modes.cell[2] > modes.cell[0])
  }
}
