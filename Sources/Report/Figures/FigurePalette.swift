/// The colours of figures, told apart by readers with any of the common colour deficiencies.
///
/// On white the six colours are those of Okabe and Ito without yellow; on black they are lightened
/// until each has a contrast of at least 4.5 to the paper. Shapes carry their colour on white as an
/// attribute, so that programs without style sheets draw them rightly; the style sheet below only
/// adds the colours of a dark screen.
///
/// - Source: M. Okabe and K. Ito, Color Universal Design, https://jfly.uni-koeln.de/color/.
enum FigurePalette {
  /// The colours of series on white.
  static let series = ["#0072B2", "#D55E00", "#007A5A", "#A8457F", "#9A6A00", "#4A4A4A"]
  /// The same, light enough to lie behind lines.
  static let tints = ["#BBD8EA", "#F4D2BC", "#BADBD2", "#E8CBDC", "#E4D7B8", "#CFCFCF"]
  /// The colour of text and frames.
  static let ink = "#1c1c1c"
  /// The colour of less important text.
  static let muted = "#555555"
  /// The colour of the grid.
  static let grid = "#e2e2e2"
  /// The colour behind everything.
  static let paper = "#ffffff"
  /// The colour of the bracket of a transition.
  static let bracket = "#e9e4d8"
  /// The colour of the interval of a fitted temperature.
  static let estimate = "#cfe0ee"

  /// The class and the attribute that fill a shape with the colour of a series.
  static func fill(_ number: Int) -> (name: String, colour: String) {
    let index = number % series.count
    return ("pf-f\(index)", series[index])
  }

  /// The class and the attribute that fill an area with the tint of a series.
  static func tint(_ number: Int) -> (name: String, colour: String) {
    let index = number % tints.count
    return ("pf-t\(index)", tints[index])
  }

  /// The class and the attribute that draw a line in the colour of a series.
  static func stroke(_ number: Int) -> (name: String, colour: String) {
    let index = number % series.count
    return ("pf-s\(index)", series[index])
  }

  /// The style sheet for dark screens; print is always dark on white.
  static let darkStyle = Markup.StaticText(
    """
    @media screen and (prefers-color-scheme:dark){\
    .pf-f0{fill:#5cb3ec}.pf-s0{stroke:#5cb3ec}.pf-f1{fill:#ff9350}.pf-s1{stroke:#ff9350}\
    .pf-f2{fill:#3fce9f}.pf-s2{stroke:#3fce9f}.pf-f3{fill:#ea9ccb}.pf-s3{stroke:#ea9ccb}\
    .pf-f4{fill:#efb53a}.pf-s4{stroke:#efb53a}.pf-f5{fill:#c4c4c4}.pf-s5{stroke:#c4c4c4}\
    .pf-t0{fill:#1f4058}.pf-t1{fill:#573522}.pf-t2{fill:#17493a}.pf-t3{fill:#52394a}\
    .pf-t4{fill:#54411a}.pf-t5{fill:#474747}\
    .pf-ink{fill:#ececec}.pf-muted{fill:#b8b8b8}.pf-grid{stroke:#383b40}\
    .pf-frame{stroke:#b8b8b8}.pf-paper{fill:#17191c}.pf-bracket{fill:#3b372c}\
    .pf-estimate{fill:#22405a}}
    """)
}
