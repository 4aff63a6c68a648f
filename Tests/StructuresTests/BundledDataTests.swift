import Foundation
import PhaseFitStructures
import Testing

@Suite("Real files")
struct BundledDataTests {
  @Test("every bundled structure reads into crystals with volume, sites and declared symmetry")
  func everyFile() throws {
    let files = cifs(below: "structures") + cifs(below: "Tests/Data")
    #expect(files.count > 200)
    for file in files {
      let document = try CIFDocument(contentsOf: file)
      #expect(document.diagnostics.isEmpty, "\(document.diagnostics)")
      let blocks = document.blocks.filter(\.hasAtomSites)
      #expect(!blocks.isEmpty)
      for block in blocks {
        var diagnostics: [Diagnostic] = []
        let crystal = try Crystal(cifBlock: block, file: file, diagnostics: &diagnostics)
        #expect(!crystal.sites.isEmpty)
        #expect(crystal.declaredSymmetry != DeclaredSymmetry())
        // The volume the file prints, where it prints one, is an independent check of the cell.
        if let text = block.value("_cell_volume")?.text,
          let stated = MeasuredValue(cifText: text)
        {
          let difference = abs(crystal.cell.volume / stated.value - 1)
          #expect(difference < 2e-3, "\(file): \(crystal.cell.volume), stated \(text)")
        }
        let doubts = diagnostics.filter { $0.severity != .note }
        #expect(doubts.isEmpty, "\(doubts)")
      }
    }
  }

  @Test("a database record reads as printed")
  func record() throws {
    var diagnostics: [Diagnostic] = []
    let crystal = try Crystal(
      contentsOfCIF: packageFolder + "/structures/batio3-kwei1993/BaTiO3_015K.cif",
      diagnostics: &diagnostics)
    #expect(
      crystal.cell.lengths == [MeasuredValue](repeating: .init(4.0036, lastDigit: 1e-5), count: 3))
    #expect(crystal.cell.anglesDegrees[0] == MeasuredValue(89.839, lastDigit: 1e-3))
    #expect(crystal.sites.map(\.element.symbol) == ["Ba", "Ti", "O"])
    #expect(crystal.sites[1].position[2] == MeasuredValue(0.4872, lastDigit: 1e-4))
    #expect(crystal.sites[0].displacementParameter?.value == -0.0015)
    #expect(crystal.declaredSymmetry.operations.count == 6)
    #expect(crystal.declaredSymmetry.hermannMauguin == "R 3 m")
    #expect(diagnostics.map(\.code) == ["negative-displacement"])
  }

  @Test("several structures in one file are not taken for one")
  func several() throws {
    let file = packageFolder + "/structures/batio3-kwei1993/multiblock/BaTiO3_all_14.cif"
    var diagnostics: [Diagnostic] = []
    #expect(throws: CIFError.self) {
      try Crystal(contentsOfCIF: file, diagnostics: &diagnostics)
    }
    let one = try Crystal(contentsOfCIF: file, block: "batio3_190K", diagnostics: &diagnostics)
    #expect(one.cell.lengths[0].value > 3.9)
  }
}
