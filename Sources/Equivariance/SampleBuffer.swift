// Memory of the kernels, aligned for their vectors.

internal import CKernels

/// Numbers at a fixed place, zero at first.
final class SampleBuffer<Scalar: KernelScalar>: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Scalar>
  let count: Int

  /// The width of the widest vectors, bytes.
  private static var alignment: Int { 64 }

  init(_ count: Int) {
    self.count = count
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Scalar>.stride, alignment: Self.alignment)
    pointer = memory.bindMemory(to: Scalar.self, capacity: count)
    pointer.initialize(repeating: 0, count: count)
  }

  deinit { pointer.deallocate() }

  func clear() { pointer.update(repeating: 0, count: count) }

  func clear(_ range: Range<Int>) {
    (pointer + range.lowerBound).update(repeating: 0, count: range.count)
  }

  func update(from other: SampleBuffer, _ range: Range<Int>) {
    (pointer + range.lowerBound).update(
      from: other.pointer + range.lowerBound, count: range.count)
  }

  /// Adds another buffer of the same size.
  func add(_ other: SampleBuffer) {
    for index in 0..<count { pointer[index] += other.pointer[index] }
  }
}

/// Memory of a fixed size that is not cleared, for what a search needs on its way.
final class ScratchBuffer<Element: BitwiseCopyable> {
  let pointer: UnsafeMutablePointer<Element>
  let count: Int

  init(_ count: Int) {
    self.count = count
    pointer = .allocate(capacity: max(count, 1))
    useLargePages(UnsafeMutableBufferPointer(start: pointer, count: count))
  }

  convenience init(_ count: Int, repeating value: Element) {
    self.init(count)
    pointer.initialize(repeating: value, count: count)
  }

  deinit { pointer.deallocate() }

  subscript(index: Int) -> Element {
    get { pointer[index] }
    set { pointer[index] = newValue }
  }
}

/// Tables that a plan of a kernel points to, kept as long as the plan is.
final class PlanMemory: @unchecked Sendable {
  private var blocks: [UnsafeMutableRawPointer] = []

  deinit { for block in blocks { block.deallocate() } }

  func integers(_ values: [Int]) -> UnsafePointer<Int32> {
    UnsafePointer(store(values.map { Int32($0) }))
  }

  func numbers<Scalar: KernelScalar>(
    _ values: [Double], as type: Scalar.Type
  ) -> UnsafeRawPointer {
    UnsafeRawPointer(store(values.map { type.init($0) }))
  }

  private func store<Element: BitwiseCopyable>(
    _ values: [Element]
  ) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(values.count, 1) * MemoryLayout<Element>.stride, alignment: 64)
    blocks.append(memory)
    let pointer = memory.bindMemory(to: Element.self, capacity: values.count)
    for (index, value) in values.enumerated() { (pointer + index).initialize(to: value) }
    return pointer
  }
}

/// Asks for large pages for memory that will soon be written, which costs less than many small ones.
func useLargePages<Element>(_ memory: UnsafeMutableBufferPointer<Element>) {
  pf_use_large_pages(memory.baseAddress, Int64(memory.count * MemoryLayout<Element>.stride))
}
