// A drawing of the vocabulary of this program's figures as the content of a PDF page.
//
//     x = s x_svg ,   y = s (height − y_svg)
//
// Shapes: path (M, L, Z and the half circles of markers), rect, circle, text, groups with opacity.
// Classes, titles and style sheets are for screens; the colours of a PDF are those of the attributes.

import Foundation

/// The content stream of one page.
struct PDFDrawing {
  /// The length of a unit of the drawing in points: a figure is as wide as a column, 84.7 mm.
  static let scale = 0.5

  /// The width of the page in points.
  let width: Double
  /// The height of the page in points.
  let height: Double
  /// The operators.
  private(set) var content = ""
  /// The opacities in use, in the order of their names.
  private(set) var opacities: [Double] = []
  private let fontSize: Double

  /// Draws a figure that is given as an element `svg`.
  ///
  /// - Returns: nil where the piece is none.
  init?(_ markup: Markup) {
    guard case .svg("svg", let attributes, let children) = markup,
      let box = Self.value("viewBox", attributes)?.split(separator: " ").compactMap({ Double($0) }),
      box.count == 4
    else { return nil }
    width = Self.scale * box[2]
    height = Self.scale * box[3]
    fontSize = Self.number("font-size", attributes) ?? FigureLayout.fontSize
    let scale = Self.text(Self.scale)
    content = "\(scale) 0 0 -\(scale) 0 \(Self.text(height)) cm\n1 j\n"
    for child in children { draw(child) }
  }

  // MARK: - Elements

  private mutating func draw(_ markup: Markup) {
    switch markup {
    case .svg(let name, let attributes, let children):
      switch name {
      case "g": group(attributes, children)
      case "rect": paint(Self.rectangle(attributes), attributes)
      case "circle": paint(Self.circle(attributes), attributes)
      case "path": paint(Self.path(Self.value("d", attributes) ?? ""), attributes)
      case "text": text(attributes, children)
      default: break
      }
    case .group(let pieces): for piece in pieces { draw(piece) }
    default: break
    }
  }

  private mutating func group(_ attributes: [Markup.Attribute], _ children: [Markup]) {
    let opacity = Self.number("opacity", attributes).map { min(max($0, 0), 1) }
    if let opacity {
      let index = opacities.firstIndex(of: opacity) ?? opacities.count
      if index == opacities.count { opacities.append(opacity) }
      content += "q\n/G\(index) gs\n"
    }
    for child in children { draw(child) }
    if opacity != nil { content += "Q\n" }
  }

  private mutating func paint(_ path: String, _ attributes: [Markup.Attribute]) {
    guard !path.isEmpty else { return }
    let fill = Self.colour("fill", attributes)
    let stroke = Self.colour("stroke", attributes)
    guard fill != nil || stroke != nil else { return }
    var commands = ""
    if let fill { commands += "\(fill) rg\n" }
    if let stroke {
      commands += "\(stroke) RG\n\(Self.text(Self.number("stroke-width", attributes) ?? 1)) w\n"
      let dashes = (Self.value("stroke-dasharray", attributes) ?? "").split(separator: " ")
      commands +=
        "[\(dashes.compactMap { Double($0) }.map(Self.text).joined(separator: " "))] 0 d\n"
      commands += Self.value("stroke-linecap", attributes) == "round" ? "1 J\n" : "0 J\n"
    }
    content += commands + path + (fill == nil ? "S\n" : stroke == nil ? "f\n" : "B\n")
  }

  private mutating func text(_ attributes: [Markup.Attribute], _ children: [Markup]) {
    let words = children.map { child in
      if case .text(let text) = child { InertText.line(text) } else { "" }
    }.joined()
    guard let x = Self.number("x", attributes), let y = Self.number("y", attributes),
      !words.isEmpty
    else { return }
    let isBold = (Self.number("font-weight", attributes) ?? 400) >= 600
    let text = HelveticaText(words, isBold: isBold)
    let anchor = Self.value("text-anchor", attributes)
    let shift = anchor == "middle" ? 0.5 : anchor == "end" ? 1 : 0
    var place = x - shift * text.width * fontSize
    content += "\(Self.colour("fill", attributes) ?? "0 0 0") rg\nBT\n"
    for run in text.runs {
      let size = Self.text(fontSize * run.scale)
      // The page is upside down for text: its matrix turns it back.
      content += "/\(run.font.resource) \(size) Tf\n"
      content += "1 0 0 -1 \(Self.text(place)) \(Self.text(y - run.rise * fontSize)) Tm\n"
      content += "<\(run.bytes.map { String(format: "%02X", $0) }.joined())> Tj\n"
      place += run.width * fontSize
    }
    content += "ET\n"
  }

  // MARK: - Paths

  private static func rectangle(_ attributes: [Markup.Attribute]) -> String {
    guard let width = number("width", attributes), let height = number("height", attributes) else {
      return ""
    }
    let x = text(number("x", attributes) ?? 0)
    let y = text(number("y", attributes) ?? 0)
    return "\(x) \(y) \(text(width)) \(text(height)) re\n"
  }

  private static func circle(_ attributes: [Markup.Attribute]) -> String {
    guard let x = number("cx", attributes), let y = number("cy", attributes),
      let r = number("r", attributes), r > 0
    else { return "" }
    return "\(text(x - r)) \(text(y)) m\n" + halfCircle(fromX: x - r, toX: x + r, y: y)
      + halfCircle(fromX: x + r, toX: x - r, y: y) + "h\n"
  }

  /// Half a circle as two Bézier curves, each off by less than 3e-4 of the radius; it turns as the
  /// half circles of `FigureMarker` do.
  private static func halfCircle(fromX start: Double, toX end: Double, y: Double) -> String {
    let r = (end - start) / 2
    let middle = (start + end) / 2
    let k = 4 * (2.0.squareRoot() - 1) / 3 * r
    func curve(_ points: [Double]) -> String { points.map(text).joined(separator: " ") + " c\n" }
    return curve([start, y - k, middle - k, y - r, middle, y - r])
      + curve([middle + k, y - r, end, y - k, end, y])
  }

  /// The operators of path data with absolute M, L, Z and relative half circles `a`.
  static func path(_ data: String) -> String {
    var result = ""
    var (x, y) = (0.0, 0.0)
    var command: Character?
    var numbers: [Double] = []
    var digits = ""
    func finish() {
      guard let command else { return }
      switch (command, numbers.count) {
      case ("M", 2), ("L", 2):
        (x, y) = (numbers[0], numbers[1])
        result += "\(text(x)) \(text(y)) \(command == "M" ? "m" : "l")\n"
      case ("a", 7):
        result += halfCircle(fromX: x, toX: x + numbers[5], y: y)
        x += numbers[5]
      case ("Z", 0): result += "h\n"
      default: break
      }
    }
    for character in data {
      if character.isLetter || character == " " {
        if let value = Double(digits) { numbers.append(value) }
        digits = ""
      } else {
        digits.append(character)
      }
      guard character.isLetter else { continue }
      finish()
      command = character
      numbers = []
    }
    if let value = Double(digits) { numbers.append(value) }
    finish()
    return result
  }

  // MARK: - Values

  private static func value(_ name: String, _ attributes: [Markup.Attribute]) -> String? {
    attributes.first { $0.name == name }?.value
  }

  private static func number(_ name: String, _ attributes: [Markup.Attribute]) -> Double? {
    value(name, attributes).flatMap { Double($0) }
  }

  /// A colour `#rrggbb` as three numbers from 0 to 1, nil for none.
  private static func colour(_ name: String, _ attributes: [Markup.Attribute]) -> String? {
    guard let text = value(name, attributes), text.hasPrefix("#"), text.count == 7,
      let code = Int(text.dropFirst(), radix: 16)
    else { return nil }
    return [16, 8, 0].map { Self.text(Double((code >> $0) & 0xFF) / 255) }.joined(separator: " ")
  }

  /// A number to a thousandth of a unit.
  static func text(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    var text = String(format: "%.3f", value)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }
}
