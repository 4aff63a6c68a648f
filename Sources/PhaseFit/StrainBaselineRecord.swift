import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitSymmetry

extension AnalysisReport.StrainBaselines {
  /// The temperatures at which a baseline is drawn: its curves are smooth.
  private static let pieces = 32

  /// The temperatures of the drawn course between the ends of a range, K.
  private static func grid(_ temperatures: [Double]) -> [Double] {
    guard let low = temperatures.min(), let high = temperatures.max(), low < high else { return [] }
    return (0...pieces).map { low + (high - low) * Double($0) / Double(pieces) }
  }

  private static func cell(
    _ parameters: [Double], _ uncertainties: [Double]?, origin: Quantity.UncertaintyOrigin
  ) -> AnalysisReport.Cell {
    let names = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"]
    let list = (0..<6).map { index in
      let uncertainty = uncertainties?[index]
      return Quantity(
        parameters[index], standardUncertainty: uncertainty, unit: index < 3 ? "Å" : "deg",
        dictRef: "cif:_cell_\(names[index])", uncertaintyOrigin: uncertainty == nil ? nil : origin)
    }
    return AnalysisReport.Cell(lengths: Array(list[..<3]), angles: Array(list[3...]))
  }

  // MARK: - Structures

  /// The lattices of embedded structures and the line through those of the parent phase.
  ///
  ///     L(T) = (1 + e) (1 + ε₀(T)) A ,   L₀(T) = (1 + ε₀(T)) A
  ///     σ²(T) = s² (1/n + (T − T̄)²/Σ(Tᵢ − T̄)²) ,   s² = Σ rᵢ²/(n − 2)
  ///
  /// A holds the parent's conventional axes, ε₀ is the baseline of the strain, rᵢ the distance of the
  /// structures of the parent phase from it.
  init(_ embedded: SweepEmbedding) {
    let axes = embedded.parent.conventionalBasis
    func baseline(_ temperature: Double) -> Matrix3 {
      (.identity + embedded.baseline(temperature)) * axes
    }
    let lattices = embedded.members.map { member in
      let reference = baseline(member.temperature)
      let exact = CellParameters((.identity + member.field.strain) * reference)
      var variances = Array(repeating: 0.0, count: 6)
      for error in member.errors {
        let moved = CellParameters((.identity + member.field.strain + error.strain) * reference)
        for (index, change) in (moved - exact).values.enumerated() {
          variances[index] += change * change
        }
      }
      // Angles that symmetry fixes differ from it by rounding alone.
      let uncertainties = variances.map { $0 > 1e-20 ? $0.squareRoot() : 0 }
      return Lattice(
        measurement: member.measurement,
        cell: Self.cell(
          exact.values, uncertainties[..<3].allSatisfy { $0 > 0 } ? uncertainties : nil,
          origin: .stated))
    }
    let parents = embedded.members.indices.filter { embedded.members[$0].index == 1 }
    let residuals = parents.map { index -> (temperature: Double, values: [Double]) in
      let temperature = embedded.members[index].temperature
      let cell = lattices[index].cell
      let expected = CellParameters(baseline(temperature)).values
      return (
        temperature, zip(cell.lengths + cell.angles, expected).map { $0.value - $1 }
      )
    }
    let count = Double(residuals.count)
    let mean = residuals.reduce(0) { $0 + $1.temperature } / max(count, 1)
    let spread = residuals.reduce(0) { $0 + ($1.temperature - mean) * ($1.temperature - mean) }
    func uncertainties(_ temperature: Double) -> [Double]? {
      guard embedded.baseline.points > 2, spread > 0 else { return nil }
      let leverage = 1 / count + (temperature - mean) * (temperature - mean) / spread
      return (0..<6).map { index in
        let sum = residuals.reduce(0) { $0 + $1.values[index] * $1.values[index] }
        return (sum / (count - 2) * leverage).squareRoot()
      }
    }
    self.init(
      lattices: lattices,
      baselines: [
        Baseline(
          form: embedded.baseline.points > 0 ? "linear" : "constant, the parent structure",
          structureCount: max(embedded.baseline.points, parents.isEmpty ? 0 : 1), isUsed: true,
          course: Self.grid(embedded.members.map(\.temperature)).map { temperature in
            Point(
              temperature: temperature,
              cell: Self.cell(
                CellParameters(baseline(temperature)).values, uncertainties(temperature),
                origin: .fromScatter))
          })
      ])
  }

  // MARK: - Lattice parameters alone

  /// The lattices of a table with every baseline that was tried, the preferred one first.
  init(_ strains: StrainAnalysis, cells: [AnalysisReport.Cell], temperatures: [Double]) {
    func number(_ value: Double, _ uncertainty: Double?, _ name: String) -> Quantity {
      .dimensionless(value, standardUncertainty: uncertainty, origin: .stated, name: name)
    }
    self.init(
      lattices: cells.enumerated().map { Lattice(measurement: $0, cell: $1) },
      baselines: strains.strains.enumerated().map { index, strain in
        let isStated = strain.points.contains { $0.isParent && $0.breakingUncertainty != nil }
        return Baseline(
          form: strain.baseline.form.description, structureCount: strain.baseline.pointCount,
          isUsed: index == 0,
          course: Self.grid(temperatures).map { temperature in
            Point(
              temperature: temperature,
              cell: Self.cell(
                strain.baseline.parameters(at: temperature),
                strain.baseline.standardUncertainties(at: temperature),
                origin: isStated ? .stated : .fromScatter))
          },
          strains: strain.points.map { point in
            Strain(
              measurement: point.row,
              breaking: number(point.breaking, point.breakingUncertainty, "strain_breaking"),
              volume: number(point.volume, point.volumeUncertainty, "volume_strain"))
          })
      })
  }
}
