// The product with the relaxed weights of several samples, as matrices on the features.
//
//     u_i += Σ_v c_v(i) h_i K_v ,   K_v from the weights and θ_v
//
// Nodes come in two groups: first those whose modulations differ from 1, 0, 0, …, which need all
// K_v with features c_v(i) h_i, then those that need K_0 alone.

internal import CKernels

/// A fully connected product with relaxed weights, prepared.
struct PreparedRelaxedProduct<Scalar: KernelScalar>: @unchecked Sendable {
  private(set) var plan: PFRelaxedProduct
  private let memory: PlanMemory
  /// The layouts of the factor and of the result.
  let factor: SampleLayout
  let result: SampleLayout
  let copies: Int
  /// Numbers in the table of weights.
  private(set) var tableSize = 0
  private var tables: [Table] = []

  private struct Table {
    /// The first weight of the product, [u][v][channels of the whole block].
    var weight: Int
    var rows: Int
    var columns: Int
    /// The channels of this table among them.
    var first: Int
    var count: Int
    var width: Int
    var place: Int
  }

  /// Numbers in all matrices, and in the matrices the other way round.
  var matrixSize: Int { copies * Int(plan.matrixStride) }
  /// Numbers of coupled relaxed weights.
  var coupledSize: Int { 4 * copies * Int(plan.coupledSize) }
  /// Numbers of scratch for the pullback.
  var scratchSize: Int { 16 * copies * Int(plan.coupledSize) }
  /// Numbers in one row of features.
  var rows: Int { (factor.size - (factor.blocks.first?.offset ?? factor.size)) / 4 }

  /// Prepares a product.
  ///
  /// - Parameters:
  ///   - product: the fully connected product.
  ///   - relaxed: the irreps of one copy of the relaxed weights.
  ///   - copies: the number of copies.
  ///   - factor: the layout of the first factor, of the irreps that can differ from zero.
  ///   - result: the layout of the input of the gate.
  ///   - segments: the segments of channels of every irrep of the result.
  init(
    _ product: TensorProduct, relaxed: Irreps, copies: Int, from factor: SampleLayout,
    to result: SampleLayout, segments: [Irrep: [Int]]
  ) {
    let memory = PlanMemory()
    self.memory = memory
    self.factor = factor
    self.result = result
    self.copies = copies
    let base = factor.blocks.first?.offset ?? 0
    var pairs: [Int] = []
    var paths: [Int] = []
    var terms: (targets: [Int], sources: [Int], values: [Double]) = ([], [], [])
    var coupled: [Int: Int] = [:]
    var coupledSize = 0
    for source in factor.blocks {
      for target in result.blocks {
        let own = product.paths.indices.filter {
          product.first.blocks[product.paths[$0].first].irrep == source.irrep
            && product.product.blocks[product.paths[$0].product].irrep == target.irrep
        }
        for index in own where coupled[index] == nil {
          coupled[index] = coupledSize
          let start = relaxed.ranges[product.paths[index].second].lowerBound
          for term in product.routes[index].terms {
            terms.targets.append(
              coupledSize + term.first * target.irrep.dimension + term.product)
            terms.sources.append(start + term.second)
            terms.values.append(term.value)
          }
          coupledSize += source.irrep.dimension * target.irrep.dimension
        }
        var first = 0
        for count in segments[target.irrep] ?? [target.slots.count] where count > 0 {
          let width = SampleLayout.padded(count)
          pairs += [
            source.slots.count, width, source.irrep.dimension, target.irrep.dimension,
            (source.offset - base) / 4, source.width,
            target.offset + 4 * target.slots[first], target.rowStride, paths.count / 2,
            paths.count / 2 + own.count,
          ]
          for index in own {
            paths += [tableSize, coupled[index] ?? 0]
            tables.append(
              Table(
                weight: product.routes[index].meetings.first?.weight ?? 0,
                rows: source.slots.count * copies, columns: target.slots.count, first: first,
                count: count, width: width, place: tableSize))
            tableSize += source.slots.count * copies * width
          }
          first += count
        }
      }
    }
    plan = PFRelaxedProduct(
      pairs: memory.integers(pairs), pairCount: Int64(pairs.count / 10),
      paths: memory.integers(paths), termTargets: memory.integers(terms.targets),
      termSources: memory.integers(terms.sources),
      termValues: memory.numbers(terms.values, as: Scalar.self),
      termCount: Int64(terms.values.count), copies: Int64(copies),
      relaxedSize: Int64(relaxed.dimension), coupledSize: Int64(coupledSize),
      rowStride: Int64(result.size), matrixStride: Int64((factor.size - base) / 4 * result.size))
  }

  /// Writes the weights into the table, channels padded.
  func expand(_ weights: UnsafePointer<Double>, into table: UnsafeMutablePointer<Scalar>) {
    for part in tables {
      for row in 0..<part.rows {
        let source = weights + part.weight + row * part.columns + part.first
        let target = table + part.place + row * part.width
        for column in 0..<part.count { target[column] = Scalar(source[column]) }
      }
    }
  }

  /// Adds the gradients in the table to those of the weights.
  func collect(_ table: UnsafePointer<Scalar>, into weights: UnsafeMutablePointer<Double>) {
    for part in tables {
      for row in 0..<part.rows {
        let target = weights + part.weight + row * part.columns + part.first
        let source = table + part.place + row * part.width
        for column in 0..<part.count { target[column] += Double(source[column]) }
      }
    }
  }

  /// The matrices of the samples, from relaxed weights [copy][component][sample].
  func makeMatrices(
    _ relaxed: UnsafePointer<Scalar>, weights: UnsafePointer<Scalar>,
    coupled: UnsafeMutablePointer<Scalar>, into matrices: UnsafeMutablePointer<Scalar>
  ) {
    var plan = plan
    Scalar.relaxedMatrices(
      &plan, relaxed, weights: weights, coupled: coupled, into: matrices)
  }

  /// Adds to the gradients in relaxed weights and weights from that in the matrices.
  func pullBackMatrices(
    coupled: UnsafePointer<Scalar>, weights: UnsafePointer<Scalar>,
    cotangent: UnsafePointer<Scalar>, scratch: UnsafeMutablePointer<Scalar>,
    relaxed: UnsafeMutablePointer<Scalar>, weightGradient: UnsafeMutablePointer<Scalar>
  ) {
    var plan = plan
    Scalar.relaxedMatricesBack(
      &plan, coupled: coupled, weights: weights, cotangent: cotangent, scratch: scratch,
      relaxed: relaxed, weightGradient: weightGradient)
  }
}
