internal import CKernels

/// The vector instructions of the kernels.
package enum KernelVectors {
  /// The width of the vectors in use, the widest of 16, 32 and 64 bytes that the processor has.
  package static var bytes: Int { Int(pf_vector_bytes()) }

  /// Uses no wider vectors than these from now on, in all threads: to compare results.
  package static func limit(toBytes bytes: Int) { pf_limit_vectors(Int32(bytes)) }
}
