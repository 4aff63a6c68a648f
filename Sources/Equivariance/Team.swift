// Threads that share the work on the same samples.
//
// Ranges of nodes, blocks of channels and gradients of single weights are computed apart and each
// number by one thread in one order, so that every bit is the same for any number of threads.

internal import Dispatch
internal import Synchronization

/// A number of threads for steps that follow one another.
struct Team: Sendable {
  /// The number of threads.
  let count: Int

  /// One thread.
  static var single: Team { Team(count: 1) }

  /// Rows of a range begin at multiples of this, which tiles of the kernels divide.
  private static var alignment: Int { 12 }

  /// Performs tasks that do not depend on one another.
  func perform(_ taskCount: Int, _ task: (Int) -> Void) {
    let workers = min(count, taskCount)
    guard workers > 1 else {
      for index in 0..<max(taskCount, 0) { task(index) }
      return
    }
    withoutActuallyEscaping(task) { task in
      nonisolated(unsafe) let task = task
      // A thread that is held up leaves its share to the others.
      let next = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < taskCount else { return }
          task(index)
        }
      }
    }
  }

  /// Performs a step on ranges that together are all rows.
  func performRows(_ rowCount: Int, _ step: (Range<Int>) -> Void) {
    guard count > 1 && rowCount > Self.alignment else {
      step(0..<rowCount)
      return
    }
    let (most, unit) = (2 * count, Self.alignment)
    let size = max((rowCount + most - 1) / most, 1)
    let rows = (size + unit - 1) / unit * unit
    perform((rowCount + rows - 1) / rows) { index in
      step((index * rows)..<min((index + 1) * rows, rowCount))
    }
  }
}
