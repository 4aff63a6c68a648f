/// A piece of HTML or SVG as a value; every text is escaped when it is written.
///
///     &  →  &amp;    <  →  &lt;    >  →  &gt;    "  →  &quot;    '  →  &#39;
///
/// Characters that XML forbids or that act on a terminal are made visible first (`InertText`), so
/// that no string of a file can become an element, an attribute or a script.
///
/// - Source: WHATWG, HTML Living Standard, section 13.1.2 (void elements, escaping).
indirect enum Markup: Sendable, Hashable {
  /// Text, escaped when it is written.
  case text(String)
  /// An element of HTML.
  case html(String, [Attribute], [Markup])
  /// An element of SVG, written as XML.
  case svg(String, [Attribute], [Markup])
  /// A style sheet or a script of this program, written as it is.
  case trusted(StaticText)
  /// JSON for a script: `<` is written as an escape of JSON, so that no tag can begin in it.
  case json(String)
  /// Several pieces in their order.
  case group([Markup])

  /// An attribute with its value, escaped when it is written.
  struct Attribute: Sendable, Hashable {
    var name: String
    var value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A text that is part of the program: no string from a file can become one.
  struct StaticText: Sendable, Hashable {
    let text: String

    init(_ text: StaticString) {
      self.text = text.description
    }
  }

  /// Elements of HTML that have no content and no end tag.
  private static let voidElements: Set<String> = [
    "meta", "br", "hr", "input", "col", "link", "img",
  ]

  /// The piece as text.
  func render() -> String {
    var result = ""
    write(to: &result)
    return result
  }

  private func write(to result: inout String) {
    switch self {
    case .text(let text):
      result += Self.isPlain(text) ? text : Self.escaped(InertText.multiline(text))
    case .trusted(let text): result += text.text
    case .json(let text): result += text.replacing("<", with: "\\u003c")
    case .group(let pieces): for piece in pieces { piece.write(to: &result) }
    case .html(let name, let attributes, let children):
      Self.open(name, attributes, to: &result)
      result += ">"
      if Self.voidElements.contains(name) { return }
      for child in children { child.write(to: &result) }
      result += "</\(name)>"
      if Self.breaksLine(name) { result += "\n" }
    case .svg(let name, let attributes, let children):
      Self.open(name, attributes, to: &result)
      guard !children.isEmpty else {
        result += "/>"
        return
      }
      result += ">"
      for child in children { child.write(to: &result) }
      result += "</\(name)>"
    }
  }

  private static func open(_ name: String, _ attributes: [Attribute], to result: inout String) {
    result += "<\(name)"
    for attribute in attributes {
      let value = attribute.value
      result += " "
      result += attribute.name
      result += "=\""
      result += isPlain(value) ? value : escaped(InertText.line(value))
      result += "\""
    }
  }

  private static func breaksLine(_ name: String) -> Bool {
    ["p", "h1", "h2", "h3", "li", "tr", "section", "table", "dt", "dd", "figure"].contains(name)
  }

  /// Whether a text is its own escaped form: printable ASCII without the five characters below,
  /// as nearly all coordinates and numbers of a page are.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case 0x22, 0x26, 0x27, 0x3C, 0x3E: false
      default: byte >= 0x20 && byte < 0x7F
      }
    }
  }

  /// The text with the five characters that end text or attribute values replaced.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Markup {
  /// An element of HTML; the attributes without a value are left out.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [Markup]
  ) -> Markup {
    .html(name, present(attributes), children)
  }

  /// An element of HTML that holds text.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ text: String
  ) -> Markup {
    .html(name, present(attributes), [.text(text)])
  }

  /// An element of SVG; the attributes without a value are left out.
  static func shape(
    _ name: String, _ attributes: KeyValuePairs<String, String?>, _ children: [Markup] = []
  ) -> Markup {
    .svg(name, present(attributes), children)
  }

  private static func present(_ attributes: KeyValuePairs<String, String?>) -> [Attribute] {
    attributes.compactMap { name, value in value.map { Attribute(name, $0) } }
  }
}
