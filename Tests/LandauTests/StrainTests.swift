import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Spontaneous strain of lattice tables")
struct StrainTests {
  /// A table from a law of the cell.
  private func table(
    _ temperatures: [Double], _ cell: (Double) -> ([Double], [Double]), sigma: Double? = nil
  ) -> LatticeTable {
    LatticeTable(
      name: "t",
      rows: temperatures.enumerated().map { index, temperature in
        let (lengths, angles) = cell(temperature)
        return LatticeTable.Row(
          temperature: temperature,
          cell: UnitCell(
            lengths: lengths.map { MeasuredValue($0, standardUncertainty: sigma) },
            anglesDegrees: angles.map { MeasuredValue($0) }), line: index + 1)
      })
  }

  private let temperatures = Array(stride(from: 100.0, through: 640, by: 20))

  /// Cubic above 500 K, with a linear expansion and e_t ∝ (1 − T/500)^½.
  private func tetragonal(_ temperature: Double) -> ([Double], [Double]) {
    let a0 = 4 + 4e-5 * temperature
    let e = temperature < 500 ? 0.01 * (1 - temperature / 500).squareRoot() : 0
    return ([a0 * (1 - e), a0 * (1 - e), a0 * (1 + 2 * e)], [90, 90, 90])
  }

  @Test("the strain of a tetragonal cell of a cubic parent is the one put in, to 1e-12")
  func tetragonalStrain() throws {
    let found = try StrainAnalysis(table(temperatures, tetragonal))
    let strain = try #require(found.strains.first)
    #expect(strain.parent.system == .cubic && strain.distorted.system == .tetragonal)
    #expect(strain.baseline.form == .linear)
    for point in strain.points {
      let e = point.temperature < 500 ? 0.01 * (1 - point.temperature / 500).squareRoot() : 0
      // √(e² + e² + 4e²) in the Frobenius norm.
      #expect(abs(point.breaking - e * 6.0.squareRoot()) < 1e-12)
      #expect(abs(point.volume) < 1e-12)
      #expect(point.isParent == (point.temperature >= 500))
    }
    // det of the deviatoric strain is a cubic invariant of E_g.
    #expect(strain.cubicInvariantAllowed)
  }

  @Test("the transition of exact strain is found to 1e-8 by either coupling")
  func exactTransition() throws {
    let strain = try #require(try StrainAnalysis(table(temperatures, tetragonal)).strains.first)
    let bilinear = try LandauFit(LandauModel(.twoFour), to: strain.series(.bilinear))
    #expect(abs((bilinear.criticalTemperature.value ?? 0) / 500 - 1) < 1e-8)
    let quadratic = try LandauFit(
      LandauModel(.powerLaw(exponent: nil)), to: strain.series(.linearQuadratic))
    #expect(abs((quadratic.criticalTemperature.value ?? 0) / 500 - 1) < 1e-8)
    #expect(abs((quadratic.curve.exponent ?? 0) - 0.25) < 1e-8)
  }

  @Test("the uncertainty of a linear baseline is that of a straight line")
  func uncertaintyOfBaseline() throws {
    // σ²(T) = s² (1/n + (T − T̄)²/Σ(Tᵢ − T̄)²), s² = Σ r²/(n − 2): the textbook formula.
    let noise = [1.0, -1, 0.5, 0.5, -2, 1, 0, 0.3].map { $0 * 1e-4 }
    let parents = Array(stride(from: 500.0, through: 640, by: 20))
    let found = try StrainAnalysis(
      table(temperatures) { temperature in
        let (lengths, angles) = self.tetragonal(temperature)
        let shift = parents.firstIndex(of: temperature).map { noise[$0] } ?? 0
        return (lengths.map { $0 + shift }, angles)
      })
    let baseline = try #require(found.strains.first).baseline
    #expect(baseline.form == .linear && baseline.pointCount == parents.count)
    let residuals = parents.enumerated().map { index, temperature in
      4 + 4e-5 * temperature + noise[index] - baseline.parameters(at: temperature)[0]
    }
    let count = Double(parents.count)
    let scatter = residuals.reduce(0) { $0 + $1 * $1 } / (count - 2)
    let mean = parents.reduce(0, +) / count
    let spread = parents.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    for temperature in [100.0, 400, 570, 640] {
      let expected =
        (scatter * (1 / count + (temperature - mean) * (temperature - mean) / spread)).squareRoot()
      let found = try #require(baseline.standardUncertainties(at: temperature))
      #expect(abs(found[0] / expected - 1) < 1e-8)
    }
  }

  @Test("a volume strain is separated from the symmetry-breaking one")
  func volume() throws {
    let strain = try #require(
      try StrainAnalysis(
        table(temperatures) { temperature in
          let (lengths, angles) = self.tetragonal(temperature)
          let v = temperature < 500 ? 0.003 * (1 - temperature / 500) : 0
          return (lengths.map { $0 * (1 + v) }, angles)
        }
      ).strains.first)
    for point in strain.points where !point.isParent {
      let v = 0.003 * (1 - point.temperature / 500)
      #expect(abs(point.volume - 3 * v) < 1e-12)
    }
  }

  @Test("a saturated baseline is exact for a saturated expansion, a linear one shows the spread")
  func baselines() throws {
    let scale = TemperatureScale(saturationTemperature: 300)
    let found = try StrainAnalysis(
      table(temperatures) { temperature in
        let a0 = 4 + 4e-5 * scale.scaled(temperature)
        let e = temperature < 500 ? 0.01 * (1 - temperature / 500).squareRoot() : 0
        return ([a0 * (1 - e), a0 * (1 - e), a0 * (1 + 2 * e)], [90, 90, 90])
      })
    let volumes = Dictionary(
      found.strains.map { strain in
        (strain.baseline.form, strain.points.map { abs($0.volume) }.max() ?? 0)
      }, uniquingKeysWith: max)
    #expect((volumes[.saturated(300)] ?? 1) < 1e-10)
    #expect((volumes[.linear] ?? 0) > 1e-4)
    #expect(volumes[.quadratic] != nil && volumes[.constant] != nil)
    // The symmetry-breaking part hardly knows of the baseline.
    let breaking = found.strains.map { $0.points[0].breaking }
    #expect((breaking.max() ?? 0) - (breaking.min() ?? 0) < 2e-4)
  }

  @Test(
    "holohedries have their orders, and their rotations keep the metric",
    arguments: [
      ([4.0, 4, 4], [90.0, 90, 90], MetricSymmetry.System.cubic),
      ([4, 4, 5], [90, 90, 90], .tetragonal), ([5, 4, 4], [90, 90, 90], .tetragonal),
      ([4, 4, 7], [90, 90, 120], .hexagonal), ([4, 4, 4], [61, 61, 61], .rhombohedral),
      ([4, 5, 6], [90, 90, 90], .orthorhombic), ([4, 5, 6], [90, 97, 90], .monoclinic),
      ([4, 5, 6], [85, 97, 92], .triclinic),
    ])
  func systems(lengths: [Double], angles: [Double], system: MetricSymmetry.System) {
    let cell = UnitCell(
      lengths: lengths.map { MeasuredValue($0, lastDigit: 1e-4) },
      anglesDegrees: angles.map { MeasuredValue($0, lastDigit: 1e-3) })
    let found = MetricSymmetry(cell)
    #expect(found.system == system)
  }

  @Test("the tolerance is three standard uncertainties, and decides where it has to")
  func tolerance() {
    func system(_ difference: Double, _ sigma: Double) -> MetricSymmetry.System {
      MetricSymmetry(
        UnitCell(
          lengths: [4, 4, 4 + difference].map { MeasuredValue($0, standardUncertainty: sigma) },
          anglesDegrees: [90, 90, 90].map { MeasuredValue($0) })
      ).system
    }
    #expect(system(0.004, 0.001) == .cubic && system(0.005, 0.001) == .tetragonal)
    #expect(system(1e-6, 1e-7) == .tetragonal)
  }

  @Test("shears of a rhombohedral and a monoclinic cell are symmetry-breaking")
  func shears() throws {
    let rhombohedral = try #require(
      try StrainAnalysis(
        table(temperatures) { temperature in
          let angle = temperature < 500 ? 90 - 0.3 * (1 - temperature / 500) : 90
          return ([4, 4, 4], [angle, angle, angle])
        }
      ).strains.first)
    #expect(rhombohedral.distorted.system == .rhombohedral)
    // e₄ = e₅ = e₆ ≈ cos α: e_ij = ½ cos α six times.
    let expected = cos((90 - 0.3 * 0.8) * .pi / 180) * 0.5 * 6.0.squareRoot()
    #expect(abs(rhombohedral.points[0].breaking / expected - 1) < 0.01)
    let monoclinic = try #require(
      try StrainAnalysis(
        table(temperatures) { temperature in
          ([4, 5, 6], [90, temperature < 500 ? 91 : 90, 90])
        }
      ).strains.first)
    #expect(!monoclinic.cubicInvariantAllowed)
    #expect(rhombohedral.cubicInvariantAllowed)
  }

  @Test("a table of one lattice system has no strain and says so")
  func uniform() throws {
    let found = try StrainAnalysis(
      table(temperatures) { ([4 + 1e-4 * $0, 5, 6], [90, 95, 90]) })
    #expect(found.strains.isEmpty && found.refusal?.contains("monoclinic") == true)
  }

  @Test("standard uncertainties are propagated: noise of σ in a and c gives its own strain error")
  func uncertainties() throws {
    let sigma = 0.0004
    var squares: [Double] = []
    var stated: [Double] = []
    var generator = SplitMix64(seed: 5)
    for _ in 0..<60 {
      let strain = try #require(
        try StrainAnalysis(
          table(
            temperatures,
            { temperature in
              let (lengths, angles) = self.tetragonal(temperature)
              guard temperature < 500 else { return (lengths, angles) }
              let (first, second) = (generator.normal() * sigma, generator.normal() * sigma)
              return ([lengths[0] + first, lengths[1] + first, lengths[2] + second], angles)
            }, sigma: sigma)
        ).strains.first)
      let point = strain.points[3]
      let e = 0.01 * (1 - point.temperature / 500).squareRoot() * 6.0.squareRoot()
      squares.append(pow(point.breaking - e, 2))
      stated.append(try #require(point.breakingUncertainty))
    }
    let scatter = (squares.reduce(0, +) / 60).squareRoot()
    #expect(abs(scatter / (stated.reduce(0, +) / 60) - 1) < 0.3)
  }

  @Test("the uncertainty of a volume strain is mostly that of the extrapolated baseline")
  func volumeUncertainty() throws {
    let sigma = 0.0004
    var generator = SplitMix64(seed: 9)
    var (squares, stated, own): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<100 {
      let strain = try #require(
        try StrainAnalysis(
          table(
            temperatures,
            { temperature in
              let (lengths, angles) = self.tetragonal(temperature)
              let (first, second) = (generator.normal() * sigma, generator.normal() * sigma)
              guard temperature < 500 else { return (lengths.map { $0 + first }, angles) }
              return ([lengths[0] + first, lengths[1] + first, lengths[2] + second], angles)
            }, sigma: sigma)
        ).strains.first)
      let point = strain.points[0]
      #expect(strain.baseline.form == .linear)
      // The truth has no volume strain but second order of the shear.
      squares.append(pow(point.volume, 2))
      stated.append(try #require(point.volumeUncertainty))
      own.append(sigma / 4)
    }
    let scatter = (squares.reduce(0, +) / 100).squareRoot()
    let mean = stated.reduce(0, +) / 100
    #expect(abs(scatter / mean - 1) < 0.3, "\(scatter) \(mean)")
    #expect(mean > 3 * own[0])
    #expect(
      try StrainAnalysis(table(temperatures) { self.tetragonal($0) }).strains[0].volumeSeries?
        .points
        .count == temperatures.count)
  }

  @Test("heating and cooling with a hysteresis are told apart")
  func hysteresis() throws {
    var rows: [LatticeTable.Row] = []
    for (branch, end) in [(StructureMeasurement.Branch.heating, 520.0), (.cooling, 480)] {
      for temperature in temperatures {
        let isLow = temperature < end
        let e = isLow ? 0.005 + 0.01 * (1 - temperature / end) : 0
        let lengths = [4 * (1 - e), 4 * (1 - e), 4 * (1 + 2 * e)]
        rows.append(
          LatticeTable.Row(
            temperature: temperature,
            cell: UnitCell(
              lengths: lengths.map { MeasuredValue($0, standardUncertainty: 1e-4) },
              anglesDegrees: [90, 90, 90].map { MeasuredValue($0) }), branch: branch,
            line: rows.count + 1))
      }
    }
    let table = LatticeTable(name: "t", rows: rows)
    let strain = try #require(try StrainAnalysis(table).strains.first)
    let branches = try #require(
      try LandauBranches(
        strain.series(.bilinear),
        heated: Set(rows.indices.filter { rows[$0].branch == .heating }),
        cooled: Set(rows.indices.filter { rows[$0].branch == .cooling }),
        facts: .init(groupSubgroupRelated: true)))
    #expect(branches.hysteresis == [20, 60])
    #expect(branches.isHysteretic && branches.statement.contains("hysteresis of 20 to 60 K"))
  }
}
