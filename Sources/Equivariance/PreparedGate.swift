// The gate on features of several samples.

internal import CKernels

/// A gate, prepared.
struct PreparedGate<Scalar: KernelScalar>: @unchecked Sendable {
  private let plan: PFGate
  private let memory: PlanMemory

  /// Prepares a gate.
  ///
  /// - Parameters:
  ///   - gate: the gate, with silu, tanh or sigmoid.
  ///   - input: the layout of its input, see `SampleLayout.init(gateOf:input:)`.
  ///   - inputStride: numbers from node to node in the input.
  ///   - hidden: the layout of its output.
  init(_ gate: Gate, from input: SampleLayout, inputStride: Int, to hidden: SampleLayout) {
    let memory = PlanMemory()
    self.memory = memory
    var parts: [Int] = []
    var constants: [Double] = []
    var (scalars, copies) = (0, 0)
    // The gates follow the even scalars.
    let even = Irrep(0, .even)
    var nextGate = 0
    if let block = hidden[even] { nextGate = block.width }
    for block in hidden.blocks {
      guard let source = input[block.irrep] else { continue }
      if block.irrep.degree == 0 {
        let scalar = gate.scalars[scalars]
        parts += [
          Self.code(scalar.function), block.rowStride, 0, source.offset, source.offset, 0,
          block.offset, 0,
        ]
        constants.append(scalar.constant)
        scalars += block.slots.count
      } else {
        let scalar = gate.gated[copies].gate
        let argument = (input[even]?.offset ?? 0) + 4 * nextGate
        parts += [
          Self.code(scalar.function), block.rowStride, block.irrep.dimension, argument,
          source.offset, source.rowStride, block.offset, block.rowStride,
        ]
        constants.append(scalar.constant)
        copies += block.slots.count
        nextGate += block.width
      }
    }
    plan = PFGate(
      parts: memory.integers(parts), partCount: Int64(constants.count),
      constants: memory.numbers(constants, as: Scalar.self), inputStride: Int64(inputStride),
      resultStride: Int64(hidden.size))
  }

  private static func code(_ function: Activation) -> Int {
    switch function {
    case .silu: 0
    case .tanh: 1
    case .sigmoid: 2
    default: preconditionFailure("gates of a prepared network are silu, tanh or sigmoid")
    }
  }

  func apply(
    rows: Int, _ input: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>
  ) {
    var plan = plan
    Scalar.gate(&plan, rows: rows, input, into: result)
  }

  /// Writes the gradient in the input.
  func pullBack(
    rows: Int, _ input: UnsafePointer<Scalar>, cotangent: UnsafePointer<Scalar>,
    into gradient: UnsafeMutablePointer<Scalar>
  ) {
    var plan = plan
    Scalar.gateBack(&plan, rows: rows, input, cotangent: cotangent, into: gradient)
  }
}
