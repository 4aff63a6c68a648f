import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension DecompositionReport {
  /// Records domains, ferroic species, invariants, couplings and superlattice reflections.
  mutating func recordConsequences(_ modes: SymmetryModes, pair: DecompositionPair) throws {
  }
}
