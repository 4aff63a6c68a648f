import Foundation

/// A temperature as an item of a block states it.
struct TemperatureTag {
  /// The tag as written.
  var tag: String
  /// The temperature in K.
  var kelvin: MeasuredValue
  /// The line of the value, counted from 1.
  var line: Int

  /// Reads every temperature item of a block, the trusted ones first.
  ///
  /// Besides numbers in K, texts with a unit are understood: `293(2) K`, `-20 °C`, `25 deg C`.
  ///
  /// - Throws: `StructureFileError.Code.badTemperature` where one lies below absolute zero.
  static func all(in block: CIFBlock, file: String) throws(StructureFileError) -> (
    tags: [TemperatureTag], diagnostics: [Diagnostic]
  ) {
    var found: [TemperatureTag] = []
    var quantities = CIFQuantities(block: block, file: file)
    for tag in CIFTag.temperatures {
      guard let value = block.value(tag), !value.isAbsent else { continue }
      let spelling = block.spelling(of: tag)
      guard let text = value.text, let (spelled, isCelsius) = measured(text) else {
        quantities.note(
          .warning, "unreadable-temperature",
          "\(spelling) is \(value.quoted): expected a number in K such as 293(2); it was passed "
            + "over.", line: value.line)
        continue
      }
      if let oddity = spelled.oddity {
        quantities.note(
          .warning, "odd-number", "\(spelling) is \(value.quoted): \(oddity).", line: value.line)
      }
      var kelvin = spelled.value
      if isCelsius { kelvin.value = TemperatureInName.kelvin(celsius: kelvin.value) }
      if kelvin.standardUncertainty == nil,
        let stated = CIFTag.uncertainties(of: tag).lazy.compactMap(block.value).first?.text
      {
        kelvin.standardUncertainty = MeasuredValue(cifText: stated)?.value
      }
      guard kelvin.value >= 0 else {
        throw quantities.error(
          .badTemperature, line: value.line, found: "\(spelling) is \(value.quoted)",
          expected: "a temperature in K, not below 0",
          remedy: isCelsius ? nil : "write the unit if it is in degrees Celsius, as in '-5 C'")
      }
      found.append(TemperatureTag(tag: spelling, kelvin: kelvin, line: value.line))
    }
    return (found, quantities.diagnostics)
  }

  /// The number and whether it is in degrees Celsius, nil where the text is neither.
  private static func measured(_ text: String) -> (MeasuredValue.Spelled, isCelsius: Bool)? {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let number = trimmed.prefix { $0.isASCII && !$0.isWhitespace && $0 != "K" && $0 != "C" }
    let cut = number.firstIndex(of: "d") ?? number.endIndex
    guard let spelled = MeasuredValue.spelled(String(number[..<cut])) else { return nil }
    let unit = trimmed[cut...].filter { !$0.isWhitespace && $0 != "." }.lowercased()
    switch unit {
    case "", "k", "kelvin", "kelvins": return (spelled, false)
    case "c", "°c", "degc", "deg.c", "℃", "celsius", "degreescelsius": return (spelled, true)
    default: return nil
    }
  }
}
