import Foundation

/// The temperatures that the name of a file or block states.
///
///     300K  300.5K  _300K  T300  T_300  T300K  temp300     kelvin
///     25C  m20C  minus20C  _-20C  25degC                   degrees Celsius
///
/// A number counts only where it begins at a boundary (the start, `_`, `-`, a space, …), so that
/// the 3 of `NaNO3` is none, and ends at one. What can be read in two ways yields two temperatures:
/// `293_15K` may be 15 K or 293.15 K, and `a-20C` 20 or −20 °C. A name with two is never used.
struct TemperatureInName {
  /// A temperature in °C in K; in hundredths, so that −20 °C is the Double 253.15.
  static func kelvin(celsius: Double) -> Double { (celsius * 100 + 27_315) / 100 }

  /// A temperature in °C and one in K in the same name are one when they agree within this, in K.
  ///
  /// Names are rounded to whole degrees, and 273 is often used for 273.15.
  static let rounding = 0.66

  /// The temperatures in K, sorted and distinct.
  let candidates: [Double]

  /// The one temperature stated, nil where there is none or more than one.
  var only: Double? { candidates.count == 1 ? candidates[0] : nil }

  /// Whether the name allows a temperature, within an uncertainty.
  func allows(_ kelvin: Double, within uncertainty: Double) -> Bool {
    candidates.isEmpty || candidates.contains { abs($0 - kelvin) <= uncertainty }
  }

  /// Reads the name of a file (without its extension) or of a block.
  init(_ name: String) {
    var kelvin: Set<Double> = []
    var celsius: Set<Double> = []
    let letters = Array(name.replacing("°", with: "deg").utf8)
    var index = 0
    while index < letters.count {
      guard Self.isDigit(letters[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < letters.count, Self.isDigit(letters[index]) { index += 1 }
      if index + 1 < letters.count, letters[index] == UInt8(ascii: "."),
        Self.isDigit(letters[index + 1])
      {
        index += 1
        while index < letters.count, Self.isDigit(letters[index]) { index += 1 }
      }
      guard let number = Double(String(decoding: letters[start..<index], as: UTF8.self)),
        let before = Before(letters[..<start])
      else { continue }
      let unit = Self.unit(letters[index...])
      switch unit {
      case .kelvin where before.isMinusLetter: break
      case .kelvin:
        kelvin.insert(number)
        if let whole = before.wholePart, let joined = Self.joined(whole, letters[start..<index]) {
          kelvin.insert(joined)
        }
      case .celsius:
        let isMinus = before.isMinusLetter || before.isMinusSign
        celsius.insert(isMinus ? -number : number)
        if before.isHyphen { celsius.insert(-number) }
        if let whole = before.wholePart, let joined = Self.joined(whole, letters[start..<index]) {
          celsius.insert(joined)
        }
      case .none where before.isTemperatureLetter && index - start >= 2:
        // One digit after T is a serial number more often than a temperature.
        kelvin.insert(number)
      default: break
      }
    }
    let converted = celsius.map(Self.kelvin).filter { inCelsius in
      inCelsius >= 0 && !kelvin.contains { abs($0 - inCelsius) <= Self.rounding }
    }
    candidates = kelvin.union(converted).sorted()
  }

  private enum Unit {
    case kelvin
    case celsius
    case none
    case other
  }

  /// What stands before a number, nil where the number does not begin at a boundary.
  private struct Before {
    var isTemperatureLetter = false
    var isMinusLetter = false
    var isMinusSign = false
    var isHyphen = false
    /// The digits before an underscore that may stand for a decimal point.
    var wholePart: [UInt8]?

    init?(_ letters: ArraySlice<UInt8>) {
      guard let last = letters.last else { return }
      if TemperatureInName.isLetter(last) {
        let word = letters.suffix(
          letters.reversed().prefix(while: TemperatureInName.isLetter).count)
        let before = letters.dropLast(word.count).last
        guard before.map({ !TemperatureInName.isDigit($0) }) ?? true else { return nil }
        switch String(decoding: word, as: UTF8.self).lowercased() {
        case "t", "temp", "temperature": isTemperatureLetter = true
        case "m", "minus": isMinusLetter = true
        default: return nil
        }
        return
      }
      guard !TemperatureInName.isDigit(last), last != UInt8(ascii: ".") else { return nil }
      let rest = letters.dropLast()
      if last == UInt8(ascii: "_") || last == UInt8(ascii: "=") || last == UInt8(ascii: "-") {
        let word = rest.suffix(rest.reversed().prefix(while: TemperatureInName.isLetter).count)
        let start = rest.dropLast(word.count).last
        if start.map({ !TemperatureInName.isDigit($0) }) ?? true {
          let text = String(decoding: word, as: UTF8.self).lowercased()
          isTemperatureLetter = ["t", "temp", "temperature"].contains(text)
        }
      }
      if last == UInt8(ascii: "-") {
        // After another separator a hyphen is a minus; after a word it may be either.
        if let previous = rest.last {
          isMinusSign =
            !TemperatureInName.isLetter(previous) && !TemperatureInName.isDigit(previous)
        } else {
          isMinusSign = true
        }
        isHyphen = !isMinusSign
      }
      if last == UInt8(ascii: "_") { wholePart = Self.wholePart(endingAt: rest) }
    }

    /// The digits that may be the whole part of a number whose point became an underscore.
    private static func wholePart(endingAt letters: ArraySlice<UInt8>) -> [UInt8]? {
      let digits = letters.suffix(
        letters.reversed().prefix(while: TemperatureInName.isDigit).count)
      // `02` is a serial number, `077` a temperature padded to sort; a letter or a hyphen before
      // the digits marks a formula or a date.
      guard let first = digits.first, first != UInt8(ascii: "0") || digits.count > 2 else {
        return nil
      }
      if let before = letters.dropLast(digits.count).last {
        let isTemperature = before == UInt8(ascii: "T") || before == UInt8(ascii: "t")
        guard before == UInt8(ascii: "_") || isTemperature else { return nil }
      }
      return Array(digits)
    }
  }

  /// The unit after a number; it must end at a boundary.
  private static func unit(_ rest: ArraySlice<UInt8>) -> Unit {
    let word = rest.prefix { isLetter($0) }
    if word.isEmpty { return rest.first.map { isDigit($0) } ?? false ? .other : .none }
    let after = rest.dropFirst(word.count).first
    if let after, isDigit(after) { return .other }
    switch String(decoding: word, as: UTF8.self) {
    case "K", "k", "Kelvin", "kelvin": return .kelvin
    case "C", "degC", "oC", "Celsius", "celsius": return .celsius
    default: return .other
    }
  }

  private static func joined(_ whole: [UInt8], _ decimals: ArraySlice<UInt8>) -> Double? {
    // Names print at most two decimals: the 300 of `run_12_300K` are none.
    guard decimals.count <= 2 else { return nil }
    return Double(String(decoding: whole + [UInt8(ascii: ".")] + decimals, as: UTF8.self))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte >= 0x80
  }
}
