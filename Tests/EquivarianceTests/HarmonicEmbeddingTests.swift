import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct HarmonicEmbeddingTests {
  @Test("every normalisation equals that of e3nn")
  func normalisations() throws {
    let reference = try Reference.load(Reference.Harmonics.self, "spherical_harmonics")
    let irreps = Irreps.sphericalHarmonics(upTo: reference.lmax)
    let expected: [(HarmonicNormalisation, [[Double]])] = [
      (.component, reference.component_normalized_input), (.norm, reference.norm_normalized_input),
      (.integral, reference.integral_normalized_input),
    ]
    for (normalisation, rows) in expected {
      let layer = HarmonicEmbedding(irreps, normalisation: normalisation)
      for (point, row) in zip(reference.vectors, rows) {
        expectReference(layer(vector(point)), row, "\(normalisation) at \(point)")
      }
    }
    let layer = HarmonicEmbedding(irreps)
    #expect(layer(.zero) == reference.zero_vector_component.normalized_input)
    let raw = HarmonicEmbedding(irreps, isOfDirection: false)
    #expect(raw(.zero) == reference.zero_vector_component.raw_input)
  }

  @Test("gradients with raw and normalised input equal those of e3nn")
  func gradients() throws {
    let reference = try Reference.load(Reference.Harmonics.self, "spherical_harmonics")
    let irreps = Irreps.sphericalHarmonics(upTo: reference.lmax)
    for (isOfDirection, jacobians) in [
      (true, reference.jacobian_component_normalized_input),
      (false, reference.jacobian_component_raw_input),
    ] {
      let layer = HarmonicEmbedding(irreps, isOfDirection: isOfDirection)
      for (point, jacobian) in zip(reference.vectors, jacobians) {
        let gradients = layer.gradients(at: vector(point))
        expectReference(
          gradients.flatMap { [$0.x, $0.y, $0.z] }, jacobian.flatMap { $0 }, "at \(point)")
      }
    }
  }

  @Test("harmonics to degree 11 rotate with their irreps and have norm 2l + 1")
  func highDegrees() {
    var generator = SplitMix64(seed: 21)
    let irreps = Irreps.sphericalHarmonics(upTo: 11)
    let layer = HarmonicEmbedding(irreps)
    for improper in [false, true] {
      let rotation = randomOrthogonal(&generator, improper: improper)
      let point = vector(normals(3, &generator))
      let rotated = irreps.transform(
        layer(point), by: IrrepMatrices(at: rotation, upTo: 11))
      #expect(deviation(layer(rotation * point), rotated) < 1e-12)
      for (block, range) in zip(irreps.blocks, irreps.ranges) {
        let square = layer(point)[range].reduce(0) { $0 + $1 * $1 }
        #expect(abs(square / Double(block.irrep.dimension) - 1) < 1e-12)
      }
    }
  }

  @Test("the addition theorem gives Legendre polynomials of the angle up to degree 11")
  func additionTheorem() {
    var generator = SplitMix64(seed: 22)
    let irreps = Irreps.sphericalHarmonics(upTo: 11)
    let layer = HarmonicEmbedding(irreps, normalisation: .norm)
    let points = normalVectors(2, &generator)
    let (left, right) = (layer(points[0]), layer(points[1]))
    let cosine = dot(points[0], points[1]) / (length(points[0]) * length(points[1]))
    var (previous, legendre) = (0.0, 1.0)
    for (degree, range) in irreps.ranges.enumerated() {
      let sum = range.reduce(0) { $0 + left[$1] * right[$1] }
      #expect(abs(sum - legendre) < 1e-12, "degree \(degree)")
      let next =
        (Double(2 * degree + 1) * cosine * legendre - Double(degree) * previous)
        / Double(degree + 1)
      (previous, legendre) = (legendre, next)
    }
  }

  @Test("the pullback is the derivative for a repeated, unsorted choice of degrees")
  func pullback() throws {
    var generator = SplitMix64(seed: 23)
    let irreps = try Irreps(parsing: "3o+2x0e+11o+1o")
    for isOfDirection in [true, false] {
      let layer = HarmonicEmbedding(irreps, isOfDirection: isOfDirection)
      let cotangent = normals(irreps.dimension, &generator)
      let point = Vector3(0.6, -0.3, 0.9)
      let gradient = layer.pullback(at: point, cotangent: cotangent)
      expectGradient(
        [gradient.x, gradient.y, gradient.z], of: { layer(vector($0)) },
        at: [point.x, point.y, point.z], cotangent: cotangent)
    }
  }

  @Test("at the origin the gradient of a direction is zero, not NaN")
  func origin() {
    let layer = HarmonicEmbedding(.sphericalHarmonics(upTo: 2))
    #expect(
      layer.pullback(at: .zero, cotangent: [Double](repeating: 1, count: 9)) == Vector3.zero)
  }
}
