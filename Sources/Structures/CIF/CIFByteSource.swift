import Glibc

/// Bytes in chunks, hashed as they pass where wanted: a file is read once, never held as a whole.
final class CIFByteSource {
  /// The size of a chunk: large beside a token and small beside memory.
  static let chunkSize = 64 * 1024

  /// The name for messages.
  let name: String
  /// The file, −1 where the bytes are in memory.
  private var descriptor: Int32 = -1
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
    descriptor = try RegularFile.open(path, name: name, expected: "a CIF")
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The next chunk, nil at the end.
  func next() throws(StructureFileError) -> [UInt8]? {
    let chunk: [UInt8]
    if descriptor >= 0 {
      chunk = try readChunk()
    } else {
      chunk = Array(bytes[position..<min(position + chunkSize, bytes.count)])
      position += chunk.count
    }
    guard !chunk.isEmpty else { return nil }
    hash?.update(chunk)
    return chunk
  }

  private func readChunk() throws(StructureFileError) -> [UInt8] {
    while true {
      var failure: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
        let read = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        count = max(read, 0)
        if read < 0 { failure = errno }
      }
      if failure == 0 { return chunk }
      if failure == EINTR { continue }
      throw StructureFileError(
        .unreadable, file: name,
        found: "reading the file failed (\(String(cString: strerror(failure))))",
        remedy: "check the disk and try again")
    }
  }

  /// Reads what is left, so that the hash covers the whole input also after an error.
  func drain() {
    while let chunk = try? next(), !chunk.isEmpty {}
  }
}
