import Foundation
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitSymmetry

/// The error that no predictor without bias falls below (Cramér and Rao), at a temperature left out.
///
///     y(T) = f(A_1(T), …) ,   A_k = s_k (1 − T/T_k)^β_k
///     var ŷ(T) = J_T (Σ_{T' ≠ T} J_T'ᵀ R⁻¹ J_T')⁻¹ J_Tᵀ ,   J = ∂y/∂(s_k, T_k, β_k)
///
/// f is known to it, the parameters of the laws are not: a predictor that has to learn the modes and
/// what follows them as well does worse.
struct OracleBound {
  let item: Case
  let sweep: SyntheticSweep
  let observations: [SweepObservation]

  /// The parameters of the laws: scale, Tc, β of every primary.
  private var parameters: [Double] {
    item.laws.flatMap { [1, $0.critical, $0.exponent] }
  }

  private func distortion(_ parameters: [Double], _ temperature: Double) -> DistortionField {
    sweep.distortion(
      order: item.laws.indices.map { law in
        let (scale, critical) = (parameters[3 * law], parameters[3 * law + 1])
        return scale * pow(max(0, 1 - temperature / critical), parameters[3 * law + 2])
      })
  }

  /// The derivatives with respect to the parameters, by central differences.
  private func derivatives(_ temperature: Double) -> [DistortionField] {
    parameters.indices.map { index in
      let size = 1e-5 * parameters[index]
      var (up, down) = (parameters, parameters)
      up[index] += size
      down[index] -= size
      return (distortion(up, temperature) - distortion(down, temperature)).scaled(
        by: 1 / (2 * size))
    }
  }

  private static func inner(_ left: DistortionField, _ right: DistortionField) -> Double {
    var sum = 0.0
    for (first, second) in zip(left.displacements, right.displacements) {
      sum += dot(first, second)
    }
    for (first, second) in zip(left.strain.rowMajor, right.strain.rowMajor) {
      sum += first * second
    }
    return sum
  }

  /// The rms displacement of an atom and the strain; nil where the others do not determine the laws.
  func error(without left: Int) -> (displacement: Double, strain: Double)? {
    let count = parameters.count
    var information = Matrix(rows: count, columns: count)
    for (index, observation) in observations.enumerated() where index != left {
      let slopes = derivatives(observation.temperature)
      for error in observation.errors {
        let square = Self.inner(error, error)
        let row = slopes.map { Self.inner(error, $0) / square }
        for first in 0..<count {
          for second in 0..<count { information[first, second] += row[first] * row[second] }
        }
      }
    }
    let slopes = derivatives(observations[left].temperature)
    let used = parameters.indices.filter { information[$0, $0] > 0 }
    // In units of the uncertainty that each parameter alone would have.
    let scales = used.map { information[$0, $0].squareRoot() }
    var scaled = Matrix(rows: used.count, columns: used.count)
    for (row, first) in used.enumerated() {
      for (column, second) in used.enumerated() {
        scaled[row, column] = information[first, second] / (scales[row] * scales[column])
      }
    }
    guard let system = try? scaled.symmetricEigensystem(),
      let least = system.values.first, least > 1e-12
    else { return nil }
    var (displacement, strain) = (0.0, 0.0)
    for (place, value) in system.values.enumerated() {
      let vector = system.vectors.column(place)
      var field = slopes[used[0]].scaled(by: 0)
      for (index, component) in zip(used.indices, vector) {
        field = field + slopes[used[index]].scaled(by: component / scales[index])
      }
      displacement += field.displacements.reduce(0) { $0 + dot($1, $1) } / value
      strain += field.strain.frobeniusNorm * field.strain.frobeniusNorm / value
    }
    let atoms = Double(observations[left].distortion.displacements.count)
    return ((displacement / atoms).squareRoot(), strain.squareRoot())
  }
}
