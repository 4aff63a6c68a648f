import Foundation
import Glibc

/// The lines of a file or text, one at a time from a buffer that is filled again and again: memory
/// does not grow with the file.
///
/// Lines end with LF, CR LF or the end of the text; a byte-order mark is passed over. The bytes of
/// a line are valid until the next one is asked for.
final class LineSource {
  /// The size of a read: large beside a line and small beside memory.
  private static let chunkSize = 1 << 18

  /// The name for messages.
  let name: String
  /// The number of lines handed out: that of the last line, counted from 1.
  private(set) var line = 0
  private var descriptor: Int32 = -1
  private let text: [UInt8]
  private var textPosition = 0
  private var buffer: UnsafeMutableRawPointer
  private var capacity: Int
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  private var hash: SHA256?
  private var pushedBack: UnsafeRawBufferPointer?

  /// The lines of a file.
  ///
  /// - Throws: `StructureFileError` where there is no such regular file or it cannot be opened.
  init(
    path: String, name: String, expected: String, isHashed: Bool = false
  ) throws(StructureFileError) {
    self.name = name
    text = []
    hash = isHashed ? SHA256() : nil
    capacity = 2 * Self.chunkSize
    buffer = .allocate(byteCount: capacity, alignment: 64)
    descriptor = try RegularFile.open(path, name: name, expected: expected)
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Where lines come from.
  enum Input {
    /// A file, by its path.
    case file(String)
    /// The bytes of a text in memory.
    case memory([UInt8])
  }

  /// The lines of an input.
  ///
  /// - Throws: `StructureFileError` where there is no such regular file or it cannot be opened.
  convenience init(
    _ input: Input, name: String, expected: String, isHashed: Bool = false
  ) throws(StructureFileError) {
    switch input {
    case .file(let path):
      try self.init(path: path, name: name, expected: expected, isHashed: isHashed)
    case .memory(let bytes): self.init(bytes: bytes, name: name)
    }
  }

  /// The lines of a text in memory.
  init(bytes: [UInt8], name: String) {
    self.name = name
    text = bytes
    capacity = 2 * Self.chunkSize
    buffer = .allocate(byteCount: capacity, alignment: 64)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
  }

  /// The next line without its end, nil at the end of the text.
  ///
  /// - Throws: `StructureFileError`: a line is too long, a NUL byte in the first lines, or reading
  ///   failed.
  func next() throws(StructureFileError) -> UnsafeRawBufferPointer? {
    if let again = pushedBack {
      pushedBack = nil
      line += 1
      return again
    }
    var searched = 0
    while true {
      if let found = memchr(buffer + start + searched, 0x0A, end - start - searched) {
        let stop = UnsafeRawPointer(found) - UnsafeRawPointer(buffer)
        return take(to: stop, next: stop + 1)
      }
      searched = end - start
      if isAtEnd { return searched > 0 ? take(to: end, next: end) : nil }
      guard searched <= StructureLimits.lineLength else {
        throw StructureFileError(
          .tooLong, file: name, line: line + 1,
          found: "the line is longer than \(StructureLimits.lineLength) bytes",
          expected: "text in lines; check the file for damage or a wrong name")
      }
      try fill()
    }
  }

  /// Passes over some lines quickly; returns how many there were.
  func skip(_ count: Int) throws(StructureFileError) -> Int {
    for passed in 0..<count {
      guard try next() != nil else { return passed }
    }
    return count
  }

  /// Puts the last line back, so that it comes again.
  func pushBack(_ bytes: UnsafeRawBufferPointer) {
    pushedBack = bytes
    line -= 1
  }

  /// The next line as text, nil at the end.
  ///
  /// - Throws: as `next` does, and where the line holds a NUL byte: then it is no text.
  func nextText() throws(StructureFileError) -> String? {
    guard let bytes = try next() else { return nil }
    guard !bytes.contains(0) else {
      throw StructureFileError(
        .notThisFormat, file: name, line: line, found: "the byte 0x00 is not text",
        expected: "printable text", remedy: "check the file for damage or a wrong name")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads what is left, so that the hash covers the whole input, and returns the fingerprint.
  func finish() -> SHA256? {
    pushedBack = nil
    while !isAtEnd {
      start = end
      do throws(StructureFileError) { try fill() } catch { break }
    }
    return hash
  }

  private func take(to stop: Int, next: Int) -> UnsafeRawBufferPointer {
    var first = start
    var last = stop
    if last > first, buffer.load(fromByteOffset: last - 1, as: UInt8.self) == 0x0D { last -= 1 }
    if line == 0, last - first >= 3, memcmp(buffer + first, [0xEF, 0xBB, 0xBF], 3) == 0 {
      first += 3
    }
    start = next
    line += 1
    return UnsafeRawBufferPointer(start: buffer + first, count: last - first)
  }

  /// Moves what is left to the front and reads more behind it.
  private func fill() throws(StructureFileError) {
    if start > 0 {
      memmove(buffer, buffer + start, end - start)
      end -= start
      start = 0
    }
    if capacity - end < Self.chunkSize {
      let larger = UnsafeMutableRawPointer.allocate(byteCount: 2 * capacity, alignment: 64)
      memcpy(larger, buffer, end)
      buffer.deallocate()
      buffer = larger
      capacity *= 2
    }
    let count = try readChunk()
    guard count > 0 else {
      isAtEnd = true
      return
    }
    hash?.update(UnsafeRawBufferPointer(start: buffer + end, count: count))
    end += count
  }

  private func readChunk() throws(StructureFileError) -> Int {
    guard descriptor >= 0 else {
      let count = min(Self.chunkSize, text.count - textPosition)
      text.withUnsafeBytes { bytes in
        if count > 0, let base = bytes.baseAddress {
          memcpy(buffer + end, base + textPosition, count)
        }
      }
      textPosition += count
      return count
    }
    while true {
      let count = Glibc.read(descriptor, buffer + end, Self.chunkSize)
      if count >= 0 { return count }
      if errno == EINTR { continue }
      throw StructureFileError(
        .unreadable, file: name,
        found: "reading the file failed (\(String(cString: strerror(errno))))",
        remedy: "check the disk and try again")
    }
  }
}
