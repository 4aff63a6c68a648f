package import Foundation

extension FileManager {
  /// The contents of a file no larger than a limit: what is larger is not read into memory.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - limit: the most bytes.
  /// - Returns: nil where the file is larger, or cannot be read.
  package func contents(atPath path: String, upTo limit: Int) -> Data? {
    guard byteCount(atPath: path) <= limit else { return nil }
    return contents(atPath: path)
  }

  /// The size of a file in bytes, 0 where it is not known.
  package func byteCount(atPath path: String) -> Int {
    let attributes = try? attributesOfItem(
      atPath: URL(filePath: path).resolvingSymlinksInPath().path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }
}
