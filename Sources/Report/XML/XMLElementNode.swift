import PhaseFitNumerics
import PhaseFitSymmetry

/// An element of an XML document as a plain value.
struct XMLElementNode {
  /// The name, in the namespace of the report.
  var name: String
  /// The attributes in the order in which they are written.
  var attributes: [(name: String, value: String)] = []
  /// The text, nil for an element with element content.
  var text: String?
  /// The children.
  var children: [XMLElementNode] = []

  /// An element with children.
  init(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:],
    children: [XMLElementNode?] = []
  ) {
    self.name = name
    self.attributes = Self.present(attributes)
    self.children = children.compactMap { $0 }
  }

  /// An element with text.
  init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String) {
    self.name = name
    self.attributes = Self.present(attributes)
    self.text = text
  }

  private static func present(
    _ attributes: KeyValuePairs<String, String?>
  ) -> [(name: String, value: String)] {
    attributes.compactMap { name, value in value.map { (name, $0) } }
  }
}

extension XMLElementNode {
  /// A quantity; nil where there is none or where its value is not finite.
  static func quantity(
    _ name: String, _ quantity: Quantity?, interval: Interval? = nil,
    _ attributes: KeyValuePairs<String, String?> = [:]
  ) -> XMLElementNode? {
    guard let quantity, let text = NumberText.exact(quantity.value) else { return nil }
    var node = XMLElementNode(name, attributes, text: text)
    node.attributes += uncertaintyAttributes(of: quantity, interval: interval)
    return node
  }

  /// An estimate as a quantity with its 95 % interval.
  static func estimate(
    _ name: String, _ estimate: Estimate?, _ attributes: KeyValuePairs<String, String?> = [:]
  ) -> XMLElementNode? {
    quantity(name, estimate?.quantity, interval: estimate?.interval95, attributes)
  }

  /// The attributes unit, dictRef, su, suOrigin, lower95 and upper95 of a quantity.
  static func uncertaintyAttributes(
    of quantity: Quantity, interval: Interval?
  ) -> [(name: String, value: String)] {
    let uncertainty = quantity.standardUncertainty.flatMap { $0 >= 0 ? NumberText.exact($0) : nil }
    return present([
      "unit": quantity.unit, "dictRef": quantity.dictRef, "su": uncertainty,
      "suOrigin": uncertainty == nil ? nil : quantity.uncertaintyOrigin?.rawValue,
      "lower95": interval?.lower.flatMap(NumberText.exact),
      "upper95": interval?.upper.flatMap(NumberText.exact),
    ])
  }

  /// An interval; nil where there is none.
  static func interval(
    _ name: String, _ interval: Interval?, unit: String, dictRef: String
  ) -> XMLElementNode? {
    guard let interval else { return nil }
    return XMLElementNode(
      name,
      [
        "lower": interval.lower.flatMap(NumberText.exact),
        "upper": interval.upper.flatMap(NumberText.exact), "unit": unit, "dictRef": dictRef,
      ])
  }

  /// A space-group type; nil where there is none.
  static func group(_ name: String, _ group: SpaceGroupType?) -> XMLElementNode? {
    group.map { XMLElementNode(name, ["number": String($0.number), "symbol": $0.symbol]) }
  }

  /// Numbers separated by blanks; nil where there are none or one is not finite.
  static func numbers(
    _ name: String, _ values: [Double]?, unit: String, dictRef: String
  ) -> XMLElementNode? {
    guard let values else { return nil }
    let texts = values.compactMap(NumberText.exact)
    guard texts.count == values.count else { return nil }
    return XMLElementNode(
      name, ["unit": unit, "dictRef": dictRef], text: texts.joined(separator: " "))
  }

  /// The id of a measurement in the document.
  static func identifier(_ measurement: Int) -> String { "m\(measurement)" }

  /// A wave vector as three fractions separated by blanks.
  static func waveVector(_ components: [Rational]) -> String {
    components.map(\.description).joined(separator: " ")
  }
}

extension Vector3 {
  /// The three components as an array.
  var components: [Double] { [x, y, z] }
}
