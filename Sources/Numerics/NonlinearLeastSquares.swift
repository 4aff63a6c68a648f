import Foundation

internal import CGSL

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

/// The residuals and derivatives of one problem, as the C library asks for them.
private final class LeastSquaresEvaluation {
  struct Outcome {
    var status: LeastSquaresSolution.Status
    var parameters: [Double]
    var iterations: Int
  }

  let problem: LeastSquaresProblem
  let rootWeights: [Double]?
  var paddedCount = 0
  /// What the model threw inside a call from C, rethrown outside of it.
  var thrown: (any Error)?

  init(_ problem: LeastSquaresProblem) {
    self.problem = problem
    rootWeights = problem.weights?.map { $0.squareRoot() }
  }

  /// The residuals √w (m − y).
  func residual(_ parameters: [Double]) throws -> [Double] {
    let values = try problem.model(parameters)
    guard values.count == problem.observations.count else {
      throw NumericsError(
        .badModel,
        "least squares: the model gives \(values.count) values for "
          + "\(problem.observations.count) observations")
    }
    return values.indices.map { index in
      (values[index] - problem.observations[index]) * (rootWeights?[index] ?? 1)
    }
  }

  /// The derivatives √w ∂m/∂θ.
  func weightedJacobian(_ parameters: [Double]) throws -> Matrix {
    var derivatives = try problem.jacobian(parameters)
    guard derivatives.rows == problem.observations.count, derivatives.columns == parameters.count
    else {
      throw NumericsError(
        .badModel,
        "least squares: the derivatives are \(derivatives.rows) × \(derivatives.columns), expected "
          + "\(problem.observations.count) × \(parameters.count)")
    }
    if let rootWeights {
      let columns = derivatives.columns
      derivatives.withElements { elements in
        for index in elements.indices { elements[index] *= rootWeights[index / columns] }
      }
    }
    return derivatives
  }

  /// The largest cosine between the residual and a derivative; 0 for a residual of zero.
  private func obliqueness(
    _ workspace: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>
  ) -> Double {
    guard let residual = gsl_multifit_nlinear_residual(workspace),
      let derivatives = gsl_multifit_nlinear_jac(workspace)
    else { return .infinity }
    let length = gsl_blas_dnrm2(residual)
    guard length > 0 else { return 0 }
    var largest = 0.0
    for column in 0..<derivatives.pointee.size2 {
      var view = gsl_matrix_column(derivatives, column)
      let norm = gsl_blas_dnrm2(&view.vector)
      var product = 0.0
      gsl_blas_ddot(&view.vector, residual, &product)
      if norm > 0 { largest = max(largest, abs(product) / (norm * length)) }
    }
    return largest
  }

  /// Steps of the library until one of the criteria of `options` is met.
  func minimise(from start: [Double], options: LeastSquaresOptions) throws -> Outcome {
    var parameters = gsl_multifit_nlinear_default_parameters()
    parameters.trs = cgsl_trs_lm()
    parameters.solver = cgsl_solver_qr()
    parameters.scale = cgsl_scale_more()
    guard
      let workspace = gsl_multifit_nlinear_alloc(
        cgsl_nlinear_trust(), &parameters, paddedCount, start.count)
    else {
      throw NumericsError(.libraryFailure, "least squares: no memory for \(paddedCount) residuals")
    }
    defer { gsl_multifit_nlinear_free(workspace) }
    var system = gsl_multifit_nlinear_fdf()
    system.f = leastSquaresResidualCallback
    system.df = leastSquaresJacobianCallback
    system.n = paddedCount
    system.p = start.count
    system.params = Unmanaged.passUnretained(self).toOpaque()
    var start = start
    return try withExtendedLifetime(self) {
      // The workspace keeps the pointer to the system for as long as it iterates.
      try withUnsafeMutablePointer(to: &system) { system in
        let status = start.withUnsafeMutableBufferPointer { buffer in
          var view = gsl_vector_view_array(buffer.baseAddress, buffer.count)
          return gsl_multifit_nlinear_init(&view.vector, system, workspace)
        }
        if let thrown { throw thrown }
        try ScientificLibrary.check(status, in: "gsl_multifit_nlinear_init")
        return try iterate(workspace, count: start.count, options: options)
      }
    }
  }

  private func iterate(
    _ workspace: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>, count: Int,
    options: LeastSquaresOptions
  ) throws -> Outcome {
    func position() -> [Double] {
      let vector = gsl_multifit_nlinear_position(workspace)
      return (0..<count).map { gsl_vector_get(vector, $0) }
    }
    var current = position()
    if obliqueness(workspace) <= options.orthogonalityTolerance {
      return Outcome(status: .converged, parameters: current, iterations: 0)
    }
    for iteration in 1...max(options.iterationLimit, 1) {
      let status = gsl_multifit_nlinear_iterate(workspace)
      if let thrown { throw thrown }
      let next = position()
      let cosine = obliqueness(workspace)
      if cosine <= options.orthogonalityTolerance {
        return Outcome(status: .converged, parameters: next, iterations: iteration)
      }
      if status == Int32(GSL_ENOPROG) {
        // No shorter step lowers χ². Close to a minimum that is the end of double precision: a
        // change of χ² by its rounding allows a cosine of about the root of the rounding unit.
        let isMinimum = cosine <= Double.ulpOfOne.squareRoot()
        return Outcome(
          status: isMinimum ? .converged : .stalled(cosine), parameters: next,
          iterations: iteration)
      }
      try ScientificLibrary.check(status, in: "gsl_multifit_nlinear_iterate")
      let isStill = zip(current, next).allSatisfy { old, new in
        abs(new - old) <= options.stepTolerance * abs(new)
      }
      if isStill {
        return Outcome(status: .converged, parameters: next, iterations: iteration)
      }
      current = next
    }
    return Outcome(
      status: .iterationLimit(options.iterationLimit), parameters: current,
      iterations: options.iterationLimit)
  }

  /// The inverse of `Jᵀ J`, nil at deficient rank.
  ///
  /// Columns are scaled to length 1 first, so that the units of the parameters do not matter.
  static func covariance(_ derivatives: Matrix) throws -> Matrix? {
    let count = derivatives.columns
    guard derivatives.rows >= count, derivatives.isFinite else { return nil }
    let norms = (0..<count).map { column in
      derivatives.column(column).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    guard norms.allSatisfy({ $0 > 0 }) else { return nil }
    let scaling = Matrix(diagonal: norms.map { 1 / $0 })
    let decomposition = try (derivatives * scaling).singularValues()
    // A direction whose singular value is rounding has no information.
    guard decomposition.rank(tolerance: Double(count) * 4 * .ulpOfOne) == count else { return nil }
    let root =
      scaling * decomposition.right * Matrix(diagonal: decomposition.values.map { 1 / $0 })
    return root * root.transpose
  }
}

/// Finite, so that the library can compare norms, and larger than any residual of a sane fit.
private let residualOutsideDomain = 1e150

private func leastSquaresResidualCallback(
  _ x: UnsafePointer<gsl_vector>?, _ context: UnsafeMutableRawPointer?,
  _ f: UnsafeMutablePointer<gsl_vector>?
) -> Int32 {
  guard let x, let context, let f else { return Int32(GSL_EFAULT) }
  let evaluation = Unmanaged<LeastSquaresEvaluation>.fromOpaque(context).takeUnretainedValue()
  do {
    let residual = try evaluation.residual((0..<x.pointee.size).map { gsl_vector_get(x, $0) })
    let isInside = residual.allSatisfy(\.isFinite)
    for index in 0..<f.pointee.size {
      let value = index < residual.count ? residual[index] : 0
      gsl_vector_set(f, index, isInside ? value : residualOutsideDomain)
    }
    return Int32(GSL_SUCCESS)
  } catch {
    evaluation.thrown = error
    return Int32(GSL_EBADFUNC)
  }
}

private func leastSquaresJacobianCallback(
  _ x: UnsafePointer<gsl_vector>?, _ context: UnsafeMutableRawPointer?,
  _ matrix: UnsafeMutablePointer<gsl_matrix>?
) -> Int32 {
  guard let x, let context, let matrix else { return Int32(GSL_EFAULT) }
  let evaluation = Unmanaged<LeastSquaresEvaluation>.fromOpaque(context).takeUnretainedValue()
  do {
    let derivatives = try evaluation.weightedJacobian(
      (0..<x.pointee.size).map { gsl_vector_get(x, $0) })
    guard derivatives.isFinite else {
      throw NumericsError(
        .badModel,
        "least squares: the model is finite but its derivatives are not; correct the derivatives")
    }
    for row in 0..<matrix.pointee.size1 {
      for column in 0..<matrix.pointee.size2 {
        let value = row < derivatives.rows ? derivatives[row, column] : 0
        gsl_matrix_set(matrix, row, column, value)
      }
    }
    return Int32(GSL_SUCCESS)
  } catch {
    evaluation.thrown = error
    return Int32(GSL_EBADFUNC)
  }
}
