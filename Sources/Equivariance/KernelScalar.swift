// The precision of the kernels: the same code for single and double numbers.

internal import CKernels

/// A number that the kernels compute with.
protocol KernelScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// The products of blocks, `c (+)= a b`; see CKernels.h.
  static func multiply(
    rows: Int, columns: Int, depth: Int, _ a: UnsafePointer<Self>, _ aRow: Int, _ aDepth: Int,
    _ b: UnsafePointer<Self>, _ bDepth: Int, into c: UnsafeMutablePointer<Self>, _ cRow: Int,
    places: UnsafePointer<Int32>?, accumulates: Bool)
  static func transpose(
    rows: Int, columns: Int, _ a: UnsafePointer<Self>, _ aRow: Int,
    into b: UnsafeMutablePointer<Self>, _ bRow: Int)
  static func convolve(
    _ plan: inout PFConvolution, _ nodes: Range<Int>, _ input: UnsafePointer<Self>,
    weights: UnsafePointer<Self>, into result: UnsafeMutablePointer<Self>,
    coupled: UnsafeMutablePointer<Self>)
  static func convolveBack(
    _ plan: inout PFConvolution, _ blocks: Range<Int>, weights: UnsafePointer<Self>,
    cotangent: UnsafePointer<Self>, coupled: UnsafePointer<Self>,
    input: UnsafeMutablePointer<Self>, weightGradient: UnsafeMutablePointer<Self>)
  static func relaxedMatrices(
    _ plan: inout PFRelaxedProduct, _ relaxed: UnsafePointer<Self>,
    weights: UnsafePointer<Self>, coupled: UnsafeMutablePointer<Self>,
    into matrices: UnsafeMutablePointer<Self>)
  static func relaxedMatricesBack(
    _ plan: inout PFRelaxedProduct, coupled: UnsafePointer<Self>, weights: UnsafePointer<Self>,
    cotangent: UnsafePointer<Self>, scratch: UnsafeMutablePointer<Self>,
    relaxed: UnsafeMutablePointer<Self>, weightGradient: UnsafeMutablePointer<Self>)
  static func gate(
    _ plan: inout PFGate, rows: Int, _ input: UnsafePointer<Self>,
    into result: UnsafeMutablePointer<Self>)
  static func gateBack(
    _ plan: inout PFGate, rows: Int, _ input: UnsafePointer<Self>,
    cotangent: UnsafePointer<Self>, into gradient: UnsafeMutablePointer<Self>)
  static func harmonics(
    _ degree: Int, _ factors: UnsafePointer<Self>, _ count: Int, _ points: UnsafePointer<Self>,
    _ values: UnsafeMutablePointer<Self>, _ gradients: UnsafeMutablePointer<Self>?)
  static func isFinite(_ numbers: [Self]) -> Bool
}

extension Float: KernelScalar {
  static func multiply(
    rows: Int, columns: Int, depth: Int, _ a: UnsafePointer<Float>, _ aRow: Int, _ aDepth: Int,
    _ b: UnsafePointer<Float>, _ bDepth: Int, into c: UnsafeMutablePointer<Float>, _ cRow: Int,
    places: UnsafePointer<Int32>?, accumulates: Bool
  ) {
    pf_multiply_f32(
      Int64(rows), Int64(columns), Int64(depth), a, Int64(aRow), Int64(aDepth), b, Int64(bDepth),
      c, Int64(cRow), places, accumulates ? 1 : 0)
  }
  static func transpose(
    rows: Int, columns: Int, _ a: UnsafePointer<Float>, _ aRow: Int,
    into b: UnsafeMutablePointer<Float>, _ bRow: Int
  ) {
    pf_transpose_f32(Int64(rows), Int64(columns), a, Int64(aRow), b, Int64(bRow))
  }
  static func convolve(
    _ plan: inout PFConvolution, _ nodes: Range<Int>, _ input: UnsafePointer<Float>,
    weights: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
    coupled: UnsafeMutablePointer<Float>
  ) {
    pf_convolve_f32(
      &plan, Int64(nodes.lowerBound), Int64(nodes.upperBound), input, weights, result, coupled)
  }
  static func convolveBack(
    _ plan: inout PFConvolution, _ blocks: Range<Int>, weights: UnsafePointer<Float>,
    cotangent: UnsafePointer<Float>, coupled: UnsafePointer<Float>,
    input: UnsafeMutablePointer<Float>, weightGradient: UnsafeMutablePointer<Float>
  ) {
    pf_convolve_back_f32(
      &plan, Int64(blocks.lowerBound), Int64(blocks.upperBound), weights, cotangent, coupled, input,
      weightGradient)
  }
  static func relaxedMatrices(
    _ plan: inout PFRelaxedProduct, _ relaxed: UnsafePointer<Float>,
    weights: UnsafePointer<Float>, coupled: UnsafeMutablePointer<Float>,
    into matrices: UnsafeMutablePointer<Float>
  ) {
    pf_relaxed_matrices_f32(&plan, relaxed, weights, coupled, matrices)
  }
  static func relaxedMatricesBack(
    _ plan: inout PFRelaxedProduct, coupled: UnsafePointer<Float>, weights: UnsafePointer<Float>,
    cotangent: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>,
    relaxed: UnsafeMutablePointer<Float>, weightGradient: UnsafeMutablePointer<Float>
  ) {
    pf_relaxed_matrices_back_f32(
      &plan, coupled, weights, cotangent, scratch, relaxed, weightGradient)
  }
  static func gate(
    _ plan: inout PFGate, rows: Int, _ input: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>
  ) {
    pf_gate_f32(&plan, Int64(rows), input, result)
  }
  static func gateBack(
    _ plan: inout PFGate, rows: Int, _ input: UnsafePointer<Float>,
    cotangent: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    pf_gate_back_f32(&plan, Int64(rows), input, cotangent, gradient)
  }
  static func harmonics(
    _ degree: Int, _ factors: UnsafePointer<Float>, _ count: Int, _ points: UnsafePointer<Float>,
    _ values: UnsafeMutablePointer<Float>, _ gradients: UnsafeMutablePointer<Float>?
  ) {
    pf_harmonics_f32(Int32(degree), factors, Int64(count), points, values, gradients)
  }
  static func isFinite(_ numbers: [Float]) -> Bool {
    pf_is_finite_f32(numbers, Int64(numbers.count)) != 0
  }
}

extension Double: KernelScalar {
  static func multiply(
    rows: Int, columns: Int, depth: Int, _ a: UnsafePointer<Double>, _ aRow: Int, _ aDepth: Int,
    _ b: UnsafePointer<Double>, _ bDepth: Int, into c: UnsafeMutablePointer<Double>, _ cRow: Int,
    places: UnsafePointer<Int32>?, accumulates: Bool
  ) {
    pf_multiply_f64(
      Int64(rows), Int64(columns), Int64(depth), a, Int64(aRow), Int64(aDepth), b, Int64(bDepth),
      c, Int64(cRow), places, accumulates ? 1 : 0)
  }
  static func transpose(
    rows: Int, columns: Int, _ a: UnsafePointer<Double>, _ aRow: Int,
    into b: UnsafeMutablePointer<Double>, _ bRow: Int
  ) {
    pf_transpose_f64(Int64(rows), Int64(columns), a, Int64(aRow), b, Int64(bRow))
  }
  static func convolve(
    _ plan: inout PFConvolution, _ nodes: Range<Int>, _ input: UnsafePointer<Double>,
    weights: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>,
    coupled: UnsafeMutablePointer<Double>
  ) {
    pf_convolve_f64(
      &plan, Int64(nodes.lowerBound), Int64(nodes.upperBound), input, weights, result, coupled)
  }
  static func convolveBack(
    _ plan: inout PFConvolution, _ blocks: Range<Int>, weights: UnsafePointer<Double>,
    cotangent: UnsafePointer<Double>, coupled: UnsafePointer<Double>,
    input: UnsafeMutablePointer<Double>, weightGradient: UnsafeMutablePointer<Double>
  ) {
    pf_convolve_back_f64(
      &plan, Int64(blocks.lowerBound), Int64(blocks.upperBound), weights, cotangent, coupled, input,
      weightGradient)
  }
  static func relaxedMatrices(
    _ plan: inout PFRelaxedProduct, _ relaxed: UnsafePointer<Double>,
    weights: UnsafePointer<Double>, coupled: UnsafeMutablePointer<Double>,
    into matrices: UnsafeMutablePointer<Double>
  ) {
    pf_relaxed_matrices_f64(&plan, relaxed, weights, coupled, matrices)
  }
  static func relaxedMatricesBack(
    _ plan: inout PFRelaxedProduct, coupled: UnsafePointer<Double>, weights: UnsafePointer<Double>,
    cotangent: UnsafePointer<Double>, scratch: UnsafeMutablePointer<Double>,
    relaxed: UnsafeMutablePointer<Double>, weightGradient: UnsafeMutablePointer<Double>
  ) {
    pf_relaxed_matrices_back_f64(
      &plan, coupled, weights, cotangent, scratch, relaxed, weightGradient)
  }
  static func gate(
    _ plan: inout PFGate, rows: Int, _ input: UnsafePointer<Double>,
    into result: UnsafeMutablePointer<Double>
  ) {
    pf_gate_f64(&plan, Int64(rows), input, result)
  }
  static func gateBack(
    _ plan: inout PFGate, rows: Int, _ input: UnsafePointer<Double>,
    cotangent: UnsafePointer<Double>, into gradient: UnsafeMutablePointer<Double>
  ) {
    pf_gate_back_f64(&plan, Int64(rows), input, cotangent, gradient)
  }
  static func harmonics(
    _ degree: Int, _ factors: UnsafePointer<Double>, _ count: Int, _ points: UnsafePointer<Double>,
    _ values: UnsafeMutablePointer<Double>, _ gradients: UnsafeMutablePointer<Double>?
  ) {
    pf_harmonics_f64(Int32(degree), factors, Int64(count), points, values, gradients)
  }
  static func isFinite(_ numbers: [Double]) -> Bool {
    pf_is_finite_f64(numbers, Int64(numbers.count)) != 0
  }
}
