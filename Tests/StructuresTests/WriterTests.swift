import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import Testing

@Suite("Writers give back what the readers read")
struct WriterTests {
  /// The crystal without the lines on which its parts stood.
  private static func unplaced(_ crystal: Crystal) -> Crystal {
    var copy = crystal
    copy.declaredSymmetry.line = nil
    for index in copy.sites.indices { copy.sites[index].line = nil }
    return copy
  }

  @Test("every bundled CIF is read again from what is written, uncertainties and digits included")
  func bundled() throws {
    var count = 0
    for path in cifs(below: "structures") + cifs(below: "Tests/Data/pairs") {
      var doubts: [Diagnostic] = []
      let document = try CIFDocument(contentsOf: path)
      for block in document.blocks where block.describesStructure {
        let original = try Crystal(cifBlock: block, file: path, diagnostics: &doubts)
        let text = CIFWriter.text(
          of: original, block: block.name, temperature: MeasuredValue(293, standardUncertainty: 2))
        let again = try CIFDocument(text: text, name: "w.cif")
        #expect(again.diagnostics.isEmpty)
        let copy = try Crystal(cifBlock: again.blocks[0], file: "w.cif", diagnostics: &doubts)
        let (a, b) = (Self.unplaced(original), Self.unplaced(copy))
        #expect(a.name == b.name && a.declaredSymmetry == b.declaredSymmetry, "\(path)")
        #expect(a.cell == b.cell, "\(path)")
        for (x, y) in zip(a.sites, b.sites) {
          #expect(x.label == y.label && x.element == y.element && x.massNumber == y.massNumber)
          #expect(x.position == y.position && x.disorder == y.disorder, "\(path) \(x.label)")
          #expect(x.occupancy.value == y.occupancy.value)
          // U from B or a tensor is a computed number, written with two digits of its error.
          let u = (x.displacementParameter, y.displacementParameter)
          #expect(
            abs((u.0?.value ?? 0) - (u.1?.value ?? 0)) <= 0.1 * (u.0?.standardUncertainty ?? 1e-9))
        }
        count += 1
      }
    }
    #expect(count > 150)
  }

  @Test(
    "a hostile text stays one value",
    arguments: [
      "a'b\"c", "data_x", "loop_", "?", ".", "_cell_length_a 3", "#", ";\n;\ndata_y", "$x", "[1]",
      "\u{1B}[31mred", "x\n;y", "", "=1+1", "é ü",
    ])
  func hostile(_ text: String) throws {
    var crystal = try crystal(smallCIF()).crystal
    crystal.name = text
    crystal.sites[0].label = text
    let written = CIFWriter.text(of: crystal, block: text)
    let document = try CIFDocument(text: written, name: "w.cif")
    #expect(document.blocks.count == 1)
    #expect(!written.contains("\u{1B}"))
    var doubts: [Diagnostic] = []
    let again = try Crystal(cifBlock: document.blocks[0], file: "w", diagnostics: &doubts)
    #expect(again.cell == crystal.cell && again.sites.count == 1)
  }

  @Test("POSCAR and extended XYZ give back cell, elements and positions")
  func listed() throws {
    let poscar = try sweep("POSCAR", VASPTests.poscar).measurements[0].crystal
    let text = try #require(POSCARWriter.text(of: poscar, comment: "x 300K\u{1B}\ny"))
    #expect(text.split(separator: "\n")[0] == "x 300K  y")
    let again = try sweep("POSCAR", text).measurements[0]
    #expect(again.temperature.kelvin == 300)
    let frame = try #require(ExtendedXYZWriter.text(of: poscar, kelvin: 300))
    let framed = try sweep("a.extxyz", frame + frame).measurements
    for copy in [again.crystal, framed[0].crystal] {
      #expect(copy.sites.map(\.element) == poscar.sites.map(\.element))
      for (a, b) in zip(copy.sites, poscar.sites) {
        for axis in 0..<3 { #expect(abs(a.fractional[axis] - b.fractional[axis]) < 1e-14) }
      }
      for axis in 0..<3 {
        #expect(abs(copy.cell.lengths[axis].value - poscar.cell.lengths[axis].value) < 1e-14)
      }
    }
    #expect(framed[0].crystal.sites.map(\.label) == poscar.sites.map(\.label))
  }

  @Test("occupancies go through extended XYZ; a POSCAR has no place for them")
  func occupancies() throws {
    var crystal = try sweep("POSCAR", VASPTests.poscar).measurements[0].crystal
    crystal.sites[0].occupancy = MeasuredValue(0.25)
    #expect(POSCARWriter.text(of: crystal, comment: "x") == nil)
    let frame = try #require(ExtendedXYZWriter.text(of: crystal, kelvin: 300))
    #expect(
      try sweep("a.xyz", frame).measurements[0].crystal.sites.map(\.occupancy.value) == [
        0.25, 1, 1,
      ])
  }

  @Test("a structure with symmetry is not written as a list of all atoms")
  func symmetric() throws {
    let cubic = try crystal(smallCIF()).crystal
    #expect(POSCARWriter.text(of: cubic, comment: "x") == nil)
    #expect(ExtendedXYZWriter.text(of: cubic) == nil)
  }
}
