import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct ChargedParticleTests {
  struct Particles: Decodable {
    struct Case: Decodable {
      var name: String
      var samples: Int
      var samples_v: [[Double]]
      var samples_a: [[Double]]
      var floor: Double
    }
    var cases: [Case]
  }

  @Test("samples on the exact flow and floors equal the reference")
  func samples() throws {
    let names = ["E_and_B": ParticleFields.crossed, "E_only": .electric, "B_only": .magnetic]
    let orders = ["E_and_B": 2, "E_only": 8, "B_only": 8, "none": 48]
    for entry in try Reference.load(Particles.self, "particle").cases {
      let particle = ChargedParticle(names[entry.name] ?? .none)
      #expect(particle.fieldGroup.operations.count == orders[entry.name])
      #expect(particle.velocities.count == entry.samples)
      expectReference([particle.floor], [entry.floor], entry.name)
      // Images of a start come in another order: compare as sets.
      for (velocity, acceleration) in zip(entry.samples_v, entry.samples_a) {
        let index = particle.velocities.indices.min {
          length(particle.velocities[$0] - vector(velocity))
            < length(particle.velocities[$1] - vector(velocity))
        }
        let sample = try #require(index)
        #expect(length(particle.velocities[sample] - vector(velocity)) < 1e-12)
        #expect(length(particle.accelerations[sample] - vector(acceleration)) < 1e-12)
      }
    }
  }

  @Test(
    "the flow obeys the equation of motion and conserves energy",
    arguments: [
      ParticleFields.crossed, .electric, .magnetic,
    ])
  func flow(fields: ParticleFields) {
    let start = Vector3(0.4, -0.7, 0.2)
    for time in [0.3, 2.0, 50] {
      let velocity = ChargedParticle.velocity(from: start, after: time, in: fields)
      let force = fields.electric + cross(velocity, fields.magnetic)
      expectGradient(
        [force.x + 2 * force.y - force.z],
        of: {
          let moved = ChargedParticle.velocity(from: start, after: $0[0], in: fields)
          return [moved.x, moved.y, moved.z]
        }, at: [time], cotangent: [1, 2, -1])
      if fields == .magnetic { #expect(abs(length(velocity) - length(start)) < 1e-14) }
    }
  }

  @Test(
    "one relaxed layer learns both fields exactly and nothing else",
    arguments: [
      ParticleFields.crossed, .electric, .magnetic, .none,
    ])
  func learning(fields: ParticleFields) throws {
    let particle = ChargedParticle(fields)
    let training = RelaxationExperiment.Training(
      steps: fields == .crossed ? 600 : 40, stepSize: 2e-2, refinements: 100, goal: 1e-16)
    let outcome = try particle.run(seed: 2, training: training)
    #expect(outcome.error < 1e-8)
    #expect(length(outcome.electric - fields.electric) < 1e-3)
    #expect(length(outcome.magnetic - fields.magnetic) < 1e-3)
    #expect(abs(outcome.drag) < 1e-3)
    #expect(outcome.leakage < 1e-12)
    #expect(outcome.pseudoscalars.allSatisfy { abs($0) < 1e-12 })
    let strict = try particle.run(seed: 2, isRelaxed: false, training: training)
    #expect(particle.linearFloor > particle.floor - 1e-15)
    #expect(abs(strict.error - particle.linearFloor) < 1e-9)
    #expect(strict.relaxed == particle.layers.map(\.relaxed.start))
  }

  @Test(
    "the strictly equivariant network with a gate reaches its floor",
    arguments: [ParticleFields.crossed, .electric])
  func strict(fields: ParticleFields) throws {
    let particle = ChargedParticle(fields, hiddenCopies: 2)
    let training = RelaxationExperiment.Training(steps: 20, stepSize: 2e-2, refinements: 60)
    let outcome = try particle.run(seed: 4, isRelaxed: false, training: training)
    #expect(abs(outcome.error - particle.linearFloor) < 1e-9)
    // A map with another factor on every sphere would do better.
    #expect(particle.linearFloor > particle.floor + 1e-3)
  }

  @Test("a relaxed node layer has the stated derivative and is equivariant")
  func layer() throws {
    var generator = SplitMix64(seed: 101)
    let input = try Irreps(parsing: "2x0e+1o+1e")
    let output = try Irreps(parsing: "0e+0o+2x1o")
    let layer = RelaxedNodeLayer(
      input, attribute: .sphericalHarmonics(upTo: 1), to: output, relaxed: RelaxedWeights(upTo: 1))
    let features = normals(3 * input.dimension, &generator)
    let attributes = normals(12, &generator)
    let weights = normals(layer.weightCount, &generator)
    let relaxed = normals(8, &generator)
    let cotangent = normals(3 * output.dimension, &generator)
    func run(_ features: [Double], _ weights: [Double], _ relaxed: [Double]) -> [Double] {
      layer(features, attributes: attributes, weights: weights, relaxed: relaxed, rows: 3)
    }
    let gradient = layer.pullback(
      features, attributes: attributes, weights: weights, relaxed: relaxed, rows: 3,
      cotangent: cotangent)
    expectGradient(
      gradient.features, of: { run($0, weights, relaxed) }, at: features, cotangent: cotangent)
    expectGradient(
      gradient.weights, of: { run(features, $0, relaxed) }, at: weights, cotangent: cotangent)
    expectGradient(
      gradient.relaxed, of: { run(features, weights, $0) }, at: relaxed, cotangent: cotangent)
    let matrices = IrrepMatrices(at: randomOrthogonal(&generator, improper: true), upTo: 1)
    let rotated = layer(
      input.transform(features, by: matrices),
      attributes: layer.attribute.transform(attributes, by: matrices), weights: weights,
      relaxed: layer.relaxed.irreps.transform(relaxed, by: matrices), rows: 3)
    #expect(
      deviation(rotated, output.transform(run(features, weights, relaxed), by: matrices)) < 1e-12)
  }
}
