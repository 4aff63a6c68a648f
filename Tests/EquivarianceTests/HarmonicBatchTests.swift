import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct HarmonicBatchTests {
  /// Points in every direction, of very different lengths, on axes, and the origin; more than fill
  /// vectors.
  static func points() -> [Vector3] {
    var generator = SplitMix64(seed: 321)
    return normalVectors(30, &generator)
      + [
        Vector3(0, 1, 0), Vector3(0, 0, -2), Vector3(3, 0, 0), .zero, Vector3(1e-9, 2e-9, 0),
        Vector3(-4e7, 1, 1e7), Vector3(0, -1, 1e-12),
      ]
  }

  @Test("many points at once give what each gives alone", arguments: 0...8)
  func values(degree: Int) throws {
    let harmonics = SphericalHarmonics(maximumDegree: degree)
    let embedding = HarmonicEmbedding(.sphericalHarmonics(upTo: degree))
    for count in [0, 1, 3, 37] {
      let points = Array(Self.points().prefix(count))
      let flat = points.flatMap { [$0.x, $0.y, $0.z] }
      let expected = points.flatMap { embedding($0) }
      let (values, gradients) = try harmonics.gradientsInDirections(of: flat)
      #expect(deviation(values, expected) < 1e-14)
      #expect(deviation(try harmonics.inDirections(of: flat), expected) < 1e-14)
      let single = flat.map { Float($0) }
      let rounded = try harmonics.gradientsInDirections(of: single)
      #expect(deviation(rounded.values.map { Double($0) }, expected) < 4e-6)
      #expect(try harmonics.inDirections(of: single) == rounded.values)
      let slopes = points.flatMap { point in
        let all = embedding.gradients(at: point)
        return (0..<3).flatMap { axis in all.map { $0[axis] } }
      }
      #expect(slopes.count == gradients.count)
      // Gradients are of the size of 1/|r|.
      let width = 3 * harmonics.count
      for (index, point) in points.enumerated() {
        let size = max(length(point), 1e-30)
        let range = (index * width)..<((index + 1) * width)
        let found = gradients[range].map { $0 * size }
        let expected = slopes[range].map { $0 * size }
        #expect(deviation(found, expected) < 1e-13, "\(point)")
        let single = rounded.gradients[range].map { Double($0) * size }
        #expect(deviation(single, expected) < 4e-6, "\(point)")
      }
    }
  }

  @Test("directions of the shortest and longest vectors of single precision")
  func extremes() throws {
    let harmonics = SphericalHarmonics(maximumDegree: 2)
    let plain = try harmonics.inDirections(of: [Float(3), -4, 12])
    for scale in [Float(1e-36), 1e-25, 1e25, 2e37] {
      let scaled = try harmonics.inDirections(of: [3 * scale, -4 * scale, 12 * scale])
      #expect(deviation(scaled.map { Double($0) }, plain.map { Double($0) }) < 1e-6)
    }
    let tiny = try harmonics.gradientsInDirections(of: [Float.leastNonzeroMagnitude, 0, 0])
    #expect((tiny.values + tiny.gradients).allSatisfy { $0.isFinite })
  }

  @Test("coordinates that are not finite are named")
  func notFinite() throws {
    let harmonics = SphericalHarmonics(maximumDegree: 2)
    for value in [Double.nan, .infinity, -.infinity] {
      let error = #expect(throws: EquivarianceError.self) {
        try harmonics.inDirections(of: [0, 1, 2, 3, value, 4])
      }
      #expect(error?.description.hasPrefix("coordinate 1 of point 1 is ") == true)
      #expect(throws: EquivarianceError.self) {
        try harmonics.gradientsInDirections(of: [Float(value), 0, 0])
      }
    }
  }
}
