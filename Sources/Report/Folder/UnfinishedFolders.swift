internal import CRename
import Foundation
import Glibc
import Synchronization

/// The temporary folders in which this process writes reports, so that an interruption can remove
/// them.
///
/// A folder is locked (`flock`) as long as its process lives; the kernel lets go when the process
/// is killed. So a folder that can be locked belongs to a run that never ended, and the next run
/// to the same place removes it.
package enum UnfinishedFolders {
  private static let paths = Mutex<Set<String>>([])

  /// Removes every folder that is being written, and waits for one that is being put in place.
  ///
  /// Called once, before the process ends: nothing can be put in place afterwards.
  ///
  /// - Returns: how far the report of this process was.
  package static func abandon() -> Progress {
    paths.withLock { paths in
      let progress: Progress =
        !paths.isEmpty
        ? .unfinished : hasFinished.load(ordering: .sequentiallyConsistent) ? .finished : .notBegun
      for path in paths { try? FileManager.default.removeItem(atPath: path) }
      paths = []
      isAbandoned.store(true, ordering: .sequentiallyConsistent)
      return progress
    }
  }

  /// How far a report is.
  package enum Progress: Sendable {
    /// No file was written yet.
    case notBegun
    /// Some of its files were written, and are removed.
    case unfinished
    /// It is in place.
    case finished
  }

  private static let isAbandoned = Atomic<Bool>(false)
  private static let hasFinished = Atomic<Bool>(false)

  static func insert(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  static func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  /// Puts a folder in place, unless the process was told to end.
  static func finish(
    _ path: String, by step: () throws(ReportError) -> Void
  ) throws(ReportError) {
    let outcome = paths.withLock { paths -> Result<Void, ReportError> in
      guard !isAbandoned.load(ordering: .sequentiallyConsistent) else {
        return .failure(ReportError(.unwritable, "interrupted; no report was written"))
      }
      do throws(ReportError) {
        try step()
        paths.remove(path)
        hasFinished.store(true, ordering: .sequentiallyConsistent)
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  // MARK: - Left by runs that were killed

  /// The age in seconds from which a folder that nobody has locked counts as left behind: a run
  /// locks its folder at once.
  private static let leastAge = 60.0

  /// Locks a folder for as long as the descriptor is open; nil where it cannot be locked.
  static func lock(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Removes folders that killed runs left beside a destination.
  ///
  /// Only folders named `.NAME.` and six letters or digits that hold nothing but files of a report,
  /// are not locked, and were not touched for a minute.
  static func removeLeftovers(beside destination: FolderDestination) {
    let prefix = ".\(URL(fileURLWithPath: destination.path).lastPathComponent)."
    let entries =
      (try? FileManager.default.contentsOfDirectory(atPath: destination.parent)) ?? []
    for entry in entries where entry.hasPrefix(prefix) {
      let suffix = entry.dropFirst(prefix.count)
      guard suffix.count == 6, suffix.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
      else { continue }
      let path = "\(destination.parent)/\(entry)"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
        status.st_uid == geteuid(),
        Date().timeIntervalSince1970 - Double(status.st_mtim.tv_sec) > leastAge,
        FolderDestination.holdsOnlyOwnNames(path), let descriptor = lock(path)
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
      close(descriptor)
    }
  }
}
