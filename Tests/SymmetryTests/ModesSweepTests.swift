import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Sweeps divided into irreps")
struct ModesSweepTests {
  static func pnma() throws -> (SweepEmbedding, SweepDecomposition) {
    let sweep = try SweepEmbeddingTests.pnma()
    let irreps = try sweep.cell.physicalIrreps(of: sweep.parent)
    return (sweep, try SweepDecomposition(sweep, irreps: irreps))
  }

  @Test("the series of an orthorhombic perovskite are its tilts and what they force")
  func series() throws {
    let (sweep, result) = try Self.pnma()
    let tilts = result.phases.filter { $0.keptOperations.count < sweep.cell.operations.count }
    let phase = try #require(tilts.first)
    #expect(phase.isExplained)
    #expect(sweep.members[phase.member].group.number == 62)
    // Both tilts are needed; Pnma has two primary sets more with the X5 secondary.
    let pairs = Set(phase.primary.map { Set($0.labels.map { $0.prefix(1) }) })
    #expect(pairs == [["R", "M"], ["R", "X"], ["M", "X"]])
    #expect(Set(phase.primary.first.map { $0.labels.map { $0.prefix(1) } } ?? []) == ["R", "M"])
    for entry in result.series where !entry.isTotallySymmetric {
      let points = entry.series.points
      #expect(points.count == sweep.members.count)
      let largest = try #require(points.max { abs($0.value) < abs($1.value) })
      #expect(largest.value > 0, "the largest amplitude is positive")
      #expect(points[0].isDistorted)
      #expect(!points[3].isDistorted)
      #expect(abs(points[3].value) < 1e-6)
      let unit = entry.direction.joined().reduce(0) { $0 + $1 * $1 }
      #expect(abs(unit - 1) < 1e-9)
    }
    let tilt = try #require(
      result.series.first { $0.series.label?.hasPrefix("R") == true }?.series)
    #expect(tilt.norm == .parentPrimitiveCell)
    #expect(tilt.waveVector.allSatisfy { $0 == Rational(1, 2) })
    let decreasing = tilt.points.prefix(2).map(\.value)
    #expect(decreasing[0] > decreasing[1] && decreasing[1] > 0)
  }

  @Test("a series is the leading part of its amplitude and never exceeds it")
  func bound() throws {
    let (_, result) = try Self.pnma()
    for entry in result.series {
      for (point, member) in zip(entry.series.points, result.members) {
        let contribution = try #require(
          member.contributions.first { $0.irrep == entry.irrep })
        #expect(abs(point.value) <= contribution.amplitude(entry.series.kind).value + 1e-9)
      }
    }
    let largest = try #require(
      result.series.filter { $0.series.kind == .displacement }.max {
        abs($0.series.points[0].value) < abs($1.series.points[0].value)
      })
    let member = try #require(
      result.members[0].contributions.first { $0.irrep == largest.irrep })
    #expect(abs(largest.series.points[0].value - member.parentAmplitude.value) < 1e-2)
  }

  @Test("the uncertainty of an amplitude is the scatter of resampled structures")
  func uncertainty() throws {
    let (sweep, result) = try Self.pnma()
    let member = sweep.members[0]
    try #require(!member.errors.isEmpty)
    var generator = SplitMix64(seed: 11)
    func normal() -> Double {
      // The sum of twelve uniform numbers has variance one.
      (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0...1, using: &generator) }
    }
    let samples = (0..<60).map { _ in
      let field = member.errors.reduce(member.field) { $0 + $1.scaled(by: normal()) }
      return result.modes.decomposition(of: field, stabiliser: member.keptOperations)
    }
    for contribution in result.members[0].contributions
    where contribution.parentAmplitude.value > 0.05 {
      let stated = try #require(contribution.parentAmplitude.standardUncertainty)
      let values = try samples.map { sample in
        try #require(sample.contributions.first { $0.irrep == contribution.irrep })
          .parentAmplitude.value
      }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance =
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
      // The standard deviation of 60 values is known to about 10 %.
      #expect(abs(variance.squareRoot() / stated - 1) < 0.35, "\(contribution.label)")
    }
  }

  @Test("components that differ by less than their error have the more symmetric direction")
  func realised() throws {
    let parent = try BareParent.make(number: 221, withAtoms: true)
    let cell = CommensurateCell(parent: parent, waveVectors: [])
    let irreps = try cell.physicalIrreps(of: parent)
    let modes = try SymmetryModes(cell: cell, irreps: irreps)
    let index = try #require(irreps.firstIndex { $0.label == "GM4-" })
    let copy = try #require(modes.copies.indices.first { modes.copies[$0].irrep == index })
    func symbol(_ values: [Double], error: Double) throws -> String? {
      let field = modes.field([copy: values])
      let errors = (0..<3).map { axis in
        modes.field([copy: (0..<3).map { $0 == axis ? error : 0 }])
      }
      return try modes.realisedDirection(
        irrep: index, field: field, errors: errors, stabiliser: cell.stabiliser(of: field),
        parent: parent)?.symbol
    }
    #expect(try symbol([0.3, 0.3005, 0.2998], error: 0.001) == "(a,a,a)")
    #expect(try symbol([0.3, 0.31, 0.2998], error: 0.001) == "(a,b,a)")
    #expect(try symbol([0.3, 0.0004, -0.0003], error: 0.001) == "(a,0,0)")
    #expect(try symbol([0.3, 0.2, 0.1], error: 0.001) == "(a,b,c)")
    #expect(try symbol([0.001, 0.0004, -0.0003], error: 0.001) == nil)
    // Without standard uncertainties the rounding of coordinates decides.
    let field = modes.field([copy: [0.3, 0.3004, 0]])
    let rounded = try modes.realisedDirection(
      irrep: index, field: field, errors: [], stabiliser: cell.stabiliser(of: field),
      parent: parent)
    #expect(rounded?.symbol == "(a,a,0)")
    #expect(rounded?.subgroup.group.number == 38)
    let exact = try modes.realisedDirection(
      irrep: index, field: field, errors: [], stabiliser: cell.stabiliser(of: field),
      precision: RoundingPrecision(position: 1e-6, strain: 1e-6, occupancy: 1e-6), parent: parent)
    #expect(exact?.symbol == "(a,b,0)")
    #expect(exact?.freeParameters == 2)
  }

  @Test("sodium nitrate orders in an occupational order parameter at T")
  func occupational() throws {
    let sweep = try ModesCase.sweep(
      parent: "Tests/Data/pairs/nano3/parent_R-3m_NaNO3_563K.cif",
      children: ["Tests/Data/pairs/nano3/child_R-3c_NaNO3_293K.cif"])
    let result = try SweepDecomposition(
      sweep, irreps: try sweep.cell.physicalIrreps(of: sweep.parent))
    let ordering = result.members[0].contributions.filter {
      $0.occupancy.value > 0.1 && !$0.isTotallySymmetric
    }
    #expect(ordering.count == 1)
    let names = ordering.flatMap { contribution in
      [contribution.label] + result.modes.irreps[contribution.irrep].otherLabels.map(\.label)
    }
    #expect(names.contains("T2+"))
    let phase = try #require(result.phases.first)
    #expect(phase.isExplained)
    #expect(phase.primary.first?.irreps == ordering.map(\.irrep))
  }
}
