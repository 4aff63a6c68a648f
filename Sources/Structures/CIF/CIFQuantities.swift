/// Numbers of one block, with their uncertainties, and the doubts met on the way.
struct CIFQuantities {
  let block: CIFBlock
  let file: String
  var diagnostics: [Diagnostic] = []

  init(block: CIFBlock, file: String) {
    self.block = block
    self.file = file
  }

  /// A number, nil where the value is absent.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - tag: the tag as written, for messages.
  ///   - site: the label of the site, for messages.
  ///   - uncertainty: the value of a separate item with the standard uncertainty.
  /// - Returns: the number with its standard uncertainty.
  /// - Throws: `StructureFileError.Code.badNumber` where the text is not a number.
  mutating func number(
    _ value: CIFValue, tag: String, site: String? = nil, uncertainty: CIFValue? = nil
  ) throws(StructureFileError) -> MeasuredValue? {
    guard !value.isAbsent else { return nil }
    let place = site.map { " (site \($0))" } ?? ""
    guard let text = value.text, let spelled = MeasuredValue.spelled(text) else {
      throw error(
        .badNumber, line: value.line, column: value.column,
        found: "\(tag) is \(value.quoted)\(place)",
        expected: "a number such as 0.25 or 0.2500(3)")
    }
    if let oddity = spelled.oddity {
      note(
        .warning, "odd-number", "\(tag) is \(value.quoted)\(place): \(oddity).", line: value.line)
    }
    var number = spelled.value
    if let uncertainty, !uncertainty.isAbsent {
      guard let text = uncertainty.text, let stated = MeasuredValue.spelled(text)?.value.value,
        stated >= 0
      else {
        throw error(
          .badNumber, line: uncertainty.line, column: uncertainty.column,
          found: "the standard uncertainty of \(tag) is \(uncertainty.quoted)\(place)",
          expected: "a number that is not negative")
      }
      if let inParentheses = number.standardUncertainty {
        // Both forms print few digits: they agree when they differ by less than one unit.
        if abs(inParentheses - stated) >= (number.lastDigit ?? 0) {
          note(
            .warning, "two-uncertainties",
            "\(tag) is \(value.quoted)\(place) but its separate uncertainty is "
              + "\(uncertainty.quoted); the one in parentheses was kept.", line: value.line)
        }
      } else if stated > 0 {
        number.standardUncertainty = stated
      }
    }
    return number
  }

  /// The number of an item, nil where the item or its value is absent.
  mutating func number(
    _ tag: String
  ) throws(StructureFileError) -> (value: MeasuredValue, line: Int)? {
    guard let value = block.value(tag) else { return nil }
    let uncertainty = block.uncertainties(of: tag).lazy.compactMap(block.value).first
    let number = try number(value, tag: block.spelling(of: tag), uncertainty: uncertainty)
    return number.map { ($0, value.line) }
  }

  mutating func note(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, line: Int? = nil
  ) {
    diagnostics.append(
      Diagnostic(severity, code: code, message: message, file: file, line: line))
  }

  func error(
    _ code: StructureFileError.Code, line: Int?, column: Int? = nil, found: String,
    expected: String? = nil, remedy: String? = nil
  ) -> StructureFileError {
    StructureFileError(
      code, file: file, block: block.name, line: line, column: column, found: found,
      expected: expected, remedy: remedy)
  }
}
