import Foundation
import Glibc

/// Opens regular files only: a pipe or device named like a structure would block for ever.
enum RegularFile {
  /// A descriptor for reading.
  ///
  /// - Throws: `StructureFileError.Code.unreadable`.
  static func open(
    _ path: String, name: String, expected: String
  ) throws(StructureFileError) -> Int32 {
    // Without waiting: opening a pipe that nobody writes to returns at once.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let isMissing = errno == ENOENT
      throw StructureFileError(
        .unreadable, file: name,
        found: isMissing ? "there is no such file" : "the file cannot be opened",
        expected: isMissing ? expected : "read permission",
        remedy: isMissing ? nil : "look at its owner and mode")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw StructureFileError(
        .unreadable, file: name, found: "this is not a regular file", expected: expected)
    }
    return descriptor
  }
}
