// Harmonics of the directions of many points at once.
//
//     values [point][component] ,   gradients [point][x, y, z][component]
//
// Up to degree 6 by kernels that take several points side by side; beyond that point by point.

internal import CKernels
import PhaseFitNumerics

extension SphericalHarmonics {
  /// The harmonics in the directions of points.
  ///
  /// At the origin, which has no direction, Y₀ is 1 and all others 0.
  ///
  /// - Parameter points: coordinates, three for each point.
  /// - Returns: `count` components for each point.
  /// - Throws: `EquivarianceError` for coordinates that are not finite.
  /// - Precondition: three coordinates for each point.
  public func inDirections(of points: [Double]) throws(EquivarianceError) -> [Double] {
    try batch(points, withGradients: false).values
  }

  /// The harmonics in the directions of points in single precision.
  ///
  /// - Parameter points: coordinates, three for each point.
  /// - Returns: `count` components for each point.
  /// - Throws: `EquivarianceError` for coordinates that are not finite.
  /// - Precondition: three coordinates for each point.
  public func inDirections(of points: [Float]) throws(EquivarianceError) -> [Float] {
    try batch(points, withGradients: false).values
  }

  /// The harmonics in the directions of points and their gradients in the points.
  ///
  /// - Parameter points: coordinates, three for each point.
  /// - Returns: `count` components for each point, and their gradients: for each point the `count`
  ///   derivatives in x, then those in y and in z; zero at the origin.
  /// - Throws: `EquivarianceError` for coordinates that are not finite.
  /// - Precondition: three coordinates for each point.
  public func gradientsInDirections(
    of points: [Double]
  ) throws(EquivarianceError) -> (values: [Double], gradients: [Double]) {
    try batch(points, withGradients: true)
  }

  /// The harmonics in the directions of points and their gradients in single precision.
  ///
  /// - Parameter points: coordinates, three for each point.
  /// - Returns: values and gradients as in double precision.
  /// - Throws: `EquivarianceError` for coordinates that are not finite.
  /// - Precondition: three coordinates for each point.
  public func gradientsInDirections(
    of points: [Float]
  ) throws(EquivarianceError) -> (values: [Float], gradients: [Float]) {
    try batch(points, withGradients: true)
  }

  /// The largest degree that the kernels know.
  private static let largestDegree = 6

  private func batch<Scalar: KernelScalar>(
    _ points: [Scalar], withGradients: Bool
  ) throws(EquivarianceError) -> (values: [Scalar], gradients: [Scalar]) {
    precondition(
      points.count.isMultiple(of: 3),
      "points have three coordinates each, found \(points.count) numbers")
    if !Scalar.isFinite(points), let index = points.firstIndex(where: { !$0.isFinite }) {
      throw EquivarianceError(
        .notFinite,
        "coordinate \(index % 3) of point \(index / 3) is \(points[index]): expected a finite "
          + "number")
    }
    guard maximumDegree <= Self.largestDegree else { return onePointAtATime(points, withGradients) }
    let number = points.count / 3
    let factors = prefactors.map { Scalar($0) }
    var gradients: [Scalar] = []
    let values = [Scalar](unsafeUninitializedCapacity: number * count) { values, filled in
      filled = number * count
      useLargePages(values)
      guard let values = values.baseAddress else { return }
      if withGradients {
        gradients = [Scalar](unsafeUninitializedCapacity: 3 * number * count) { slopes, filled in
          filled = 3 * number * count
          useLargePages(slopes)
          guard let slopes = slopes.baseAddress else { return }
          Scalar.harmonics(maximumDegree, factors, number, points, values, slopes)
        }
      } else {
        Scalar.harmonics(maximumDegree, factors, number, points, values, nil)
      }
    }
    return (values, gradients)
  }

  private func onePointAtATime<Scalar: KernelScalar>(
    _ points: [Scalar], _ withGradients: Bool
  ) -> (values: [Scalar], gradients: [Scalar]) {
    let embedding = HarmonicEmbedding(.sphericalHarmonics(upTo: maximumDegree))
    var result: (values: [Scalar], gradients: [Scalar]) = ([], [])
    for start in stride(from: 0, to: points.count, by: 3) {
      let point = Vector3(
        Double(points[start]), Double(points[start + 1]), Double(points[start + 2]))
      result.values += embedding(point).map { Scalar($0) }
      guard withGradients else { continue }
      let gradients = embedding.gradients(at: point)
      for axis in 0..<3 { result.gradients += gradients.map { Scalar($0[axis]) } }
    }
    return result
  }
}
