// Values of pure functions that are costly and asked for again: the structures of a sweep share
// their groups, and several irreps share an isotropy subgroup.

import Synchronization

/// The values of a pure function for the arguments met last.
///
/// The function depends on its argument alone, so that a remembered value is the same as a new one.
final class FunctionMemory<Argument: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Argument: Value]>([:])
  private let capacity: Int

  /// A memory that starts afresh where it would hold more than `capacity` values.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The remembered value, else that which `compute` gives; errors are not remembered.
  func value<Failure: Error>(of argument: Argument, compute: () throws(Failure) -> Value)
    throws(Failure) -> Value
  {
    if let value = known.withLock({ $0[argument] }) { return value }
    // Computed without the lock: two threads may do the same work, neither waits.
    let value = try compute()
    known.withLock { known in
      if known.count >= capacity { known.removeAll(keepingCapacity: true) }
      known[argument] = value
    }
    return value
  }
}
