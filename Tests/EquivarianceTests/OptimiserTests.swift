import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct OptimiserTests {
  /// A valley that bends: the function of Rosenbrock in any number of dimensions.
  func rosenbrock(_ x: [Double], _ gradient: inout [Double]) -> Double {
    var loss = 0.0
    for index in gradient.indices { gradient[index] = 0 }
    for index in 0..<(x.count - 1) {
      let (bend, rest) = (x[index + 1] - x[index] * x[index], 1 - x[index])
      loss += 100 * bend * bend + rest * rest
      gradient[index] -= 400 * x[index] * bend + 2 * rest
      gradient[index + 1] += 200 * bend
    }
    return loss
  }

  @Test("L-BFGS reaches the minimum of a bent valley in ten dimensions")
  func valley() {
    let start = (0..<10).map { $0.isMultiple(of: 2) ? -1.2 : 1 }
    let course = LimitedMemoryBFGS().minimise(
      { self.rosenbrock($0, &$1) }, from: start
    ) { ($0.last ?? 0) < 1e-20 || $0.count > 500 }
    #expect((course.losses.last ?? 1) < 1e-20)
    #expect(course.losses.count < 300)
    #expect(zip(course.losses, course.losses.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test("L-BFGS stalls at a minimum above its goal and keeps the parameters")
  func stalled() {
    let course = LimitedMemoryBFGS().minimise(
      { point, gradient in
        gradient = point
        return 1 + 0.5 * point.reduce(0) { $0 + $1 * $1 }
      }, from: [3, -4]
    ) { ($0.last ?? 0) < 0.5 || $0.count > 100 }
    #expect(course.isStalled)
    #expect(course.losses.last == 1)
    #expect(deviation(course.parameters, [0, 0]) < 1e-7)
  }

  @Test("gradient descent on a parabola follows the formula, with momentum too")
  func descent() {
    var plain = GradientDescent(stepSize: 0.1)
    var point = [2.0]
    for _ in 0..<5 { plain.step(&point, gradient: [3 * point[0]]) }
    #expect(abs(point[0] - 2 * 0.7 * 0.7 * 0.7 * 0.7 * 0.7) < 1e-15)
    var heavy = GradientDescent(stepSize: 0.1, momentum: 0.5)
    point = [1, -1]
    heavy.step(&point, gradient: [1, -2])
    heavy.step(&point, gradient: [1, -2])
    // v = g, then 1.5 g.
    #expect(deviation(point, [1 - 0.25, -1 + 0.5]) < 1e-15)
  }

  @Test("the first steps of Adam have the step size whatever the size of the gradient")
  func adam() {
    for scale in [1e-3, 1, 1e6] {
      var method = Adam(stepSize: 0.01, groups: .single(2))
      var point = [1.0, 1.0]
      method.step(&point, gradient: [scale, -2 * scale])
      #expect(deviation(point, [0.99, 1.01]) < 1e-6)
      method.step(&point, gradient: [scale, -2 * scale])
      #expect(deviation(point, [0.98, 1.02]) < 1e-6)
    }
    // A gradient of zero moves nothing and divides by nothing.
    var method = Adam(stepSize: 0.01, groups: .shared(2))
    var point = [1.0, 2.0]
    method.step(&point, gradient: [0, 0])
    #expect(point == [1, 2])
  }

  @Test("Adam reaches the minimum of a parabola")
  func adamConverges() {
    var method = Adam(stepSize: 0.05, groups: .single(3))
    var point = [3.0, -2, 1]
    for step in 0..<2000 {
      method.stepSize = 0.05 * (1 - Double(step) / 2000)
      method.step(&point, gradient: zip(point, [1.0, 10, 100]).map { $0 * $1 })
    }
    #expect(deviation(point, [0, 0, 0]) < 1e-4)
  }

  @Test("steps with shared moments commute with rotations of the weights, single ones do not")
  func equivariantSteps() {
    var generator = SplitMix64(seed: 71)
    let space = RelaxedWeights(upTo: 2)
    let rotation = randomOrthogonal(&generator, improper: true)
    let gradients = (0..<6).map { _ in normals(space.count, &generator) }
    func turn(_ vector: [Double]) -> [Double] { space.transform(vector, by: rotation) }
    func run(_ start: [Double], _ gradients: [[Double]], _ step: (inout [Double], [Double]) -> Void)
      -> [Double]
    {
      var point = start
      for gradient in gradients { step(&point, gradient) }
      return point
    }
    func mismatch(_ make: () -> (inout [Double], [Double]) -> Void) -> Double {
      let plain = run(space.start, gradients, make())
      let turned = run(turn(space.start), gradients.map(turn), make())
      return deviation(turned, turn(plain))
    }
    func adam(_ groups: ParameterGroups) -> Double {
      mismatch {
        var method = Adam(stepSize: 0.1, groups: groups)
        return { method.step(&$0, gradient: $1) }
      }
    }
    #expect(adam(.shared(space.count)) < 1e-13)
    #expect(adam(.single(space.count)) > 1e-2)
    let descent = mismatch {
      var method = GradientDescent(stepSize: 0.1, momentum: 0.9)
      return { method.step(&$0, gradient: $1) }
    }
    #expect(descent < 1e-13)
    // L-BFGS on a loss and on the rotated loss.
    let centre = gradients[0]
    func minimise(_ centre: [Double], _ start: [Double]) -> [Double] {
      LimitedMemoryBFGS().minimise(
        { point, gradient in
          let rest = zip(point, centre).map { $0 - $1 }
          let square = rest.reduce(0) { $0 + $1 * $1 }
          gradient = rest.map { 4 * square * $0 }
          return square * square
        }, from: start
      ) { $0.count > 5 }.parameters
    }
    let one = minimise(centre, space.start)
    #expect(deviation(one, space.start) > 0.1)
    #expect(deviation(minimise(turn(centre), turn(space.start)), turn(one)) < 1e-12)
  }

  @Test("groups side by side stay apart")
  func groups() {
    let groups = ParameterGroups.single(2) + .shared(3) + .shared(1)
    #expect(groups.groups == [0, 1, 2, 2, 2, 3])
    #expect(groups.count == 4)
    #expect(ParameterGroups([]).count == 0)
  }
}
