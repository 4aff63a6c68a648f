import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct SphericalHarmonicsTests {
  @Test("harmonics and their gradients equal those of e3nn up to degree 6")
  func reference() throws {
    let reference = try Reference.load(Reference.Harmonics.self, "spherical_harmonics")
    let harmonics = SphericalHarmonics(maximumDegree: reference.lmax)
    for (index, components) in reference.vectors.enumerated() {
      let point = vector(components)
      let (values, gradients) = harmonics.valuesAndGradients(at: point)
      #expect(deviation(values, reference.component_raw_input[index]) < 1e-13)
      #expect(
        deviation(
          harmonics.inDirection(of: point), reference.component_normalized_input[index]) < 1e-13)
      #expect(
        deviation(
          gradients.flatMap { [$0.x, $0.y, $0.z] },
          reference.jacobian_component_raw_input[index].flatMap { $0 }) < 1e-13)
    }
  }

  @Test("degree 1 is √3 (x, y, z) and every degree has squared norm 2l + 1")
  func norms() {
    let direction = Vector3(0.6, -0.48, 0.64)
    let values = SphericalHarmonics(maximumDegree: 9)(direction)
    let root = 3.0.squareRoot()
    #expect(deviation(Array(values[1...3]), [0.6 * root, -0.48 * root, 0.64 * root]) < 1e-15)
    for degree in 0...9 {
      let square = values[(degree * degree)..<((degree + 1) * (degree + 1))].reduce(0) {
        $0 + $1 * $1
      }
      #expect(abs(square / Double(2 * degree + 1) - 1) < 1e-13)
    }
  }

  @Test("the pullback is the derivative")
  func pullback() {
    var generator = SplitMix64(seed: 3)
    let harmonics = SphericalHarmonics(maximumDegree: 4)
    let cotangent = (0..<harmonics.count).map { _ in generator.normal() }
    let point = Vector3(0.4, -1.1, 0.7)
    let gradient = harmonics.pullback(at: point, cotangent: cotangent)
    for axis in 0..<3 {
      var (above, below) = (point, point)
      above[axis] += 1e-5
      below[axis] -= 1e-5
      let difference = zip(cotangent, zip(harmonics(above), harmonics(below))).reduce(0) {
        $0 + $1.0 * ($1.1.0 - $1.1.1) / 2e-5
      }
      #expect(abs(difference - gradient[axis]) < 1e-7)
    }
  }

  @Test("at the origin only degree 0 is left")
  func origin() {
    let values = SphericalHarmonics(maximumDegree: 3).inDirection(of: .zero)
    #expect(values == [1] + [Double](repeating: 0, count: 15))
  }
}
