import PhaseFitNumerics

/// The comment line of an extended XYZ frame: `key=value` pairs, values in quotes or braces where
/// they hold blanks.
///
///     Lattice="a₁ₓ a₁ᵧ a₁_z a₂ₓ …" Properties=species:S:1:pos:R:3 temperature=300
///
/// - Source: the extended XYZ specification of libAtoms (github.com/libAtoms/extxyz).
struct ExtendedXYZComment {
  /// The nine numbers of `Lattice`, nil where the key is absent or malformed.
  var lattice: [Double]?
  /// Whether `Lattice` occurs.
  var hasLattice = false
  /// The text of `Properties`.
  var properties: UnsafeRawBufferPointer?
  /// The temperature with its key, and its rank among the keys.
  var temperature: (key: String, kelvin: Double, rank: Int)?
  /// Whether a temperature key holds something that is no temperature.
  var unreadable: String?

  /// The keys that state a temperature, K; the later ones win.
  static let temperatureKeys = ["t", "temp", "temperature_k", "temperature", "target_temperature"]

  /// Reads a comment line; the pointers are valid as long as the line is.
  init(_ line: UnsafeRawBufferPointer) {
    var position = 0
    while position < line.count {
      while position < line.count, line[position] <= 0x20 { position += 1 }
      let start = position
      while position < line.count, line[position] > 0x20, line[position] != 0x3D { position += 1 }
      let key = UnsafeRawBufferPointer(rebasing: line[start..<position])
      guard position < line.count, line[position] == 0x3D else { continue }
      position += 1
      let value = Self.value(in: line, at: &position)
      take(key, value)
    }
  }

  private mutating func take(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    guard let first = key.first else { return }
    // Only keys that begin like one of ours are worth a text.
    switch first | 0x20 {
    case UInt8(ascii: "l") where key.count == 7, UInt8(ascii: "p") where key.count == 10,
      UInt8(ascii: "t"):
      break
    default: return
    }
    switch String(decoding: key, as: UTF8.self).lowercased() {
    case "lattice":
      hasLattice = true
      lattice = Self.numbers(value, count: 9)
    case "properties": properties = value
    case let name:
      guard let rank = Self.temperatureKeys.firstIndex(of: name) else { return }
      if let kelvin = Self.numbers(value, count: 1)?.first {
        if rank >= temperature?.rank ?? -1 {
          temperature = (String(decoding: key, as: UTF8.self), kelvin, rank)
        }
      } else {
        unreadable = String(decoding: key, as: UTF8.self)
      }
    }
  }

  /// The value at a position, without its quotes; the position moves behind it.
  private static func value(
    in line: UnsafeRawBufferPointer, at position: inout Int
  ) -> UnsafeRawBufferPointer {
    guard position < line.count else { return UnsafeRawBufferPointer(rebasing: line[0..<0]) }
    let close: UInt8
    switch line[position] {
    case UInt8(ascii: "\""): close = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): close = UInt8(ascii: "'")
    case UInt8(ascii: "{"): close = UInt8(ascii: "}")
    case UInt8(ascii: "["): close = UInt8(ascii: "]")
    default:
      let start = position
      while position < line.count, line[position] > 0x20 { position += 1 }
      return UnsafeRawBufferPointer(rebasing: line[start..<position])
    }
    position += 1
    let start = position
    while position < line.count, line[position] != close { position += 1 }
    let value = UnsafeRawBufferPointer(rebasing: line[start..<position])
    if position < line.count { position += 1 }
    return value
  }

  /// Exactly so many numbers between blanks or commas, nil where there are others.
  private static func numbers(_ text: UnsafeRawBufferPointer, count: Int) -> [Double]? {
    guard text.count < 4096 else { return nil }
    let plain = text.map { byte -> UInt8 in
      [0x2C, 0x5B, 0x5D].contains(byte) ? 0x20 : byte
    }
    return plain.withUnsafeBytes { bytes in
      var fields = LineFields(bytes)
      var numbers: [Double] = []
      for _ in 0..<count {
        guard let number = fields.number() else { return nil }
        numbers.append(number)
      }
      return fields.isAtEnd() ? numbers : nil
    }
  }
}
