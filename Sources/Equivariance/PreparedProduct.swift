// A tensor product in the form of its kernel, which takes eight rows at once.

internal import CKernels

/// The tables of a product.
final class PreparedProduct: @unchecked Sendable {
  private let memory = PlanMemory()
  private let plan: PFProduct
  /// Routes, kept as long as the plan is.
  private let routes: UnsafeMutablePointer<PFProductRoute>
  private let routeCount: Int

  init(
    _ first: Irreps, _ second: Irreps, _ product: Irreps, _ paths: [TensorProduct.Path],
    _ prepared: [Route], _ weightCount: Int
  ) {
    routeCount = prepared.count
    routes = .allocate(capacity: max(prepared.count, 1))
    var (terms, values, pairs): ([Int], [Double], [Int]) = ([], [], [])
    var (matrixSize, coupledSize) = (0, 0)
    for (index, (route, path)) in zip(prepared, paths).enumerated() {
      let one = first.blocks[path.first].irrep.dimension
      let two = second.blocks[path.second]
      let right = second.ranges[path.second].lowerBound
      let size = one * route.dimension
      let (firstTerm, firstPair) = (values.count, pairs.count / 3)
      for term in route.terms {
        terms += [term.first * route.dimension + term.product, term.second]
        values.append(term.value)
      }
      for meeting in route.meetings {
        let copy = (meeting.right - right) / two.irrep.dimension
        pairs += [meeting.left, copy * size, meeting.result]
      }
      let weight = route.isWeighted ? route.meetings.first?.weight ?? 0 : -1
      let reachesAll = path.connection == .uvw || path.connection == .uuw
      (routes + index).initialize(
        to: PFProductRoute(
          first: Int32(one), second: Int32(two.irrep.dimension),
          dimension: Int32(route.dimension), right: Int32(right),
          secondCount: Int32(two.multiplicity), firstTerm: Int32(firstTerm),
          endTerm: Int32(values.count), firstPair: Int32(firstPair),
          pairCount: Int32(route.meetings.count), reachesAll: reachesAll ? 1 : 0,
          copies: Int32(route.meetings.first?.copies ?? 0), weight: Int32(weight)))
      matrixSize = max(matrixSize, two.multiplicity * size)
      coupledSize = max(coupledSize, route.meetings.count * route.dimension)
    }
    plan = PFProduct(
      routes: routes, routeCount: Int64(prepared.count), terms: memory.integers(terms),
      values: memory.numbers(values, as: Double.self).assumingMemoryBound(to: Double.self),
      pairs: memory.integers(pairs), leftSize: Int64(first.dimension),
      rightSize: Int64(second.dimension), resultSize: Int64(product.dimension),
      weightSize: Int64(weightCount), matrixSize: Int64(matrixSize),
      coupledSize: Int64(coupledSize))
  }

  deinit { routes.deallocate() }

  /// Whether the kernel holds all components of an irrep at once.
  static func canTake(_ route: Route) -> Bool { route.dimension <= 16 }

  private var scratch: SampleBuffer<Double> {
    let sizes =
      plan.leftSize + plan.rightSize + plan.resultSize + plan.matrixSize + plan.coupledSize
      + plan.weightSize
    return SampleBuffer(16 * Int(sizes))
  }

  func multiply(
    _ left: [Double], _ right: [Double], weights: [Double], isShared: Bool, rows: Int
  ) -> [Double] {
    var plan = plan
    let scratch = scratch
    return [Double](unsafeUninitializedCapacity: rows * Int(plan.resultSize)) { buffer, count in
      count = rows * Int(plan.resultSize)
      useLargePages(buffer)
      guard let result = buffer.baseAddress else { return }
      withExtendedLifetime(self) {
        pf_product(
          &plan, Int64(rows), left, right, weights, isShared ? 1 : 0, result, scratch.pointer)
      }
    }
  }

  /// An array for the kernel to write.
  private static func unwritten(_ count: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, written in
      useLargePages(buffer)
      written = count
    }
  }

  func pullBack(
    _ left: [Double], _ right: [Double], weights: [Double], isShared: Bool, rows: Int,
    cotangent: [Double]
  ) -> (left: [Double], right: [Double], weights: [Double]) {
    var plan = plan
    let scratch = scratch
    var leftGradient = Self.unwritten(left.count)
    var rightGradient = Self.unwritten(right.count)
    var weightGradient =
      isShared ? [Double](repeating: 0, count: weights.count) : Self.unwritten(weights.count)
    withExtendedLifetime(self) {
      pf_product_back(
        &plan, Int64(rows), left, right, weights, isShared ? 1 : 0, cotangent, &leftGradient,
        &rightGradient, &weightGradient, scratch.pointer)
    }
    return (leftGradient, rightGradient, weightGradient)
  }
}
