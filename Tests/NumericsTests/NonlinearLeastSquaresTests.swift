import Foundation
import PhaseFitNumerics
import Testing

private struct ModelFailure: Error, Equatable {
  var parameter: Double
}

@Suite("Nonlinear least squares")
struct NonlinearLeastSquaresTests {
  /// A exp(−λ t) + b at t = 0 ..< count.
  private func decay(_ observations: [Double], weights: [Double]? = nil) -> LeastSquaresProblem {
    LeastSquaresProblem(
      observations: observations, weights: weights,
      model: { p in observations.indices.map { p[0] * exp(-p[1] * Double($0)) + p[2] } },
      jacobian: { p in
        Matrix(
          observations.indices.map { index in
            let factor = exp(-p[1] * Double(index))
            return [factor, -p[0] * Double(index) * factor, 1]
          })
      })
  }

  private func decayValues(_ p: [Double], count: Int) -> [Double] {
    (0..<count).map { p[0] * exp(-p[1] * Double($0)) + p[2] }
  }

  @Test("exact data are recovered to rounding")
  func exactData() throws {
    let truth = [5, 0.1, 1.0]
    let solution = try decay(decayValues(truth, count: 40)).fit(from: [1, 1, 0])
    #expect(solution.status == .converged)
    for (found, expected) in zip(solution.parameters, truth) {
      #expect(abs(found - expected) < 1e-11 * abs(expected))
    }
    #expect(solution.degreesOfFreedom == 37)
  }

  @Test("a linear model gives the closed-form solution and covariance")
  func linearModel() throws {
    let x = [0.0, 1, 2, 3]
    let y = [1.0, 3, 4, 8]
    let sigma = [0.5, 1, 1, 2]
    let problem = LeastSquaresProblem(
      observations: y, weights: sigma.map { 1 / ($0 * $0) },
      model: { p in x.map { p[0] + p[1] * $0 } },
      jacobian: { _ in Matrix(x.map { [1, $0] }) })
    let solution = try problem.fit(from: [10, -3])
    // Weighted normal equations by hand: S = 6.25, Sx = 3.75, Sxx = 7.25, Sy = 13, Sxy = 17.
    let determinant = 6.25 * 7.25 - 3.75 * 3.75
    #expect(abs(solution.parameters[0] - (7.25 * 13 - 3.75 * 17) / determinant) < 1e-12)
    #expect(abs(solution.parameters[1] - (6.25 * 17 - 3.75 * 13) / determinant) < 1e-12)
    let covariance = try #require(solution.covariance)
    #expect(abs(covariance[0, 0] - 7.25 / determinant) < 1e-14)
    #expect(abs(covariance[0, 1] + 3.75 / determinant) < 1e-14)
    #expect(abs(covariance[1, 1] - 6.25 / determinant) < 1e-14)
    let chiSquared = zip(zip(x, y), sigma).reduce(0.0) { sum, item in
      let residual = solution.parameters[0] + solution.parameters[1] * item.0.0 - item.0.1
      return sum + residual * residual / (item.1 * item.1)
    }
    #expect(abs(solution.chiSquared - chiSquared) < 1e-12)
  }

  @Test("parameters scatter as the covariance says")
  func covarianceMatchesScatter() throws {
    var generator = SplitMix64(seed: 5)
    let truth = [5, 0.1, 1.0]
    let exact = decayValues(truth, count: 30)
    let sigma = 0.1
    var pulls: [Double] = []
    for _ in 0..<150 {
      let noisy = exact.map { $0 + sigma * generator.normal() }
      let weights = [Double](repeating: 1 / (sigma * sigma), count: noisy.count)
      let solution = try decay(noisy, weights: weights).fit(from: truth)
      let covariance = try #require(solution.covariance)
      pulls.append((solution.parameters[1] - truth[1]) / covariance[1, 1].squareRoot())
    }
    let mean = pulls.reduce(0, +) / Double(pulls.count)
    let variance = pulls.reduce(0) { $0 + $1 * $1 } / Double(pulls.count)
    // Standard errors of mean and variance of 150 normal numbers: 0.08 and 0.12.
    #expect(abs(mean) < 0.3)
    #expect(variance > 0.65 && variance < 1.45)
  }

  @Test("the units of the data change nothing", arguments: [1e-6, 1, 1e6])
  func unitsDoNotMatter(scale: Double) throws {
    let truth = [5 * scale, 0.1, scale]
    var generator = SplitMix64(seed: 6)
    let noise = (0..<40).map { _ in 0.01 * generator.normal() }
    let data = zip(decayValues(truth, count: 40), noise).map { $0 + scale * $1 }
    let solution = try decay(data).fit(from: [scale, 0.5, 0])
    #expect(solution.status == .converged)
    // The rate found at scale 1 is the oracle.
    let unit = try decay(data.map { $0 / scale }).fit(from: [1, 0.5, 0])
    #expect(abs(solution.parameters[1] - unit.parameters[1]) < 1e-9)
  }

  @Test("an error thrown by the model comes out unchanged")
  func throwingModel() {
    let problem = LeastSquaresProblem(
      observations: [1, 2],
      model: { p in
        if p[0] != 0 { throw ModelFailure(parameter: 7) }
        return [p[0], p[0]]
      },
      jacobian: { _ in Matrix([[1], [1]]) })
    #expect(throws: ModelFailure(parameter: 7)) { try problem.fit(from: [0]) }
  }

  @Test("a step out of the domain is refused and the fit goes on inside")
  func domainBoundary() throws {
    // √p is NaN for p < 0, and the first full step from p = 9 leads there.
    let problem = LeastSquaresProblem(
      observations: [0.1, 0.1], model: { p in [p[0].squareRoot(), p[0].squareRoot()] },
      jacobian: { p in Matrix([[0.5 / p[0].squareRoot()], [0.5 / p[0].squareRoot()]]) })
    let solution = try problem.fit(from: [9])
    #expect(solution.isConverged)
    #expect(abs(solution.parameters[0] - 0.01) < 1e-10)
  }

  @Test("a start outside the domain and a wrong number of values are refused")
  func badModel() {
    let outside = LeastSquaresProblem(
      observations: [1], model: { p in [log(p[0])] }, jacobian: { p in Matrix([[1 / p[0]]]) })
    let short = LeastSquaresProblem(
      observations: [1, 2], model: { p in [p[0]] }, jacobian: { _ in Matrix([[1], [1]]) })
    for (problem, start) in [(outside, -1.0), (short, 1.0)] {
      #expect {
        try problem.fit(from: [start])
      } throws: {
        ($0 as? NumericsError)?.code == .badModel
      }
    }
  }

  @Test("too few steps are reported as such")
  func iterationLimit() throws {
    let problem = decay(decayValues([5, 0.1, 1], count: 40))
    let solution = try problem.fit(from: [1, 1, 0], options: .init(iterationLimit: 2))
    #expect(solution.status == .iterationLimit(2))
  }

  @Test("wrong derivatives stall instead of passing for a minimum")
  func wrongDerivatives() throws {
    let problem = LeastSquaresProblem(
      observations: [3, 3.5], model: { p in [p[0], p[0]] }, jacobian: { _ in Matrix([[-1], [-1]]) })
    let solution = try problem.fit(from: [1])
    #expect(!solution.isConverged)
  }

  @Test("dependent parameters have no covariance")
  func dependentParameters() throws {
    let problem = LeastSquaresProblem(
      observations: [1, 2, 3], model: { p in [p[0] + p[1], p[0] + p[1], p[0] + p[1]] },
      jacobian: { _ in Matrix([[1, 1], [1, 1], [1, 1]]) })
    let solution = try problem.fit(from: [0, 0])
    #expect(solution.covariance == nil)
    #expect(abs(solution.parameters[0] + solution.parameters[1] - 2) < 1e-12)
  }

  @Test("fewer observations than parameters are fitted without a covariance")
  func underdetermined() throws {
    let problem = LeastSquaresProblem(
      observations: [2], model: { p in [p[0] * p[1]] }, jacobian: { p in Matrix([[p[1], p[0]]]) })
    let solution = try problem.fit(from: [1, 1])
    #expect(abs(solution.parameters[0] * solution.parameters[1] - 2) < 1e-10)
    #expect(solution.covariance == nil && solution.degreesOfFreedom == -1)
  }

  @Test("several starts find the lower of two minima and skip a start outside the domain")
  func severalStarts() throws {
    // (p² − 4)² + (0.1 (p − 2))² has minima near −2 and at 2; √(p + 5) keeps p above −5.
    let problem = LeastSquaresProblem(
      observations: [0, 0, 0],
      model: { p in [p[0] * p[0] - 4, 0.1 * (p[0] - 2), 0 * (p[0] + 5).squareRoot()] },
      jacobian: { p in Matrix([[2 * p[0]], [0.1], [0]]) })
    let best = try problem.bestFit(from: [[-9], [-3], [3]])
    #expect(best.start == 2)
    #expect(abs(best.solution.parameters[0] - 2) < 1e-10)
    #expect(throws: NumericsError.self) { try problem.bestFit(from: [[-9]]) }
  }
}
