import Foundation

/// Bytes in chunks, hashed as they pass where wanted: a file is read once, never held as a whole.
final class CIFByteSource {
  /// The size of a chunk: large beside a token and small beside memory.
  static let chunkSize = 64 * 1024

  /// The name for messages.
  let name: String
  private var handle: FileHandle?
  private let bytes: [UInt8]
  /// The number of bytes in memory that were handed out.
  private var position = 0
  /// The hash of what has passed, nil where none is wanted.
  private(set) var hash: SHA256?

  /// The bytes of a text in memory, handed out in chunks of the given size.
  init(bytes: [UInt8], name: String, chunkSize: Int = CIFByteSource.chunkSize) {
    self.name = name
    self.bytes = bytes
    self.chunkSize = chunkSize
  }

  private let chunkSize: Int

  /// The bytes of a file.
  init(path: String, name: String, isHashed: Bool = false) throws(StructureFileError) {
    self.name = name
    bytes = []
    hash = isHashed ? SHA256() : nil
    chunkSize = Self.chunkSize
    // A pipe or device named `.cif` would block for ever: only regular files are opened.
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw StructureFileError(
        .unreadable, file: name, found: "there is no such file", expected: "a CIF")
    }
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
    guard !isFolder.boolValue, attributes?[.type] as? FileAttributeType == .typeRegular else {
      throw StructureFileError(
        .unreadable, file: name, found: "this is not a regular file", expected: "a CIF")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw StructureFileError(
        .unreadable, file: name, found: "the file cannot be opened",
        expected: "read permission", remedy: "look at its owner and mode")
    }
    self.handle = handle
  }

  deinit { try? handle?.close() }

  /// The next chunk, nil at the end.
  func next() throws(StructureFileError) -> [UInt8]? {
    let chunk: [UInt8]
    if let handle {
      do {
        chunk = try handle.read(upToCount: chunkSize).map { [UInt8]($0) } ?? []
      } catch {
        throw StructureFileError(
          .unreadable, file: name, found: "reading the file failed (\(error))",
          remedy: "check the disk and try again")
      }
    } else {
      chunk = Array(bytes[position..<min(position + chunkSize, bytes.count)])
      position += chunk.count
    }
    guard !chunk.isEmpty else { return nil }
    hash?.update(chunk)
    return chunk
  }

  /// Reads what is left, so that the hash covers the whole input also after an error.
  func drain() {
    while let chunk = try? next(), !chunk.isEmpty {}
  }
}
