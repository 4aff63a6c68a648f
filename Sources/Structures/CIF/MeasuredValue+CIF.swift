extension MeasuredValue {
  /// A number as a CIF writes it, with what was odd about its spelling.
  struct Spelled {
    var value: MeasuredValue
    /// What was odd, nil where nothing was.
    var oddity: String?
  }

  /// Reads a number as a CIF writes it, nil where the text is none.
  ///
  ///     [±] digits [. digits] [E [±] digits] [( digits )]     or     [±] digits / digits
  ///
  /// The digits in parentheses are the standard uncertainty in units of the last printed digit:
  /// `34.5(12)` is 34.5 ± 1.2 and `3.45E1(12)` the same. A fraction is exact and has no last digit.
  ///
  /// - Source: S. R. Hall and B. McMahon (eds.), International Tables for Crystallography G,
  ///   chapter 2.2.
  public init?(cifText text: String) {
    guard let spelled = Self.spelled(text) else { return nil }
    self = spelled.value
  }

  static func spelled(_ text: String) -> Spelled? {
    var text = text
    return text.withUTF8 { bytes in
      var reader = NumberReader(bytes: bytes)
      return reader.read()
    }
  }

  /// Ten to an integer power, correctly rounded where a Double allows it.
  static func powerOfTen(_ exponent: Int) -> Double {
    // 10ⁿ is exact up to n = 22, so that its reciprocal is the nearest Double.
    if (0...22).contains(exponent) { return exactPowers[exponent] }
    if (-22..<0).contains(exponent) { return 1 / exactPowers[-exponent] }
    return Double("1e\(exponent)") ?? .nan
  }

  private static let exactPowers: [Double] = (0...22).map { Double("1e\($0)") ?? .nan }
}

/// The hand-written scanner behind `MeasuredValue.init(cifText:)`.
private struct NumberReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  /// Exponents beyond this are no measurement, and their digits could overflow an Int.
  static let largestExponent = 400
  /// More digits of an uncertainty or a fraction than this are no measurement.
  static let mostDigits = 15

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func read() -> MeasuredValue.Spelled? {
    if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
    let whole = digits()
    if peek == UInt8(ascii: "/") { return fraction(numerator: whole) }
    var decimals = 0
    if peek == UInt8(ascii: ".") {
      position += 1
      decimals = digits().count
    }
    guard whole.count + decimals > 0 else { return nil }
    var exponent = 0
    if let letter = peek, letter | 0x20 == UInt8(ascii: "e") {
      position += 1
      let sign = peek
      if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      let digits = digits()
      guard let size = Int(String(decoding: digits, as: UTF8.self)), size <= Self.largestExponent
      else { return nil }
      exponent = sign == UInt8(ascii: "-") ? -size : size
    }
    let places = decimals - exponent
    guard let value = value(digits: whole.count + decimals, places: places), value.isFinite else {
      return nil
    }
    var number = MeasuredValue(value, lastDigit: MeasuredValue.powerOfTen(-places))
    var oddity: String?
    if peek == UInt8(ascii: "(") {
      guard let uncertainty = uncertainty(places: places, oddity: &oddity) else { return nil }
      // Zero in parentheses claims perfect knowledge: it is read as no statement.
      if uncertainty > 0 {
        number.standardUncertainty = uncertainty
      } else {
        oddity = "the standard uncertainty is zero and was read as none"
      }
    }
    return position == bytes.count ? MeasuredValue.Spelled(value: number, oddity: oddity) : nil
  }

  /// The number that ends at `position`.
  ///
  /// An integer below 10¹⁵ and a power of ten up to 10²² are exact, so that their quotient or product
  /// is rounded once: the nearest Double, as a slower way would find it.
  ///
  /// - Source: W. D. Clinger, How to read floating point numbers accurately, PLDI 1990.
  private func value(digits: Int, places: Int) -> Double? {
    guard digits <= Self.mostDigits, abs(places) <= 22 else {
      return Double(String(decoding: bytes[..<position], as: UTF8.self))
    }
    var mantissa = 0
    for byte in bytes[..<position] where byte != UInt8(ascii: ".") {
      if byte | 0x20 == UInt8(ascii: "e") { break }
      if byte >= 0x30, byte <= 0x39 { mantissa = 10 * mantissa + Int(byte - 0x30) }
    }
    let size =
      places >= 0
      ? Double(mantissa) / MeasuredValue.powerOfTen(places)
      : Double(mantissa) * MeasuredValue.powerOfTen(-places)
    return bytes[0] == UInt8(ascii: "-") ? -size : size
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func digits() -> Slice<UnsafeBufferPointer<UInt8>> {
    let start = position
    while let byte = peek, byte >= 0x30, byte <= 0x39 { position += 1 }
    return bytes[start..<position]
  }

  private mutating func fraction(numerator: Slice<UnsafeBufferPointer<UInt8>>) -> MeasuredValue
    .Spelled?
  {
    position += 1
    let denominator = digits()
    guard position == bytes.count, numerator.count <= Self.mostDigits,
      denominator.count <= Self.mostDigits,
      let above = Double(String(decoding: numerator, as: UTF8.self)),
      let below = Double(String(decoding: denominator, as: UTF8.self)), below != 0
    else { return nil }
    let sign: Double = bytes[0] == UInt8(ascii: "-") ? -1 : 1
    return MeasuredValue.Spelled(value: MeasuredValue(sign * above / below), oddity: nil)
  }

  private mutating func uncertainty(places: Int, oddity: inout String?) -> Double? {
    position += 1
    let whole = digits()
    var result: Double?
    if peek == UInt8(ascii: ".") {
      position += 1
      let start = position - 1 - whole.count
      _ = digits()
      result = Double(String(decoding: bytes[start..<position], as: UTF8.self))
      oddity = "the standard uncertainty has a decimal point and was read as it stands"
    } else if !whole.isEmpty, whole.count <= Self.mostDigits {
      let units = Double(String(decoding: whole, as: UTF8.self))
      // Dividing by an exact power rounds once: (4) at four decimals is the Double 0.0004.
      result = units.map {
        places > 0 && places <= 22
          ? $0 / MeasuredValue.powerOfTen(places) : $0 * MeasuredValue.powerOfTen(-places)
      }
    }
    guard result != nil else { return nil }
    if peek == UInt8(ascii: ")") {
      position += 1
    } else if peek == nil {
      oddity = "the closing parenthesis is missing"
    } else {
      return nil
    }
    return result
  }
}
