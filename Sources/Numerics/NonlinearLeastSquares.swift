/// A weighted nonlinear least-squares problem.
///
///     χ²(θ) = Σᵢ wᵢ (m(θ)ᵢ − yᵢ)²
///
/// A model that leaves its domain may return NaN or infinity: the step that led there is refused
/// and a shorter one tried. A model that throws ends the fit with its error.
public struct LeastSquaresProblem {
  /// The observations `y`.
  public var observations: [Double]
  /// The weights `w` = 1/σ², nil where all are 1.
  public var weights: [Double]?
  /// The model values `m(θ)`, one for each observation.
  public var model: ([Double]) throws -> [Double]
  /// The derivatives ∂mᵢ/∂θⱼ: observations × parameters.
  public var jacobian: ([Double]) throws -> Matrix

  /// A problem from its observations, weights, model and analytic derivatives.
  ///
  /// - Precondition: as many weights as observations, all finite and not negative.
  public init(
    observations: [Double], weights: [Double]? = nil,
    model: @escaping ([Double]) throws -> [Double],
    jacobian: @escaping ([Double]) throws -> Matrix
  ) {
    if let weights {
      precondition(
        weights.count == observations.count,
        "\(observations.count) observations and \(weights.count) weights")
      precondition(
        weights.allSatisfy { $0 >= 0 && $0.isFinite }, "a weight is negative or infinite")
    }
    self.observations = observations
    self.weights = weights
    self.model = model
    self.jacobian = jacobian
  }
}

/// When a nonlinear least-squares fit stops.
public struct LeastSquaresOptions: Sendable, Codable, Hashable {
  /// The largest number of steps.
  public var iterationLimit: Int
  /// The relative change of every parameter below which the fit has converged.
  ///
  /// The default leaves a few digits to the rounding of double precision.
  public var stepTolerance: Double
  /// The cosine between the residual and every derivative below which the fit has converged.
  ///
  /// At a minimum the residual is orthogonal to all derivatives; the measure has no units.
  public var orthogonalityTolerance: Double

  /// Options with defaults that serve smooth models of a few parameters.
  public init(
    iterationLimit: Int = 200, stepTolerance: Double = 1e-13, orthogonalityTolerance: Double = 1e-11
  ) {
    self.iterationLimit = iterationLimit
    self.stepTolerance = stepTolerance
    self.orthogonalityTolerance = orthogonalityTolerance
  }
}

/// What a nonlinear least-squares fit ended with: look at `status` before using it.
public struct LeastSquaresSolution: Sendable, Codable, Hashable {
  /// How a fit ended.
  public enum Status: Sendable, Codable, Hashable {
    /// At a minimum.
    case converged
    /// After the allowed number of steps, without convergence.
    case iterationLimit(Int)
    /// Where no step lowers χ² although the residual is not orthogonal to the derivatives.
    ///
    /// The number is the largest cosine between the residual and a derivative.
    case stalled(Double)
  }

  /// How the fit ended.
  public var status: Status
  /// The parameters θ.
  public var parameters: [Double]
  /// The model at the parameters.
  public var values: [Double]
  /// The weighted sum of squares.
  public var chiSquared: Double
  /// The inverse of `Jᵀ W J`, nil where the derivatives are linearly dependent.
  ///
  /// With weights 1/σ² these are the covariances of the parameters; without weights they are to be
  /// multiplied by χ²/ν.
  public var covariance: Matrix?
  /// The number of observations minus the number of parameters.
  public var degreesOfFreedom: Int
  /// The number of steps taken.
  public var iterations: Int

  /// Whether the fit ended at a minimum.
  public var isConverged: Bool { status == .converged }
}

extension LeastSquaresProblem {
  /// Minimises χ² from one starting point by the trust-region Levenberg–Marquardt method.
  ///
  /// - Shapes: at least one parameter; any number of observations, the fit of fewer observations
  ///   than parameters has no covariance.
  /// - Parameters:
  ///   - start: the parameters to start from.
  ///   - options: when to stop.
  /// - Returns: the parameters reached; `status` says whether they are a minimum.
  /// - Throws: what the model throws; `NumericsError` with code `.badModel` where the model is not
  ///   finite at the start or does not give one value for each observation.
  /// - Source: `gsl_multifit_nlinear` of the GNU Scientific Library.
  public func fit(from start: [Double], options: LeastSquaresOptions = .init()) throws
    -> LeastSquaresSolution
  {
    precondition(!start.isEmpty, "a fit needs at least one parameter")
    precondition(ScientificLibrary.errorHandlerIsOff)
    let evaluation = LeastSquaresEvaluation(self)
    let residual = try evaluation.residual(start)
    let derivatives = try evaluation.weightedJacobian(start)
    guard residual.allSatisfy(\.isFinite), derivatives.isFinite else {
      throw NumericsError(
        .badModel,
        "least squares: the model or its derivatives are not finite at the start \(start); start"
          + " inside the domain of the model")
    }
    // The library wants at least as many residuals as parameters: zeros change nothing.
    evaluation.paddedCount = max(observations.count, start.count)
    let outcome = try evaluation.minimise(from: start, options: options)
    return try solution(outcome, evaluation)
  }

  /// Minimises χ² from several starting points and keeps the lowest minimum.
  ///
  /// A start at which the model is not finite is skipped; a converged fit is preferred to one that
  /// is not, and of equal minima the one of the earlier start is kept.
  ///
  /// - Parameters:
  ///   - starts: the starting points.
  ///   - options: when to stop.
  /// - Returns: the best solution and the index of its start.
  /// - Throws: what the model throws; `NumericsError` with code `.badModel` where the model is
  ///   finite at none of the starts.
  public func bestFit(from starts: [[Double]], options: LeastSquaresOptions = .init()) throws
    -> (solution: LeastSquaresSolution, start: Int)
  {
    var best: (solution: LeastSquaresSolution, start: Int)?
    for (index, start) in starts.enumerated() {
      let solution: LeastSquaresSolution
      do {
        solution = try fit(from: start, options: options)
      } catch let error as NumericsError where error.code == .badModel {
        continue
      }
      if let current = best {
        let improves =
          solution.isConverged == current.solution.isConverged
          ? solution.chiSquared < current.solution.chiSquared : solution.isConverged
        if improves { best = (solution, index) }
      } else {
        best = (solution, index)
      }
    }
    guard let best else {
      throw NumericsError(
        .badModel,
        "least squares: the model is finite at none of the \(starts.count) starts; start inside the"
          + " domain of the model")
    }
    return best
  }

  private func solution(
    _ outcome: LeastSquaresEvaluation.Outcome, _ evaluation: LeastSquaresEvaluation
  ) throws -> LeastSquaresSolution {
    let residual = try evaluation.residual(outcome.parameters)
    let derivatives = try evaluation.weightedJacobian(outcome.parameters)
    return LeastSquaresSolution(
      status: outcome.status, parameters: outcome.parameters,
      values: try model(outcome.parameters),
      chiSquared: residual.reduce(0) { $0 + $1 * $1 },
      covariance: try LeastSquaresEvaluation.covariance(derivatives),
      degreesOfFreedom: observations.count - outcome.parameters.count,
      iterations: outcome.iterations)
  }
}
