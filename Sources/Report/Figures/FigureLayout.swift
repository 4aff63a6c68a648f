import Foundation

/// Where the parts of a figure lie, in units of the drawing: about one pixel on a wide screen.
///
///     title of the vertical axis
///     legend, as many rows as needed
///     frame with grid, bands, lines, points
///     … the next panel …
///     labels and title of the horizontal axis
///
/// Titles of axes lie flat above their panel: turned text is hard to read on a phone.
struct FigureLayout {
  /// The width of every figure.
  static let width = 440.0
  /// The size of the type.
  static let fontSize = 13.0
  /// The room of a line of text.
  static let lineHeight = 18.0
  /// The mean width of a character as a part of the size of the type, on the generous side.
  private static let characterWidth = 0.56
  /// The room at the right end, for half a label of the last tick.
  static let rightMargin = 18.0
  /// The room between two panels.
  static let gap = 14.0
  /// The width of a swatch in the legend with its distance to the text.
  static let swatch = 26.0
  /// The distance between two entries of the legend.
  static let entryGap = 14.0

  /// What the legend says of hollow points.
  private static let unusedLabel = "not used in the fit"

  /// One entry of the legend.
  struct Entry: Sendable {
    /// The mark that it explains.
    var mark: Figure.Mark
    /// Whether a point of the same colour is drawn hollow.
    var isHollow = false
    /// The text.
    var text: String
    /// The left end.
    var x = 0.0
    /// The base line of the text.
    var y = 0.0
  }

  /// One panel with the place of its frame.
  struct PanelLayout: Sendable {
    var panel: Figure.Panel
    /// The vertical scale.
    var scale: AxisScale
    /// The base line of the title of the vertical axis.
    var titleY: Double
    /// The legend.
    var entries: [Entry]
    /// The upper edge of the frame.
    var top: Double
    /// The lower edge of the frame.
    var bottom: Double
  }

  /// The horizontal scale, one for all panels.
  let horizontal: AxisScale
  /// The panels from top to bottom.
  let panels: [PanelLayout]
  /// The left edge of the frames.
  let left: Double
  /// The right edge of the frames.
  let right: Double
  /// The height of the figure.
  let height: Double

  /// How wide a text is, estimated.
  static func width(of text: String) -> Double {
    Double(TextLayout.columns(text)) * characterWidth * fontSize
  }

  /// The layout of a figure.
  init(_ figure: Figure) {
    let xValues = figure.panels.flatMap { $0.marks.flatMap(\.xValues) }
    horizontal = AxisScale(showing: xValues, includesZero: false, tickCount: 7)
    let scales = figure.panels.map { panel in
      AxisScale(
        showing: panel.marks.flatMap(\.yValues), includesZero: panel.includesZero,
        tickCount: max(4, Int(panel.height / 32)))
    }
    let labels = scales.flatMap { scale in scale.ticks.map { Self.width(of: scale.label($0)) } }
    left = 12 + (labels.max() ?? 0)
    right = Self.width - Self.rightMargin
    var y = 4.0
    var layouts: [PanelLayout] = []
    var explained: Set<String> = []
    for (panel, scale) in zip(figure.panels, scales) {
      let titleY = y + Self.fontSize
      y += Self.lineHeight
      let (entries, rows) = Self.legend(
        of: panel, top: y, right: Self.width - 4, explained: explained)
      explained.formUnion(entries.map(\.text))
      y += Double(rows) * Self.lineHeight + 6
      layouts.append(
        PanelLayout(
          panel: panel, scale: scale, titleY: titleY, entries: entries, top: y,
          bottom: y + panel.height))
      y += panel.height + Self.gap
    }
    panels = layouts
    height = (y - Self.gap + 2 * Self.lineHeight + 8).rounded(.up)
  }

  /// The entries of a panel's legend, one for each label, in as many rows as they need.
  private static func legend(
    of panel: Figure.Panel, top: Double, right: Double, explained: Set<String>
  ) -> (entries: [Entry], rows: Int) {
    var entries: [Entry] = []
    for mark in panel.marks.inLegendOrder {
      guard let label = mark.label, !entries.contains(where: { $0.text == label }) else { continue }
      let longest = Int((right - swatch - 8) / (characterWidth * fontSize))
      let text = TextLayout.shortened(InertText.line(label), width: longest)
      entries.append(Entry(mark: mark, text: text))
      if mark.hasUnusedPoints {
        entries.append(Entry(mark: mark, isHollow: true, text: unusedLabel))
      }
    }
    // What the panel above explains needs no second legend.
    if !entries.isEmpty, entries.allSatisfy({ explained.contains($0.text) }) { return ([], 0) }
    // A single series without anything beside it is named by the axis.
    if entries.count == 1, !entries[0].isHollow { return ([], 0) }
    var x = 4.0
    var row = 0
    for index in entries.indices {
      let needed = swatch + width(of: entries[index].text)
      if x > 4, x + needed > right {
        x = 4
        row += 1
      }
      entries[index].x = x
      entries[index].y = top + Double(row) * lineHeight + fontSize
      x += needed + entryGap
    }
    return (entries, entries.isEmpty ? 0 : row + 1)
  }

  /// The place of a value on the horizontal axis.
  func x(_ value: Double) -> Double { horizontal.position(value, from: left, to: right) }
}

extension Figure.Mark {
  /// The entry in the legend, nil where the mark needs none.
  var label: String? {
    switch self {
    case .points(let series), .line(let series, _):
      series.drawable.isEmpty || series.label.isEmpty ? nil : series.label
    case .band(let label, _, _): label
    case .envelope(let envelope): envelope.x.isEmpty ? nil : envelope.label
    case .level: nil
    }
  }

  /// Whether some points are drawn hollow.
  var hasUnusedPoints: Bool {
    if case .points(let series) = self { series.drawable.contains { !$0.isUsed } } else { false }
  }

  /// What must be seen on the horizontal axis.
  var xValues: [Double] {
    switch self {
    case .points(let series), .line(let series, _): series.drawable.map(\.x)
    case .band(_, let interval, _): [interval.lower, interval.upper].compactMap { $0 }
    case .envelope(let envelope): envelope.x
    case .level: []
    }
  }

  /// What must be seen on the vertical axis, error bars included.
  var yValues: [Double] {
    switch self {
    case .points(let series):
      series.drawable.flatMap { point in
        let bar = point.standardUncertainty.flatMap { $0.isFinite ? $0 : nil } ?? 0
        return [point.y - bar, point.y + bar]
      }
    case .line(let series, _): series.drawable.map(\.y)
    case .band: []
    case .envelope(let envelope): envelope.lower + envelope.upper
    case .level(let value): [value]
    }
  }
}

extension [Figure.Mark] {
  /// Points first, then lines from the front to the back, then bands.
  fileprivate var inLegendOrder: [Figure.Mark] {
    func rank(_ mark: Figure.Mark) -> Int {
      switch mark {
      case .points: 0
      case .line: 1
      case .band, .level, .envelope: 2
      }
    }
    let lines = reversed().filter { rank($0) == 1 }
    return filter { rank($0) == 0 } + lines + filter { rank($0) == 2 }
  }
}
