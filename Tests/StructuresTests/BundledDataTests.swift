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
    #expect(throws: StructureFileError.self) {
      try Crystal(contentsOfCIF: file, diagnostics: &diagnostics)
    }
    let one = try Crystal(contentsOfCIF: file, block: "batio3_190K", diagnostics: &diagnostics)
    #expect(one.cell.lengths[0].value > 3.9)
  }

  @Test("cells, operations, labels, elements and coordinates are those another reader finds")
  func oracle() throws {
    let table = try String(
      contentsOfFile: packageFolder + "/Tests/Oracles/gemmi-cif/structures.tsv", encoding: .utf8)
    let rows = table.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(rows.count > 200)
    var documents: [String: CIFDocument] = [:]
    for row in rows {
      let document = try documents[row[0]] ?? CIFDocument(contentsOf: "\(packageFolder)/\(row[0])")
      documents[row[0]] = document
      let block = try #require(document.block(named: row[1]))
      var diagnostics: [Diagnostic] = []
      let crystal = try Crystal(cifBlock: block, file: row[0], diagnostics: &diagnostics)
      let cell = crystal.cell.lengths + crystal.cell.anglesDegrees
      #expect(cell.map(\.value) == row[2...7].compactMap(Double.init))
      #expect(crystal.declaredSymmetry.operations.count == Int(row[8]))
      #expect(crystal.sites.map(\.label).joined(separator: " ") == row[9])
      #expect(crystal.sites.map(\.element.symbol).joined(separator: " ") == row[10])
      var sums = [0.0, 0.0, 0.0, 0.0]
      for site in crystal.sites {
        for axis in 0..<3 { sums[axis] += site.position[axis].value }
        sums[3] += site.occupancy.value
      }
      #expect(sums == row[11...14].compactMap(Double.init), "\(row[0])")
    }
  }
}
