import Foundation
import Glibc

/// A hidden folder beside the destination in which a report grows.
struct TemporaryFolder {
  /// The path.
  let path: String
  /// The open folder, whose lock tells other runs that this one lives; −1 where locks are unknown.
  private let descriptor: Int32

  /// A new folder with a name that no other run has.
  ///
  /// - Throws: `ReportError` of kind `unwritable` where the parent folder cannot be written.
  init(beside destination: FolderDestination) throws(ReportError) {
    let name = URL(fileURLWithPath: destination.path).lastPathComponent
    var template = Array("\(destination.parent)/.\(name).XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard made else {
      throw Self.failure(
        errno, at: destination.path, doing: "no folder can be made in \(destination.parent)")
    }
    path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    descriptor = UnfinishedFolders.lock(path) ?? -1
    UnfinishedFolders.insert(path)
    // mkdtemp makes the folder private; a report is as readable as any other new folder.
    let mask = umask(0)
    umask(mask)
    chmod(path, 0o777 & ~mask)
  }

  /// Writes one file, which may lie in one sub-folder, and flushes it to the disk.
  func write(_ bytes: [UInt8], to relativePath: String) throws(ReportError) {
    let parts = relativePath.split(separator: "/")
    if parts.count > 1 {
      let folder = "\(path)/\(parts[0])"
      if mkdir(folder, 0o777) != 0, errno != EEXIST {
        throw Self.failure(errno, at: folder, doing: "the folder cannot be made")
      }
    }
    let file = "\(path)/\(relativePath)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Self.failure(errno, at: relativePath, doing: "the file cannot be made")
    }
    let problem = Self.fill(descriptor, with: bytes)
    let closed = close(descriptor) == 0 ? 0 : errno
    if problem != 0 || closed != 0 {
      throw Self.failure(
        problem != 0 ? problem : closed, at: relativePath, doing: "the file cannot be written")
    }
  }

  /// Flushes the folders, so that the names of the files survive a loss of power.
  func synchronize() throws(ReportError) {
    let folders = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    for relative in [""] + folders {
      let descriptor = open("\(path)/\(relative)", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      // A file: already flushed.
      guard descriptor >= 0 else { continue }
      let status = fsync(descriptor) == 0 ? 0 : errno
      close(descriptor)
      // Some file systems cannot flush a folder and say so with EINVAL.
      if status != 0, status != EINVAL {
        throw Self.failure(status, at: relative, doing: "the folder cannot be flushed")
      }
    }
  }

  /// Lets go of the lock; the folder is finished or removed.
  func release() {
    UnfinishedFolders.remove(path)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Removes the folder and everything in it.
  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes and flushes all bytes; returns 0 or the error number.
  private static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        offset += count
      }
      return fsync(descriptor) == 0 ? 0 : errno
    }
  }

  private static func failure(_ code: Int32, at place: String, doing what: String) -> ReportError {
    let remedy = code == ENOSPC || code == EDQUOT ? "free some space" : "check the permissions"
    return ReportError(
      .unwritable,
      "\(place): \(what): \(String(cString: strerror(code))); no report was written: \(remedy) or "
        + "choose another place with --output")
  }
}
