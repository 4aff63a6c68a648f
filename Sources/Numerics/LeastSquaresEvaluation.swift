internal import CGSL

/// The residuals and derivatives of one problem, as the C library asks for them.
final class LeastSquaresEvaluation {
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
