import Foundation
public import PhaseFitNumerics

/// Copies of a file with small damages, for tests of readers.
public enum Mutation {
  /// How many copies a test makes for each reader: `PHASEFIT_MUTATIONS`, 150 where it is not set.
  public static let rounds =
    ProcessInfo.processInfo.environment["PHASEFIT_MUTATIONS"].flatMap { Int($0) } ?? 150

  /// Texts that mean something to one format or another.
  private static let pieces = [
    "'", "\"", ";", "\n;\n", "[", "{", "}", "loop_ ", "data_", "save_", "?", "(", "\u{0}",
    "_cell_length_a ", "999999999999999999999", "é", "\r", "#", "-", "'''", "=", "\n", " ", "1e999",
    "nan", "-1", "0", "1e-300", "Lattice=\"", "Direct\n", "<", "&amp;", "]]>", ",", "\t",
    "\u{1B}[2J",
  ]

  /// A copy with one to four damages: bytes lost, changed, doubled or put in.
  public static func damaged(_ original: [UInt8], by random: inout SplitMix64) -> [UInt8] {
    var bytes = original
    for _ in 0...(random.next() % 4) {
      let place = Int(random.next() % UInt64(max(bytes.count, 1)))
      guard place < bytes.count else { return [0x20] }
      switch random.next() % 6 {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 200) + 1))
      case 3:
        let piece = pieces[Int(random.next() % UInt64(pieces.count))]
        bytes.insert(contentsOf: Array(piece.utf8), at: place)
      case 4:
        // Digits are where numbers break.
        let digits = bytes.indices.filter { bytes[$0] >= 0x30 && bytes[$0] <= 0x39 }
        guard !digits.isEmpty else { continue }
        bytes[digits[Int(random.next() % UInt64(digits.count))]] = UInt8(0x30 + random.next() % 10)
      default:
        let end = min(bytes.count, place + Int(random.next() % 100))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      }
    }
    return bytes
  }
}
