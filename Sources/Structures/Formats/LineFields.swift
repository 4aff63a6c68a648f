import Glibc

/// The blank-separated fields of a line of bytes, read from left to right.
///
/// Numbers are decimal with an optional exponent (`e`, `E`, `d` or `D`). Up to 19 significant
/// digits go into an integer that is scaled by one power of ten; the result is correctly rounded
/// where that integer is below 2⁵³, and otherwise within one unit of the last place.
struct LineFields {
  private var position: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  /// The fields of a line.
  init(_ line: UnsafeRawBufferPointer) {
    // An empty line has no address of its own: any will do for an empty range.
    let base = line.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
    position = base.assumingMemoryBound(to: UInt8.self)
    end = position + line.count
  }

  /// The next field, nil at the end of the line.
  @inline(__always)
  mutating func next() -> UnsafeRawBufferPointer? {
    skipBlanks()
    guard position < end else { return nil }
    let start = position
    while position < end, position.pointee > 0x20 { position += 1 }
    return UnsafeRawBufferPointer(start: start, count: position - start)
  }

  /// Whether nothing but blanks is left.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return position >= end
  }

  /// The next field as a number, nil where there is none or it is not a finite number.
  @inline(__always)
  mutating func number() -> Double? {
    skipBlanks()
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    var isNegative = false
    var hasDigits = false
    if position < end, position.pointee == 0x2D || position.pointee == 0x2B {
      isNegative = position.pointee == 0x2D
      position += 1
    }
    while position < end {
      let digit = position.pointee &- 0x30
      guard digit < 10 else { break }
      hasDigits = true
      if digits < 19 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if mantissa > 0 { digits += 1 }
      } else {
        exponent += 1
      }
      position += 1
    }
    if position < end, position.pointee == 0x2E {
      position += 1
      while position < end {
        let digit = position.pointee &- 0x30
        guard digit < 10 else { break }
        hasDigits = true
        if digits < 19 {
          mantissa = mantissa &* 10 &+ UInt64(digit)
          if mantissa > 0 { digits += 1 }
          exponent -= 1
        }
        position += 1
      }
    }
    guard hasDigits else { return nil }
    if position < end, position.pointee | 0x20 == 0x65 || position.pointee | 0x20 == 0x64 {
      guard let power = readExponent() else { return nil }
      exponent += power
    }
    // The field must end here.
    guard position == end || position.pointee <= 0x20 else { return nil }
    let size = Self.scaled(mantissa, exponent)
    guard size.isFinite else { return nil }
    return isNegative ? -size : size
  }

  /// The next field as a whole number without a sign, nil where it is none.
  mutating func count() -> Int? {
    guard let field = next(), field.count <= 18 else { return nil }
    var value = 0
    for byte in field {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while position < end, position.pointee <= 0x20 { position += 1 }
  }

  private mutating func readExponent() -> Int? {
    position += 1
    var isNegative = false
    if position < end, position.pointee == 0x2D || position.pointee == 0x2B {
      isNegative = position.pointee == 0x2D
      position += 1
    }
    var value = 0
    var hasDigits = false
    while position < end, position.pointee >= 0x30, position.pointee <= 0x39 {
      hasDigits = true
      if value < 10_000 { value = value * 10 + Int(position.pointee - 0x30) }
      position += 1
    }
    guard hasDigits else { return nil }
    return isNegative ? -value : value
  }

  @inline(__always)
  private static func scaled(_ mantissa: UInt64, _ exponent: Int) -> Double {
    let value = Double(mantissa)
    if exponent == 0 || mantissa == 0 { return value }
    if exponent < 0, exponent >= -22 { return value / powers[-exponent] }
    if exponent > 0, exponent <= 22 { return value * powers[exponent] }
    return Double("\(mantissa)e\(exponent)") ?? .nan
  }

  /// 10⁰ … 10²², the powers that a Double holds exactly.
  private static let powers: [Double] = (0...22).map { MeasuredValue.powerOfTen($0) }
}
