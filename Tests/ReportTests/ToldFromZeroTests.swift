import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Order parameters within their noise")
struct ToldFromZeroTests {
  private func parameter(_ values: [Double], uncertainty: Double?) -> AnalysisReport.OrderParameter
  {
    AnalysisReport.OrderParameter(
      label: "GM3+", waveVector: [.zero, .zero, .zero], kind: .displacement,
      norm: .parentPrimitiveCell,
      amplitude: values.enumerated().map { index, value in
        AnalysisReport.AmplitudePoint(
          measurement: index, temperature: 100 + Double(index),
          value: Quantity(
            value, standardUncertainty: uncertainty, unit: "Å", dictRef: "phasefit:mode_amplitude",
            uncertaintyOrigin: uncertainty == nil ? nil : .stated))
      })
  }

  @Test("noise of its stated size is not told from zero, once in three hundred times at most")
  func noise() {
    var random = SplitMix64(seed: 4)
    let told = (0..<1000).count { _ in
      parameter((0..<8).map { _ in 0.001 * random.normal() }, uncertainty: 0.001).isToldFromZero
        == true
    }
    // 2.7 are expected.
    #expect(told < 12)
  }

  @Test("what exceeds it is, and without uncertainties nothing is said")
  func signal() {
    #expect(parameter([0.004, 0.005, 0.003], uncertainty: 0.001).isToldFromZero == true)
    #expect(parameter([0.004, 0.005, 0.003], uncertainty: nil).isToldFromZero == nil)
    #expect(parameter([], uncertainty: 0.001).isToldFromZero == nil)
  }
}
