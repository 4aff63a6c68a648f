import PhaseFitNumerics
import PhaseFitStructures
import Testing

@Suite("Hygiene of sweeps: what is odd is named with the evidence, and dealt with as told")
struct HygieneTests {
  /// A tetragonal perovskite in P1 whose cell and displacement change smoothly with temperature.
  private static func measurement(_ kelvin: Double, _ edit: (inout Crystal) -> Void = { _ in })
    -> StructureMeasurement
  {
    let c = 4.2 - 2e-4 * (kelvin - 100)
    let z = 0.04 - 5e-5 * (kelvin - 100)
    func site(_ label: String, _ symbol: String, _ position: [Double]) -> AtomSite {
      guard let element = Element(symbol: symbol) else {
        preconditionFailure("\(symbol) is no element")
      }
      return AtomSite(
        label: label, element: element,
        position: position.map { MeasuredValue($0, lastDigit: 1e-4) })
    }
    var crystal = Crystal(
      name: "x",
      cell: UnitCell(
        lengths: [MeasuredValue(3.9), MeasuredValue(4.0), MeasuredValue(c)],
        anglesDegrees: [MeasuredValue(90), MeasuredValue(90), MeasuredValue(90)]),
      sites: [
        site("Pb", "Pb", [0, 0, 0]), site("Ti", "Ti", [0.5, 0.5, 0.5 + z]),
        site("O1", "O", [0.5, 0.5, 3 * z]), site("O2", "O", [0.5, 0, 0.5 + 3 * z]),
        site("O3", "O", [0, 0.5, 0.5 + 2 * z]),
      ], declaredSymmetry: DeclaredSymmetry(operations: ["x,y,z", "-x,-y,z"]))
    edit(&crystal)
    return StructureMeasurement(
      file: "\(Int(kelvin)).cif", block: "x",
      temperature: Temperature(kelvin: kelvin, source: .given), crystal: crystal)
  }

  private static let kelvins = [100.0, 150, 200, 250, 300, 350]

  /// The sweep with one record changed.
  private static func sweep(at odd: Double, _ edit: (inout Crystal) -> Void) -> Sweep {
    Sweep(
      name: "s",
      measurements: kelvins.map { kelvin in
        measurement(kelvin) { if kelvin == odd { edit(&$0) } }
      })
  }

  @Test("nothing is said of a smooth sweep, nor of a step")
  func quiet() {
    #expect(SweepHygiene(Self.sweep(at: 0) { _ in }).findings.isEmpty)
    var step = Self.sweep(at: 0) { _ in }
    for index in 3..<6 { step.measurements[index].crystal.cell.lengths[2].value = 4.0 }
    #expect(SweepHygiene(step).findings.isEmpty)
  }

  @Test("a misprint in the cell is named with its neighbours, and left out when told")
  func cell() throws {
    let sweep = Self.sweep(at: 200) { $0.cell.lengths[2].value = 4.81 }
    let kept = sweep.tidied(.keep)
    #expect(kept.measurements.count == 6)
    let diagnostic = try #require(kept.diagnostics.first)
    #expect(diagnostic.code == "cell-outlier" && diagnostic.file == "200.cif")
    #expect(
      diagnostic.message
        == "at 200.0 K c is 4.81, while 150.cif at 150.0 K and 250.cif at 250.0 K have 4.19 and "
        + "4.17: check the record for a wrong digit; it was kept; --suspects exclude leaves it out."
    )
    let excluded = sweep.tidied(.exclude)
    #expect(
      excluded.measurements.map(\.file) == ["100.cif", "150.cif", "250.cif", "300.cif", "350.cif"])
    #expect(excluded.rejected.map(\.file) == ["200.cif"])
  }

  @Test("another origin is found and undone")
  func origin() throws {
    let sweep = Self.sweep(at: 250) { crystal in
      for index in crystal.sites.indices {
        crystal.sites[index].position[0].value += 0.5
        crystal.sites[index].position[2].value += 0.3
      }
    }
    try Self.expectRepair(sweep, code: "other-origin")
  }

  @Test("exchanged axes are found and undone, cell and operations with them")
  func setting() throws {
    let sweep = Self.sweep(at: 100) { crystal in
      crystal.cell.lengths = [
        crystal.cell.lengths[2], crystal.cell.lengths[0], crystal.cell.lengths[1],
      ]
      for index in crystal.sites.indices {
        let p = crystal.sites[index].position
        crystal.sites[index].position = [p[2], p[0], p[1]]
      }
      crystal.declaredSymmetry.operations = ["x,y,z", "x,-y,-z"]
    }
    try Self.expectRepair(sweep, code: "other-setting")
  }

  @Test("a mirror image is found and undone")
  func hand() throws {
    let sweep = Self.sweep(at: 350) { crystal in
      for index in crystal.sites.indices {
        for axis in 0..<3 { crystal.sites[index].position[axis].value *= -1 }
      }
    }
    try Self.expectRepair(sweep, code: "other-enantiomorph")
  }

  /// The repaired sweep must be what the sweep was before the change, up to whole cells.
  private static func expectRepair(_ sweep: Sweep, code: String) throws {
    let findings = SweepHygiene(sweep).findings
    #expect(findings.map(\.code) == [code])
    let repaired = sweep.tidied(.repair)
    #expect(repaired.measurements.count == 6)
    #expect(SweepHygiene(repaired).findings.isEmpty)
    for measurement in repaired.measurements {
      let original = Self.measurement(measurement.temperature.kelvin).crystal
      for axis in 0..<3 {
        #expect(measurement.crystal.cell.lengths[axis].value == original.cell.lengths[axis].value)
      }
      #expect(
        Set(measurement.crystal.declaredSymmetry.operations)
          == Set(original.declaredSymmetry.operations))
      // The first site fixes the origin to the neighbours' within the motion between temperatures.
      for (a, b) in zip(measurement.crystal.sites, original.sites) {
        let difference = a.fractional - b.fractional
        let rest = difference - difference.rounded(.toNearestOrEven)
        #expect(abs(rest.x) < 1e-9 && abs(rest.y) < 1e-9 && abs(rest.z) < 0.02, "\(a.label)")
      }
    }
  }

  @Test("the same record twice counts once when told")
  func duplicates() {
    var sweep = Self.sweep(at: 0) { _ in }
    sweep.measurements.append(sweep.measurements[5])
    sweep.measurements[6].file = "copy.cif"
    let findings = SweepHygiene(sweep).findings
    #expect(findings.map(\.code) == ["duplicate-structure"])
    #expect(findings[0].message.contains("the same cell and coordinates as 350.cif"))
    #expect(sweep.tidied(.exclude).measurements.count == 6)
  }

  @Test("a gap in temperature is named")
  func gaps() {
    var sweep = Self.sweep(at: 0) { _ in }
    sweep.measurements.append(Self.measurement(1000))
    let notes = SweepHygiene(sweep).notes
    #expect(notes.map(\.code) == ["temperature-gap"])
    #expect(notes[0].message.hasPrefix("between 350.0 and 1000.0 K nothing was measured"))
  }
}
