import PhaseFitNumerics
import PhaseFitSymmetry

/// Reads the simple parts of a report's elements; each function undoes one of `XMLElementNode`.
///
/// The document follows the schema, so that a failure here means that schema and reader disagree.
enum ReportXMLReader {
  /// The failure that a part could not be read.
  static func failure(_ node: XMLElementNode, _ found: String) -> ReportError {
    ReportError(
      .invalid,
      "report.xml: element \(node.name) has \"\(InertText.line(found))\", which this version cannot "
        + "read; render the report with the version of phasefit that wrote it")
  }

  /// A required attribute.
  static func attribute(
    _ name: String, of node: XMLElementNode
  ) throws(ReportError) -> String {
    guard let value = node[attribute: name] else { throw failure(node, "no \(name)") }
    return value
  }

  /// A number of an attribute, nil where there is none.
  static func number(_ name: String, of node: XMLElementNode) throws(ReportError) -> Double? {
    guard let text = node[attribute: name] else { return nil }
    guard let value = Double(text) else { throw failure(node, text) }
    return value
  }

  /// A required number of an attribute.
  static func requiredNumber(
    _ name: String, of node: XMLElementNode
  ) throws(ReportError) -> Double {
    guard let value = try number(name, of: node) else { throw failure(node, "no \(name)") }
    return value
  }

  /// A whole number of an attribute, nil where there is none.
  static func integer(_ name: String, of node: XMLElementNode) throws(ReportError) -> Int? {
    guard let text = node[attribute: name] else { return nil }
    guard let value = Int(text) else { throw failure(node, text) }
    return value
  }

  /// A required whole number of an attribute.
  static func requiredInteger(
    _ name: String, of node: XMLElementNode
  ) throws(ReportError) -> Int {
    guard let value = try integer(name, of: node) else { throw failure(node, "no \(name)") }
    return value
  }

  /// A truth value of an attribute, as `true` or `false`.
  static func flag(_ name: String, of node: XMLElementNode) throws(ReportError) -> Bool {
    let text = try attribute(name, of: node)
    guard let value = Bool(text) else { throw failure(node, text) }
    return value
  }

  /// The measurement that an attribute `m0`, `m1`, … names.
  static func measurement(
    _ name: String, of node: XMLElementNode
  ) throws(ReportError) -> Int {
    let text = try attribute(name, of: node)
    guard text.hasPrefix("m"), let number = Int(text.dropFirst()) else {
      throw failure(node, text)
    }
    return number
  }

  /// One of the values of an enumeration.
  static func choice<Value: RawRepresentable<String>>(
    _ text: String, of node: XMLElementNode, as type: Value.Type
  ) throws(ReportError) -> Value {
    guard let value = Value(rawValue: text) else { throw failure(node, text) }
    return value
  }

  /// A quantity, nil where there is no element.
  static func quantity(_ node: XMLElementNode?) throws(ReportError) -> Quantity? {
    guard let node else { return nil }
    guard let value = Double(node.text ?? "") else { throw failure(node, node.text ?? "") }
    var origin: Quantity.UncertaintyOrigin?
    if let text = node[attribute: "suOrigin"] {
      origin = try choice(text, of: node, as: Quantity.UncertaintyOrigin.self)
    }
    return Quantity(
      value, standardUncertainty: try number("su", of: node),
      unit: try attribute("unit", of: node), dictRef: try attribute("dictRef", of: node),
      uncertaintyOrigin: origin)
  }

  /// A quantity that must be there.
  static func requiredQuantity(_ node: XMLElementNode) throws(ReportError) -> Quantity {
    guard let quantity = try quantity(node) else { throw failure(node, "nothing") }
    return quantity
  }

  /// An estimate, nil where there is no element.
  static func estimate(_ node: XMLElementNode?) throws(ReportError) -> Estimate? {
    guard let node, let quantity = try quantity(node) else { return nil }
    let lower = try number("lower95", of: node)
    let upper = try number("upper95", of: node)
    return Estimate(
      quantity,
      interval95: lower == nil && upper == nil ? nil : Interval(lower: lower, upper: upper))
  }

  /// An interval, nil where there is no element.
  static func interval(_ node: XMLElementNode?) throws(ReportError) -> Interval? {
    guard let node else { return nil }
    return Interval(lower: try number("lower", of: node), upper: try number("upper", of: node))
  }

  /// A space-group type, nil where there is no element or it has no number.
  static func group(_ node: XMLElementNode?) throws(ReportError) -> SpaceGroupType? {
    guard let node, let number = try integer("number", of: node) else { return nil }
    return SpaceGroupType(number: number, symbol: try attribute("symbol", of: node))
  }

  /// A space-group type that must be there.
  static func requiredGroup(
    _ name: String, in node: XMLElementNode
  ) throws(ReportError) -> SpaceGroupType {
    guard let group = try group(node.child(name)) else { throw failure(node, "no \(name)") }
    return group
  }

  /// Numbers separated by blanks.
  static func numbers(_ node: XMLElementNode) throws(ReportError) -> [Double] {
    var values: [Double] = []
    for text in (node.text ?? "").split(whereSeparator: \.isWhitespace) {
      guard let value = Double(text) else { throw failure(node, String(text)) }
      values.append(value)
    }
    return values
  }

  /// A matrix written row by row, nil where there is no element.
  static func matrix(_ node: XMLElementNode?) throws(ReportError) -> Matrix3? {
    guard let node else { return nil }
    let values = try numbers(node)
    guard values.count == 9 else { throw failure(node, "\(values.count) numbers") }
    return Matrix3(
      rows: Vector3(values[0], values[1], values[2]), Vector3(values[3], values[4], values[5]),
      Vector3(values[6], values[7], values[8]))
  }

  /// The position in the attributes x, y, z.
  static func position(_ node: XMLElementNode) throws(ReportError) -> Vector3 {
    Vector3(
      try requiredNumber("x", of: node), try requiredNumber("y", of: node),
      try requiredNumber("z", of: node))
  }

  /// A wave vector in the attribute k.
  static func waveVector(_ node: XMLElementNode) throws(ReportError) -> [Rational] {
    try fractions("k", of: node)
  }

  /// Fractions separated by blanks in an attribute.
  static func fractions(
    _ name: String, of node: XMLElementNode
  ) throws(ReportError) -> [Rational] {
    let text = node[attribute: name] ?? ""
    var components: [Rational] = []
    for part in text.split(separator: " ") {
      let numbers = part.split(separator: "/", maxSplits: 1).map { Int($0) }
      guard let first = numbers.first, let numerator = first else { throw failure(node, text) }
      guard numbers.count == 2 else {
        components.append(Rational(numerator))
        continue
      }
      guard let denominator = numbers[1], denominator != 0 else { throw failure(node, text) }
      components.append(Rational(numerator, denominator))
    }
    return components
  }
}
