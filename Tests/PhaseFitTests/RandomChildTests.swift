import Foundation
import PhaseFit
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

/// Children of random subgroups, displaced as far as half an ångström, in random cells with random
/// origins: the decomposition finds what they were made of.
///
/// `PHASEFIT_RANDOM_CHILDREN=n` takes n of each kind in place of two, and cells of up to 64 parent
/// cells.
@Suite("Random children of random subgroups")
struct RandomChildTests {
  /// A parent with a lattice that makes wave vectors commensurate.
  struct Kind: Sendable, CustomTestStringConvertible {
    var name: String
    /// The parent as a CIF.
    var text: String
    var lattice: [Int]
    /// Whether it takes longer than a second or two.
    var isLong = false
    var testDescription: String { "\(name) \(lattice)" }

    init(_ parent: GaugeParent, _ lattice: Int..., isLong: Bool = false) {
      name = parent.rawValue
      text = parent.text
      self.lattice = lattice
      self.isLong = isLong
    }

    /// A published parent, by its path in `Tests/Data`.
    init(_ file: String, _ lattice: Int..., isLong: Bool = false) {
      name = file
      text =
        (try? String(
          contentsOf: TestCrystals.root.appending(path: "Tests/Data/" + file), encoding: .utf8))
        ?? ""
      self.lattice = lattice
      self.isLong = isLong
    }
  }

  /// How many children of each kind; long kinds run only where the number is given.
  static let request =
    ProcessInfo.processInfo.environment["PHASEFIT_RANDOM_CHILDREN"].flatMap(Int.init)

  static let kinds = [
    Kind(.perovskite, 2, 2, 2), Kind(.perovskite, 1, 1, 1), Kind(.wurtzite, 2, 2, 1),
    Kind(.wurtzite, 3, 3, 1), Kind(.quartz, 2, 2, 1), Kind(.quartz, 1, 1, 2),
    Kind(.litharge, 2, 2, 1), Kind(.litharge, 2, 2, 2), Kind(.trigonal, 2, 2, 2),
    Kind(.scheelite, 1, 1, 1), Kind(.scheelite, 2, 2, 2), Kind(.orthorhombic, 2, 1, 2),
    Kind(.chiralCubic, 1, 1, 1), Kind(.chiralCubic, 2, 2, 2), Kind(.polarTrigonal, 3, 3, 1),
    Kind(.screws, 2, 2, 2), Kind(.monoclinic, 2, 2, 1), Kind(.triclinic, 2, 1, 2),
    Kind(.pedial, 1, 3, 1), Kind("pairs-dft-ferroelectric/PbF2_225_to_41/parent.cif", 2, 2, 2),
    Kind("pairs-dft-ferroelectric/LaWN3_167_to_161/parent.cif", 1, 1, 1),
    Kind("pairs-dft-ferroelectric/Ca3Mn2O7_139_to_36/parent.cif", 1, 1, 1),
    Kind("pairs-dft-ferroelectric/KPHO22_122_to_43/parent.cif", 1, 1, 1, isLong: true),
    Kind(.perovskite, 4, 4, 4, isLong: true), Kind(.perovskite, 3, 3, 3, isLong: true),
    Kind(.quartz, 4, 4, 2, isLong: true), Kind(.litharge, 4, 4, 2, isLong: true),
    Kind(.wurtzite, 4, 4, 2, isLong: true), Kind(.chiralCubic, 3, 3, 3, isLong: true),
    Kind("pairs-dft-ferroelectric/LaWN3_167_to_161/parent.cif", 2, 2, 2, isLong: true),
    Kind("pairs-dft-ferroelectric/Ca3Mn2O7_139_to_36/parent.cif", 2, 2, 2, isLong: true),
  ].filter { request != nil || !$0.isLong }

  @Test("group, index, irreps and amplitudes are those of the construction", arguments: kinds)
  func found(_ kind: Kind) throws {
    let parentFile = try Rewriting.save(kind.text)
    defer { try? FileManager.default.removeItem(atPath: parentFile) }
    let (crystal, symmetry) = try TestCrystals.analysed(parentFile)
    let parent = try ParentStructure(crystal, symmetry: symmetry)
    let cell = CommensurateCell(
      parent: parent,
      lattices: [IntegerMatrix3(diagonal: kind.lattice[0], kind.lattice[1], kind.lattice[2])])
    let modes = try SymmetryModes(cell: cell, irreps: cell.physicalIrreps(of: parent))
    var generator = SplitMix64(seed: 5)
    let count = Self.request ?? 2
    var done = 0
    for round in 0..<20 * count where done < count {
      let reach = [0.05, 0.2, 0.5][round % 3]
      let strain = [0, 0.005, 0.02][(round / 3) % 3]
      guard
        let child = try RandomChild(
          of: parent, modes: modes, reach: reach, strain: strain, largestMultiplication: 32,
          using: &generator)
      else { continue }
      done += 1
      let plain = try Rewriting.save(child.text)
      let shift = Vector3(generator.uniform(), generator.uniform(), generator.uniform())
      let rewritten = try Rewriting.write(
        plain, cell: Rewriting.randomCell(using: &generator), shift: shift, seed: UInt64(round))
      let files = [plain, rewritten]
      defer { for path in files { try? FileManager.default.removeItem(atPath: path) } }
      let name =
        "\(kind.testDescription), round \(round): \(child.group), \(child.cellMultiplication) cells, "
        + "reach \(reach) Å, strain \(strain)"
      for file in files {
        do {
          let report = try Pipeline.decompose(parent: parentFile, child: file)
          Self.expect(report, child, name)
        } catch {
          Issue.record(error, "\(name)")
        }
      }
    }
    #expect(done == count, "\(kind.testDescription): only \(done) children were drawn")
  }

  private static func expect(
    _ report: DecompositionReport, _ child: RandomChild, _ name: String
  ) {
    #expect(report.child.group == child.group, "\(name)")
    #expect(report.index == child.index, "\(name)")
    #expect(report.cellMultiplication == child.cellMultiplication, "\(name)")
    #expect(report.domains?.count == child.index, "\(name)")
    let total = report.total.amplitudeAs.value
    #expect(total < child.totalAs + 1e-5, "\(name)")
    // Atoms that moved most of the way to another site are nearer to that one.
    guard total > child.totalAs - 1e-5 else {
      print("\(name): \(total) Å instead of \(child.totalAs) Å")
      return
    }
    #expect(abs(report.strain.tensor.frobeniusNorm - child.strain) < 1e-6, "\(name)")
    // Irreps of one name are told apart by their wave vector where the cell has several.
    func stem(_ label: String) -> Substring { label.prefix { $0 != "[" } }
    for (label, amplitude) in child.amplitudes where amplitude > 1e-6 {
      let found = report.irreps.contains {
        $0.label.map(stem) == stem(label) && abs($0.amplitudeAs.value - amplitude) < 1e-5
      }
      #expect(found, "\(label), \(amplitude) Å: \(name)")
    }
  }
}
