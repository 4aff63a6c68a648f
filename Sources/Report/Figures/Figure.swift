/// A figure as a value: panels one above the other, each with axes and marks.
///
/// A figure holds what is drawn, not how: `Figure+SVG` draws it and `Figure+Table` writes its
/// numbers. Marks of one label share an entry of the legend.
struct Figure: Sendable, Hashable {
  /// The name of its file, without an ending.
  var name: String
  /// What it shows, in a few words.
  var title: String
  /// What can be seen in it, for those who cannot see it.
  var alternative: String
  /// What a reader needs to know to read it.
  var caption: String
  /// The quantity and its unit on the axis from left to right, one for all panels.
  var xLabel: String
  /// The panels from top to bottom.
  var panels: [Panel]

  /// A pair of axes with what is drawn between them.
  struct Panel: Sendable, Hashable {
    /// The quantity and its unit on the axis from bottom to top.
    var yLabel: String
    /// Whether the vertical axis shows zero.
    var includesZero = true
    /// The height of the frame, in the units of the drawing.
    var height = 210.0
    /// What is drawn, the first below.
    var marks: [Mark]
  }

  /// What is drawn between the axes.
  enum Mark: Sendable, Hashable {
    /// Measured points with error bars.
    case points(Series)
    /// A line through points, without markers.
    case line(Series, dash: Dash)
    /// What lies between two curves.
    case envelope(Envelope)
    /// A range on the axis from left to right; an open end reaches the frame.
    case band(label: String, Interval, shade: Shade)
    /// A horizontal line.
    case level(Double)
  }

  /// Points of one colour and marker.
  struct Series: Sendable, Hashable {
    /// The entry in the legend.
    var label: String
    /// The number of the colour and of the marker.
    var colour: Int
    /// The points.
    var points: [Point]
  }

  /// The space between two curves, in a tint of the colour of a series.
  struct Envelope: Sendable, Hashable {
    /// The entry in the legend.
    var label: String
    /// The number of the colour.
    var colour: Int
    /// The curves.
    var points: [(Double, Double, Double)] { zip(x, zip(lower, upper)).map { ($0, $1.0, $1.1) } }
    /// The places on the axis from left to right, rising.
    var x: [Double]
    /// The lower curve.
    var lower: [Double]
    /// The upper curve.
    var upper: [Double]
  }

  /// A point with its standard uncertainty.
  struct Point: Sendable, Hashable {
    var x: Double
    var y: Double
    var standardUncertainty: Double?
    /// Whether a fit used it; unused points are drawn hollow.
    var isUsed = true
  }

  /// The pattern of a line, so that lines differ in more than colour.
  enum Dash: Int, Sendable, Hashable, CaseIterable {
    case solid
    case dashed
    case dotted
    case mixed
  }

  /// The tone of a band.
  enum Shade: Sendable, Hashable {
    /// The bracket of a transition.
    case bracket
    /// The interval of a fitted temperature.
    case estimate
  }
}

extension Figure.Series {
  /// The points that can be drawn.
  var drawable: [Figure.Point] { points.filter { $0.x.isFinite && $0.y.isFinite } }
}

extension Figure.Panel {
  /// Whether there is a point or a line to be seen.
  var showsData: Bool {
    marks.contains { mark in
      switch mark {
      case .points(let series), .line(let series, _): !series.drawable.isEmpty
      case .band, .level, .envelope: false
      }
    }
  }
}
