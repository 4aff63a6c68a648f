// Memory of the kernels: several temperatures side by side in the lanes of SIMD vectors.
//
// The network is evaluated on one geometry for every temperature, so each elementary operation is
// done for four temperatures at once; the bookkeeping of the sparse couplings is paid once.

typealias Lanes = SIMD4<Double>

/// Memory for vectors of lanes, zero at first, released with its owner.
struct LaneBuffer: ~Copyable {
  let pointer: UnsafeMutablePointer<Lanes>
  let count: Int

  init(count: Int) {
    self.count = count
    pointer = .allocate(capacity: count)
    pointer.initialize(repeating: .zero, count: count)
  }

  deinit {
    pointer.deallocate()
  }

  func clear() {
    pointer.update(repeating: .zero, count: count)
  }
}
