import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension DecompositionReport {
  /// Records the components of the distortion in every irrep.
  mutating func recordIrreps(_ pair: DecompositionPair) {
    recordStars(pair)
    do {
      let irreps = try pair.sweep.cell.physicalIrreps(of: pair.structure)
      let (table, doubts) = ModeTableBuilder(pair, irreps: irreps, directions: [:]).table()
      modes = table
      diagnostics += doubts
    } catch {
      diagnostics.append(Diagnostic(.error, code: "no-irreps", message: "\(error)"))
    }
  }

  /// Records the stars of wave vectors, where irreps are not known.
  private mutating func recordStars(_ pair: DecompositionPair) {
    let amplitudes = pair.sweep.amplitudes(of: pair.member)
    let children = Double(cellMultiplication).squareRoot()
    irreps = amplitudes.stars.filter(\.isPresent).map { star in
      func quantity(_ factor: Double, _ name: String) -> Quantity {
        .length(
          factor * star.displacement.value,
          standardUncertainty: star.displacement.standardUncertainty.map { factor * $0 },
          origin: .stated, name: name)
      }
      return Component(
        label: nil, waveVector: star.waveVector, armCount: star.armCount,
        amplitudeAs: quantity(children, "amplitude_as"),
        amplitudeAp: quantity(1, "amplitude_ap"),
        occupancy: total.occupancy == nil
          ? nil
          : .dimensionless(
            children * star.occupancy.value,
            standardUncertainty: star.occupancy.standardUncertainty.map { children * $0 },
            origin: .stated, name: "occupancy_amplitude_as"))
    }
    irreps.sort { $0.amplitudeAs.value > $1.amplitudeAs.value }
  }
}
