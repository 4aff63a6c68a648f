/// A figure as SVG: the same bytes for the same figure, numbers to a hundredth of a unit.
///
/// - Source: W3C, Scalable Vector Graphics (SVG) 2; SVG Accessibility API Mappings (`role`, `title`
///   and `desc` as the text alternative).
extension Figure {
  /// A file of its own, with the colours for dark screens.
  func document() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + markup(isDocument: true).render() + "\n"
  }

  /// The drawing for a page that has the style sheet of `FigurePalette`; a document brings its
  /// namespace and style sheet itself.
  func markup(isDocument: Bool = false) -> Markup {
    let layout = FigureLayout(self)
    let size = (SVGNumber.text(FigureLayout.width), SVGNumber.text(layout.height))
    var content: [Markup] = [
      .shape("title", ["id": "\(name)-title"], [.text(title)]),
      .shape("desc", ["id": "\(name)-desc"], [.text(alternative)]),
    ]
    if isDocument { content.append(.shape("style", [:], [.trusted(FigurePalette.darkStyle)])) }
    content.append(
      .shape(
        "rect",
        [
          "class": "pf-paper", "width": size.0, "height": size.1, "fill": FigurePalette.paper,
        ]))
    for (index, panel) in layout.panels.enumerated() {
      content += FigureDrawing(layout: layout, panel: panel).marks(
        isLast: index == layout.panels.count - 1, xLabel: xLabel)
    }
    return .shape(
      "svg",
      [
        "xmlns": isDocument ? "http://www.w3.org/2000/svg" : nil,
        "viewBox": "0 0 \(size.0) \(size.1)", "width": isDocument ? size.0 : nil,
        "height": isDocument ? size.1 : nil, "role": "img",
        "aria-labelledby": "\(name)-title", "aria-describedby": "\(name)-desc",
        "font-family": "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
        "font-size": SVGNumber.text(FigureLayout.fontSize),
      ], content)
  }
}

/// Numbers as SVG writes them.
enum SVGNumber {
  /// The number to a hundredth, without trailing zeros; 0 where it is not finite.
  static func text(_ value: Double) -> String {
    // Coordinates of a drawing lie within some thousands; beyond the range of Int nothing is drawn.
    guard value.isFinite, abs(value) < 1e12 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    if part == 0 { return "\(sign)\(whole)" }
    let digits = part < 10 ? "0\(part)" : "\(part)"
    return "\(sign)\(whole).\(digits.hasSuffix("0") ? String(digits.dropLast()) : digits)"
  }
}

/// Draws one panel.
struct FigureDrawing {
  let layout: FigureLayout
  let panel: FigureLayout.PanelLayout

  /// Everything of the panel, from the back to the front.
  func marks(isLast: Bool, xLabel: String) -> [Markup] {
    let marks = panel.panel.marks
    var result = marks.compactMap(band)
    result += marks.compactMap(envelope)
    result += grid(isLast: isLast)
    result += marks.compactMap(level)
    result += marks.compactMap(line)
    result += marks.flatMap(points)
    result.append(frame)
    result.append(
      text(panel.scale.title(panel.panel.yLabel), x: 4, y: panel.titleY, isStrong: true))
    result += panel.entries.flatMap(entry)
    if isLast {
      result.append(
        text(
          xLabel, x: (layout.left + layout.right) / 2,
          y: panel.bottom + 2 * FigureLayout.lineHeight, anchor: "middle", isStrong: true))
    }
    return result
  }

  private func y(_ value: Double) -> Double {
    panel.scale.position(value, from: panel.bottom, to: panel.top)
  }

  private func text(
    _ text: String, x: Double, y: Double, anchor: String? = nil, isStrong: Bool = false,
    isMuted: Bool = false
  ) -> Markup {
    .shape(
      "text",
      [
        "class": isMuted ? "pf-muted" : "pf-ink", "x": SVGNumber.text(x), "y": SVGNumber.text(y),
        "text-anchor": anchor, "font-weight": isStrong ? "600" : nil,
        "fill": isMuted ? FigurePalette.muted : FigurePalette.ink,
      ], [.text(text)])
  }

  // MARK: - Frame and grid

  private var frame: Markup {
    .shape(
      "rect",
      [
        "class": "pf-frame", "x": SVGNumber.text(layout.left), "y": SVGNumber.text(panel.top),
        "width": SVGNumber.text(layout.right - layout.left),
        "height": SVGNumber.text(panel.bottom - panel.top), "fill": "none",
        "stroke": FigurePalette.muted,
      ])
  }

  private func grid(isLast: Bool) -> [Markup] {
    var result: [Markup] = []
    for tick in panel.scale.ticks {
      result.append(gridLine(layout.left, y(tick), layout.right, y(tick)))
      result.append(
        text(
          panel.scale.label(tick), x: layout.left - 6, y: y(tick) + 0.35 * FigureLayout.fontSize,
          anchor: "end", isMuted: true))
    }
    for tick in layout.horizontal.ticks {
      let x = layout.x(tick)
      result.append(gridLine(x, panel.top, x, panel.bottom))
      if isLast {
        result.append(
          text(
            layout.horizontal.label(tick), x: x, y: panel.bottom + FigureLayout.lineHeight - 1,
            anchor: "middle", isMuted: true))
      }
    }
    return result
  }

  private func gridLine(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> Markup {
    .shape(
      "path",
      [
        "class": "pf-grid", "d": Self.path([(x1, y1), (x2, y2)]), "fill": "none",
        "stroke": FigurePalette.grid,
      ])
  }

  // MARK: - Marks

  private func band(_ mark: Figure.Mark) -> Markup? {
    guard case .band(_, let interval, let shade) = mark else { return nil }
    let start = interval.lower.map(layout.x) ?? layout.left
    let end = interval.upper.map(layout.x) ?? layout.right
    // A band narrower than this is not seen.
    let width = max(end - start, 1.5)
    return .shape(
      "rect",
      [
        "class": shade.paint.name, "x": SVGNumber.text(min(start, layout.right - width)),
        "y": SVGNumber.text(panel.top), "width": SVGNumber.text(width),
        "height": SVGNumber.text(panel.bottom - panel.top), "fill": shade.paint.colour,
      ])
  }

  private func envelope(_ mark: Figure.Mark) -> Markup? {
    guard case .envelope(let envelope) = mark, envelope.x.count > 1 else { return nil }
    let outline =
      envelope.points.map { (layout.x($0.0), y($0.1)) }
      + envelope.points.reversed().map { (layout.x($0.0), y($0.2)) }
    let paint = FigurePalette.tint(envelope.colour)
    return .shape(
      "path", ["class": paint.name, "d": Self.path(outline) + "Z", "fill": paint.colour])
  }

  private func level(_ mark: Figure.Mark) -> Markup? {
    guard case .level(let value) = mark else { return nil }
    return .shape(
      "path",
      [
        "class": "pf-frame", "d": Self.path([(layout.left, y(value)), (layout.right, y(value))]),
        "fill": "none", "stroke": FigurePalette.muted,
      ])
  }

  private func line(_ mark: Figure.Mark) -> Markup? {
    guard case .line(let series, let dash) = mark, !series.drawable.isEmpty else { return nil }
    return stroke(
      series.drawable.map { (layout.x($0.x), y($0.y)) }, colour: series.colour, dash: dash)
  }

  private func stroke(
    _ points: [(Double, Double)], colour: Int, dash: Figure.Dash, width: String = "1.8"
  ) -> Markup {
    let paint = FigurePalette.stroke(colour)
    return .shape(
      "path",
      [
        "class": paint.name, "d": Self.path(points), "fill": "none", "stroke": paint.colour,
        "stroke-width": width, "stroke-dasharray": dash.pattern, "stroke-linejoin": "round",
      ])
  }

  private func points(_ mark: Figure.Mark) -> [Markup] {
    guard case .points(let series) = mark else { return [] }
    // One path for all points of a kind: the attributes of each would be most of a page.
    let bars = series.drawable.compactMap { point -> String? in
      guard let bar = point.standardUncertainty, bar.isFinite, bar > 0 else { return nil }
      let (x, high, low) = (layout.x(point.x), y(point.y + bar), y(point.y - bar))
      return Self.path([(x, high), (x, low)]) + Self.path([(x - 3, high), (x + 3, high)])
        + Self.path([(x - 3, low), (x + 3, low)])
    }
    let paint = FigurePalette.stroke(series.colour)
    var result: [Markup] = []
    if !bars.isEmpty {
      result.append(
        .shape(
          "path",
          ["class": paint.name, "d": bars.joined(), "fill": "none", "stroke": paint.colour]))
    }
    for isHollow in [false, true] {
      let places = series.drawable.filter { $0.isUsed != isHollow }
        .map { (layout.x($0.x), y($0.y)) }
      if !places.isEmpty { result.append(markers(series.colour, places, isHollow: isHollow)) }
    }
    return result
  }

  private func markers(
    _ number: Int, _ places: [(Double, Double)], isHollow: Bool
  ) -> Markup {
    let (fill, stroke) = (FigurePalette.fill(number), FigurePalette.stroke(number))
    return .shape(
      "path",
      [
        "class": "\(isHollow ? "pf-paper" : fill.name) \(stroke.name)",
        "d": places.map { FigureMarker.path(number, x: $0.0, y: $0.1) }.joined(),
        "fill": isHollow ? FigurePalette.paper : fill.colour, "stroke": stroke.colour,
        "stroke-width": "1.2",
      ])
  }

  // MARK: - Legend

  private func entry(_ entry: FigureLayout.Entry) -> [Markup] {
    let middle = entry.y - 0.35 * FigureLayout.fontSize
    let swatch: Markup =
      switch entry.mark {
      case .points(let series):
        markers(series.colour, [(entry.x + 10, middle)], isHollow: entry.isHollow)
      case .line(let series, let dash):
        stroke([(entry.x, middle), (entry.x + 20, middle)], colour: series.colour, dash: dash)
      case .band(_, _, let shade):
        .shape(
          "rect",
          [
            "class": shade.paint.name, "x": SVGNumber.text(entry.x + 2),
            "y": SVGNumber.text(middle - 6), "width": "16", "height": "12",
            "fill": shade.paint.colour,
          ])
      case .envelope(let envelope):
        .shape(
          "rect",
          [
            "class": FigurePalette.tint(envelope.colour).name, "x": SVGNumber.text(entry.x + 2),
            "y": SVGNumber.text(middle - 6), "width": "16", "height": "12",
            "fill": FigurePalette.tint(envelope.colour).colour,
          ])
      case .level: .group([])
      }
    return [swatch, text(entry.text, x: entry.x + FigureLayout.swatch, y: entry.y)]
  }

  /// The data of a path through points.
  static func path(_ points: [(Double, Double)]) -> String {
    points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(SVGNumber.text(point.0)) \(SVGNumber.text(point.1))"
    }.joined()
  }
}

/// The shapes of markers, so that series differ in more than colour.
enum FigureMarker {
  /// The distance of a marker's edge from its middle.
  private static let radius = 3.8

  /// The data of the path of a marker.
  static func path(_ number: Int, x: Double, y: Double) -> String {
    let r = radius
    let corners: [(Double, Double)]
    switch number % 6 {
    case 0:
      let arc = "a\(SVGNumber.text(r)) \(SVGNumber.text(r)) 0 1 0"
      let across = SVGNumber.text(2 * r)
      return "M\(SVGNumber.text(x - r)) \(SVGNumber.text(y))\(arc) \(across) 0\(arc) -\(across) 0Z"
    case 1: corners = [(-r, -r), (r, -r), (r, r), (-r, r)].map { (0.88 * $0.0, 0.88 * $0.1) }
    case 2: corners = [(0, -1.2 * r), (1.1 * r, 0.8 * r), (-1.1 * r, 0.8 * r)]
    case 3: corners = [(0, -1.25 * r), (1.25 * r, 0), (0, 1.25 * r), (-1.25 * r, 0)]
    case 4: corners = [(0, 1.2 * r), (1.1 * r, -0.8 * r), (-1.1 * r, -0.8 * r)]
    default: corners = [(-r, -0.6 * r), (r, -0.6 * r), (r, 0.6 * r), (-r, 0.6 * r)]
    }
    return FigureDrawing.path(corners.map { (x + $0.0, y + $0.1) }) + "Z"
  }
}

extension Figure.Dash {
  /// The value of `stroke-dasharray`, nil for a solid line.
  var pattern: String? {
    switch self {
    case .solid: nil
    case .dashed: "7 4"
    case .dotted: "2 3"
    case .mixed: "8 3 2 3"
    }
  }
}

extension Figure.Shade {
  /// The class and the colour of a band.
  var paint: (name: String, colour: String) {
    switch self {
    case .bracket: ("pf-bracket", FigurePalette.bracket)
    case .estimate: ("pf-estimate", FigurePalette.estimate)
    }
  }
}
