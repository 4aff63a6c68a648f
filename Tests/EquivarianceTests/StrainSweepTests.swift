import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct StrainSweepTests {
  @Test("relaxed weights of a strain sweep grow with the strain and vanish without it")
  func sweep() throws {
    let sweep = StrainSweep(strains: [-0.1, 0, 0.1, 0.2], hiddenWidth: 4)
    let training = RelaxationExperiment.Training(steps: 20, stepSize: 1e-2, refinements: 5)
    let outcome = sweep.run(seed: 1, training: training)
    #expect(outcome.leakage < 1e-12)
    for layer in outcome.amplitudes { #expect(abs(layer[1]) < 1e-12) }
    #expect(outcome.correlations.contains { abs($0) > 0.99 })
    let strict = sweep.run(seed: 1, isRelaxed: false, training: training)
    #expect(strict.loss > sweep.floor - 1e-9)
  }
}
