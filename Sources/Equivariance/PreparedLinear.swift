// Linear maps on features of several samples: products of matrices of blocks.
//
//     y[node][m][w] (+)= Σ_u x[node][m][u] W[u][w]          for every component m
//     x̄[node][m][u] (+)= Σ_w ȳ[node][m][w] W[u][w]
//     W̄[w][u] += Σ_node Σ_m ȳ[node][m][w] x[node][m][u]
//
// Maps from one input to several outputs are one product, so that narrow outputs fill vectors.
// Tables repeat every weight for the samples; gradients are kept per sample and summed at the end.

/// Linear maps from one layout, prepared.
struct PreparedLinear<Scalar: KernelScalar>: @unchecked Sendable {
  /// One irrep of the input and all it is mapped to.
  private struct Piece {
    var input: SampleLayout.Block
    var targets: [Target]
    /// The weights, [slots of the input][slots of all targets].
    var table: Int
    var width: Int
    /// For every component the places of every 4 slots of the targets.
    var places: [UnsafePointer<Int32>]
  }
  private struct Target {
    var block: SampleLayout.Block
    /// The weights the other way round, [slots of the target][slots of the input].
    var table: Int
    /// The gradient in that order.
    var gradient: Int
    /// The first of the weights, [channels of the input][channels of the target].
    var weight: Int
    var scale: Double
    var column: Int
  }
  private let pieces: [Piece]
  /// The places of all targets among the pieces.
  private let targets: [(piece: Int, target: Int)]
  private let memory: PlanMemory

  /// Prepares maps that share their input.
  ///
  /// - Parameters:
  ///   - maps: each map with its first weight and the layout of its output.
  ///   - input: the layout of the input.
  ///   - tableSize: numbers in all tables so far; grows.
  ///   - gradientSize: numbers in all gradients so far; grows.
  init(
    _ maps: [(map: Linear, weight: Int, output: SampleLayout)], from input: SampleLayout,
    tableSize: inout Int, gradientSize: inout Int
  ) {
    let memory = PlanMemory()
    self.memory = memory
    var pieces: [Piece] = []
    for block in input.blocks {
      var targets: [Target] = []
      var width = 0
      for (map, weight, output) in maps {
        for path in map.paths where map.input.blocks[path.input].irrep == block.irrep {
          guard let target = output[block.irrep] else { continue }
          targets.append(
            Target(
              block: target, table: tableSize, gradient: gradientSize,
              weight: weight + path.weight, scale: path.scale, column: width))
          width += target.width
          tableSize += 4 * target.width * block.width
          gradientSize += 4 * target.width * block.width
        }
      }
      if targets.isEmpty { continue }
      let places = (0..<block.irrep.dimension).map { component in
        memory.integers(
          targets.flatMap { target in
            (0..<(target.block.width / 4)).map {
              target.block.offset + component * target.block.rowStride + 16 * $0
            }
          })
      }
      pieces.append(
        Piece(input: block, targets: targets, table: tableSize, width: width, places: places))
      tableSize += 4 * width * block.width
    }
    self.pieces = pieces
    targets = pieces.indices.flatMap { piece in
      pieces[piece].targets.indices.map { (piece, $0) }
    }
  }

  /// Writes the weights into the tables.
  func expand(_ weights: UnsafePointer<Double>, into tables: UnsafeMutablePointer<Scalar>) {
    for piece in pieces {
      for target in piece.targets {
        let columns = target.block.slots.count
        for (u, one) in piece.input.slots.enumerated() {
          for (w, two) in target.block.slots.enumerated() {
            let value = Scalar(target.scale * weights[target.weight + u * columns + w])
            let forward = tables + piece.table + 4 * (one * piece.width + target.column + two)
            let back = tables + target.table + 4 * (two * piece.input.width + one)
            for sample in 0..<4 {
              forward[sample] = value
              back[sample] = value
            }
          }
        }
      }
    }
  }

  /// Adds the maps of rows of the input to the outputs.
  func apply(
    _ tables: UnsafePointer<Scalar>, rows: Int, _ input: UnsafePointer<Scalar>, stride: Int,
    into output: UnsafeMutablePointer<Scalar>, outputStride: Int
  ) {
    for piece in pieces {
      for (component, places) in piece.places.enumerated() {
        Scalar.multiply(
          rows: rows, columns: piece.width, depth: piece.input.width,
          input + piece.input.offset + component * piece.input.rowStride, stride, 4,
          tables + piece.table, 4 * piece.width, into: output, outputStride, places: places,
          accumulates: true)
      }
    }
  }

  /// Writes the gradient in the input, or adds to it; irreps that are mapped nowhere are left.
  func pullBack(
    _ tables: UnsafePointer<Scalar>, rows: Int, _ cotangent: UnsafePointer<Scalar>, stride: Int,
    into gradient: UnsafeMutablePointer<Scalar>, gradientStride: Int, accumulates: Bool
  ) {
    for piece in pieces {
      for (index, target) in piece.targets.enumerated() {
        for component in 0..<piece.input.irrep.dimension {
          Scalar.multiply(
            rows: rows, columns: piece.input.width, depth: target.block.width,
            cotangent + target.block.offset + component * target.block.rowStride, stride, 4,
            tables + target.table, 4 * piece.input.width,
            into: gradient + piece.input.offset + component * piece.input.rowStride,
            gradientStride, places: nil, accumulates: accumulates || index > 0)
        }
      }
    }
  }

  /// The number of parts of the weights whose gradients do not depend on one another.
  var gradientCount: Int { targets.count }

  /// Adds to the gradients in one part of the weights, per sample.
  func addWeightGradient(
    _ part: Int, rows: Int, _ input: UnsafePointer<Scalar>, stride: Int,
    cotangent: UnsafePointer<Scalar>, cotangentStride: Int,
    into gradients: UnsafeMutablePointer<Scalar>
  ) {
    let piece = pieces[targets[part].piece]
    let target = piece.targets[targets[part].target]
    for component in 0..<piece.input.irrep.dimension {
      Scalar.multiply(
        rows: target.block.width, columns: piece.input.width, depth: rows,
        cotangent + target.block.offset + component * target.block.rowStride, 4,
        cotangentStride, input + piece.input.offset + component * piece.input.rowStride,
        stride, into: gradients + target.gradient, 4 * piece.input.width, places: nil,
        accumulates: true)
    }
  }

  /// Adds the gradients, summed over the samples, to those of all weights.
  func collect(
    _ gradients: UnsafePointer<Scalar>, into weights: UnsafeMutablePointer<Double>
  ) {
    for piece in pieces {
      for target in piece.targets {
        let columns = target.block.slots.count
        for (u, one) in piece.input.slots.enumerated() {
          for (w, two) in target.block.slots.enumerated() {
            let place = gradients + target.gradient + 4 * (two * piece.input.width + one)
            let sum = (Double(place[0]) + Double(place[1])) + (Double(place[2]) + Double(place[3]))
            weights[target.weight + u * columns + w] += target.scale * sum
          }
        }
      }
    }
  }
}
