import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct RadialTests {
  /// The kind under its name in e3nn.
  static func kind(_ name: String) -> RadialBasis.Kind? {
    name == "smooth_finite" ? .smoothFinite : RadialBasis.Kind(rawValue: name)
  }

  @Test("the five bases equal those of e3nn with their derivatives")
  func bases() throws {
    let reference = try Reference.load(LayerReference.self, "nn_layers").soft_one_hot_linspace
    #expect(reference.cases.count == 40)
    for entry in reference.cases {
      let kind = try #require(Self.kind(entry.basis))
      let basis = RadialBasis(
        kind, on: entry.start...entry.end, count: entry.number, hasCutoff: entry.cutoff)
      let what = "\(entry.basis) \(entry.cutoff) \(entry.number) \(entry.start)"
      for (x, row) in zip(reference.x, entry.output) {
        expectReference(basis(x), row, "\(what) at \(x)")
      }
      let slopes = zip(reference.x, entry.cotangent).map { basis.pullback($0, cotangent: $1) }
      expectReference(slopes, entry.grad_x, "\(what) slopes")
      for (x, row) in zip(reference.x_boundaries, entry.output_at_boundaries) {
        if row.allSatisfy(\.isFinite) {
          expectReference(basis(x), row, "\(what) at the boundary \(x)")
        } else {
          // e3nn divides zero by zero at the start of the interval.
          #expect(kind == .bessel && x == entry.start)
          #expect(deviation(basis(x), basis(x + 1e-9)) < 1e-8)
        }
      }
    }
  }

  @Test("Bessel functions without cutoff have their limit at the origin")
  func bessel() throws {
    let reference = try Reference.load(LayerReference.self, "nn_layers").math_bessel
    let basis = RadialBasis(
      .bessel, on: 0...reference.x_max, count: reference.n, hasCutoff: false)
    for (x, row) in zip(reference.x, reference.output) {
      expectReference(basis(x), row, "at \(x)")
    }
    #expect(basis.derivatives(0) == [Double](repeating: 0, count: reference.n))
  }

  @Test("derivatives of the bases are derivatives", arguments: RadialBasis.Kind.allCases)
  func derivatives(kind: RadialBasis.Kind) {
    for hasCutoff in [true, false] {
      let basis = RadialBasis(kind, on: 0.4...3.1, count: 5, hasCutoff: hasCutoff)
      for x in [0.41, 0.5, 0.97, 1.83, 3.03] {
        for (index, slope) in basis.derivatives(x).enumerated() {
          expectGradient(
            [slope], of: { [basis($0[0])[index]] }, at: [x], cotangent: [1], tolerance: 1e-6,
            "\(kind) \(index) at \(x)")
        }
      }
    }
  }

  @Test("the series of the Bessel functions joins their closed form")
  func series() {
    // Lowest function with r = 1 where the argument passes 1.
    let basis = RadialBasis(.bessel, on: 0...Double.pi, count: 1, hasCutoff: false)
    let (below, above) = (1.0.nextDown, 1.0.nextUp)
    #expect(abs(basis(below)[0] - basis(above)[0]) < 1e-15)
    #expect(abs(basis.derivatives(below)[0] - basis.derivatives(above)[0]) < 1e-15)
  }

  @Test(
    "envelopes are 1 at the origin and smooth at the cutoff",
    arguments: [
      SmoothCutoff.Kind.polynomial(order: 1), .polynomial(order: 6), .cosine, .smooth,
    ])
  func envelopes(kind: SmoothCutoff.Kind) {
    let envelope = SmoothCutoff(kind, radius: 2.5)
    #expect(envelope(0) == 1)
    for distance in [2.5, 2.6, 100] {
      #expect(envelope(distance) == 0)
      #expect(envelope.pullback(distance, cotangent: 1) == 0)
    }
    let (value, slope) = envelope.valueAndSlope(2.5.nextDown)
    // The terms of the polynomial are up to 48 and cancel.
    #expect(abs(value) < 1e-13 && abs(slope) < 1e-12)
    for x in [0.1, 0.9, 1.7, 2.4] {
      expectGradient(
        [envelope.pullback(x, cotangent: 1.5)], of: { [envelope($0[0])] }, at: [x],
        cotangent: [1.5], "at \(x)")
    }
    let samples = (0...100).map { envelope(0.025 * Double($0)) }
    #expect(zip(samples, samples.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test("every way to enter the length has the stated derivative and vanishes at its cutoff")
  func embeddings() {
    let basis = RadialBasis(.bessel, on: 0...3, count: 4, hasCutoff: false)
    let bumps = RadialBasis(.smoothFinite, on: 0...3, count: 4)
    let envelope = SmoothCutoff(.polynomial(order: 6), radius: 3)
    for embedding in [.length, .basis(bumps), RadialEmbedding.enveloped(basis, envelope)] {
      let cotangent = (0..<embedding.count).map { 1 - 0.7 * Double($0) }
      for distance in [0.8, 1.9, 2.7] {
        expectGradient(
          [embedding.pullback(distance, cotangent: cotangent)], of: { embedding($0[0]) },
          at: [distance], cotangent: cotangent, tolerance: 1e-6, "\(embedding)")
      }
      if embedding != .length { #expect(embedding(3).allSatisfy { $0 == 0 }) }
    }
  }

  @Test("the polynomial of order 6 is the customary one")
  func polynomial() {
    let envelope = SmoothCutoff(.polynomial(order: 6), radius: 2)
    // 1 − 28 x⁶ + 48 x⁷ − 21 x⁸ at x = ½.
    #expect(abs(envelope(1) - (1 - 28.0 / 64 + 48.0 / 128 - 21.0 / 256)) < 1e-15)
  }
}
