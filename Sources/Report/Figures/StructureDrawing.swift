import Foundation
import PhaseFitNumerics
import PhaseFitStructures

/// The picture of a structure as SVG, and its data for the slider of the page.
///
///     x = s (r · right) + width/2 ,   y = (top + height)/2 − s (r · up)
///
/// s is the scale in units of the drawing for an ångström. Atoms further from the reader are drawn
/// first. Without a script the picture is the structure at the lowest temperature.
struct StructureDrawing {
  let scene: StructureScene

  /// The width of the drawing.
  private static let width = FigureLayout.width
  /// The greatest height of the drawing without its legend.
  private static let largestHeight = 460.0
  /// The radius of the largest atom, Å: of the seventh period.
  private static let largestRadius = 0.2 + 0.045 * 7
  /// The room for a row of the legend above.
  private static let legendHeight = 24.0

  /// How far the outermost atoms and their arrows reach beyond the box, Å: both the atom and its
  /// arrow stand for the enlarged displacement.
  private var overhang: Double {
    2 * Double(scene.magnification) * scene.largestDisplacement + Self.largestRadius
  }

  /// How far the picture reaches from its middle along an axis of the paper, Å.
  private func reach(_ axis: Vector3) -> Double {
    scene.corners.reduce(0) { max($0, abs(dot($1, axis))) } + overhang
  }

  /// The units of the drawing for an ångström in each view: the picture fills its frame.
  private var scales: [Double] {
    scene.views.map { view in
      min(Self.width / (2 * reach(view.right)), Self.largestHeight / (2 * reach(view.up)))
    }
  }

  private var scale: Double { scales[scene.firstView] }

  /// The room that the legend takes.
  private var top: Double { legendRows * Self.legendHeight }

  /// The height of the picture with its legend in each view.
  private var heights: [Double] {
    zip(scales, scene.views).map { top + (2 * $0 * reach($1.up)).rounded(.up) }
  }

  private var height: Double { heights[scene.firstView] }

  /// What the picture shows, in words.
  var alternative: String {
    let frame = scene.frames[0]
    let largest = NumberText.rounded(
      scene.largestDisplacement(in: frame), significantDigits: 3)
    let box = scene.multiples.map(String.init).joined(separator: " × ")
    return "The structure at \(frame.label), seen along \(scene.views[scene.firstView].name) of "
      + "the parent: \(scene.atoms.count) atoms (\(scene.elements.joined(separator: ", "))) in "
      + "\(box) cells of the parent. "
      + (scene.isUndisplaced
        ? "No atom is displaced from the parent."
        : "The largest displacement from the parent is \(largest) Å; displacements are drawn "
          + (scene.magnification == 1
            ? "at their true length." : "\(scene.magnification) times as long as they are."))
      + (scene.frames.allSatisfy(\.occupancies.isEmpty)
        ? "" : " The paler an atom, the less its site is filled.")
      + (scene.atoms.allSatisfy { $0.other == nil }
        ? "" : " A site that elements share is a disc divided as they share it.")
  }

  // MARK: - The picture

  /// The picture for a page, with hooks for the script; or as a file of its own.
  func markup(isDocument: Bool = false) -> Markup {
    let size = (Self.width, height)
    var content: [Markup] = [
      .shape("title", ["id": "structure-title"], [.text("Structure at \(scene.frames[0].label)")]),
      .shape("desc", ["id": "structure-desc"], [.text(alternative)]),
    ]
    if isDocument { content.append(.shape("style", [:], [.trusted(FigurePalette.darkStyle)])) }
    content.append(
      .shape(
        "rect",
        [
          "class": "pf-paper", "width": SVGNumber.text(size.0),
          "height": SVGNumber.text(isDocument ? size.1 : heights.max() ?? size.1),
          "fill": FigurePalette.paper,
        ]))
    content += [legend, outline, .shape("g", ["id": "structure-atoms"], atoms)]
    return .shape(
      "svg",
      [
        "xmlns": isDocument ? "http://www.w3.org/2000/svg" : nil, "id": "structure",
        "viewBox": "0 0 \(SVGNumber.text(size.0)) \(SVGNumber.text(size.1))",
        "width": isDocument ? SVGNumber.text(size.0) : nil,
        "height": isDocument ? SVGNumber.text(size.1) : nil, "role": "img",
        "aria-labelledby": "structure-title", "aria-describedby": "structure-desc",
        "font-family": "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
        "font-size": SVGNumber.text(FigureLayout.fontSize),
      ], content)
  }

  /// A file of its own, with the colours for dark screens.
  func document() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + markup(isDocument: true).render() + "\n"
  }

  private var view: StructureScene.View { scene.views[scene.firstView] }

  private func project(_ position: Vector3) -> (Double, Double) {
    (
      scale * dot(position, view.right) + Self.width / 2,
      (top + height) / 2 - scale * dot(position, view.up)
    )
  }

  /// The pairs of corners that are joined by an edge of the box.
  static let edges = (0..<8).flatMap { corner in
    [1, 2, 4].filter { corner & $0 == 0 }.map { (corner, corner | $0) }
  }

  private var outline: Markup {
    let stretch = scene.frames[0].stretch
    let data = Self.edges.map { start, end in
      FigureDrawing.path([
        project(stretch * scene.corners[start]), project(stretch * scene.corners[end]),
      ])
    }.joined()
    return .shape(
      "path",
      [
        "id": "structure-box", "class": "pf-frame", "d": data, "fill": "none",
        "stroke": FigurePalette.muted, "stroke-width": "1.1",
      ])
  }

  private var atoms: [Markup] {
    let frame = scene.frames[0]
    let placed = scene.atoms.enumerated().map { index, atom in
      (
        index: index, atom: atom,
        place: frame.stretch * atom.position
          + Double(scene.magnification) * frame.displacements[atom.site]
      )
    }
    let ordered = placed.sorted {
      (dot($0.place, view.toward), $0.index) < (dot($1.place, view.toward), $1.index)
    }
    return ordered.map { item in
      let (x, y) = project(item.place)
      let r = scale * radius(item.atom.element)
      let fill = FigurePalette.fill(item.atom.element)
      let u = Double(scene.magnification) * frame.displacements[item.atom.site]
      let circle = Markup.shape(
        "circle",
        [
          "class": "\(fill.name) pf-rim", "cx": SVGNumber.text(x), "cy": SVGNumber.text(y),
          "r": SVGNumber.text(r), "fill": fill.colour,
          "stroke": FigurePalette.paper, "stroke-width": "1",
        ])
      let sector = item.atom.other.map { other in
        let fill = FigurePalette.fill(other)
        let share = frame.shares.isEmpty ? 1 : frame.shares[item.atom.site]
        return Markup.shape(
          "path", ["class": fill.name, "d": Self.sector(x, y, r, share), "fill": fill.colour])
      }
      let arrow = Markup.shape(
        "path",
        [
          "class": "pf-arrow",
          "d": Self.arrow(x, y, scale * dot(u, view.right), -scale * dot(u, view.up)),
          "fill": "none", "stroke": FigurePalette.ink, "stroke-width": "1.6",
          "stroke-linecap": "round",
        ])
      let opacity =
        frame.occupancies.isEmpty ? nil : SVGNumber.text(frame.occupancies[item.atom.site])
      return .shape(
        "g", ["data-atom": String(item.index), "opacity": opacity],
        [circle] + (sector.map { [$0] } ?? []) + [arrow])
    }
  }

  /// The path of what a share, clockwise from the top, leaves of a disc; empty where it leaves none.
  static func sector(_ x: Double, _ y: Double, _ r: Double, _ share: Double) -> String {
    func point(_ turn: Double) -> String {
      let angle = 2 * Double.pi * turn
      return "\(SVGNumber.text(x + r * sin(angle))) \(SVGNumber.text(y - r * cos(angle)))"
    }
    let radius = SVGNumber.text(r)
    guard share < 0.999 else { return "" }
    guard share > 0.001 else {
      let half = "A\(radius) \(radius) 0 1 1 "
      return "M\(point(0))\(half)\(point(0.5))\(half)\(point(0))Z"
    }
    return "M\(SVGNumber.text(x)) \(SVGNumber.text(y))L\(point(share))"
      + "A\(radius) \(radius) 0 \(share < 0.5 ? 1 : 0) 1 \(point(0))Z"
  }

  /// The path of an arrow; empty where it would be shorter than its own line is wide.
  static func arrow(_ x: Double, _ y: Double, _ dx: Double, _ dy: Double) -> String {
    let long = (dx * dx + dy * dy).squareRoot()
    guard long > 2 else { return "" }
    let (ux, uy) = (dx / long, dy / long)
    let head = min(5, 0.6 * long)
    let tip = (x + dx, y + dy)
    let back = (tip.0 - head * ux, tip.1 - head * uy)
    let side = 0.55 * head
    return FigureDrawing.path([(x, y), tip])
      + FigureDrawing.path([
        (back.0 - side * uy, back.1 + side * ux), tip, (back.0 + side * uy, back.1 - side * ux),
      ])
  }

  /// The radius in Å: heavier elements are drawn larger, by period; a site that elements share as
  /// its first element.
  private func radius(_ element: Int) -> Double {
    let first = scene.elements[element].split(separator: "/").first.map(String.init) ?? ""
    let number = Element(symbol: first)?.atomicNumber ?? 1
    let period = [2, 10, 18, 36, 54, 86].count { number > $0 } + 1
    return Self.largestRadius - 0.045 * Double(7 - period)
  }

  private var legendPlaces: [(x: Double, row: Double)] {
    var (x, row) = (12.0, 0.0)
    return scene.elements.map { symbol in
      let needed = 24 + FigureLayout.width(of: symbol) + FigureLayout.entryGap
      if x > 12, x + needed > Self.width {
        x = 12
        row += 1
      }
      defer { x += needed }
      return (x, row)
    }
  }

  private var legendRows: Double { (legendPlaces.last?.row ?? 0) + 1 }

  private var legend: Markup {
    .shape(
      "g", [:],
      zip(scene.elements.indices, legendPlaces).flatMap { index, place -> [Markup] in
        let y = place.row * Self.legendHeight + 12
        let fill = FigurePalette.fill(index)
        return [
          .shape(
            "circle",
            [
              "class": fill.name, "cx": SVGNumber.text(place.x + 8), "cy": SVGNumber.text(y),
              "r": SVGNumber.text(min(scale * radius(index), 9)), "fill": fill.colour,
            ]),
          .shape(
            "text",
            [
              "class": "pf-ink", "x": SVGNumber.text(place.x + 22),
              "y": SVGNumber.text(y + 0.35 * FigureLayout.fontSize), "fill": FigurePalette.ink,
            ], [.text(scene.elements[index])]),
        ]
      })
  }

  // MARK: - The data

  /// What the script of the page needs, as JSON: measured structures as `frames`, those of the
  /// fitted model in the same form as `course`.
  ///
  /// - Shapes: `frames[t].t` is the temperature in K, `domains[g].m` R row by row, `domains[g].s`
  ///   the site that each site takes its displacement from; `frames[t].u` holds ux, uy, uz of site
  ///   0, of site 1, …, in thousandths of an ångström; `views[v]` holds right, up and toward; `frames[t].m` is 1 + e row by row,
  ///   `frames[t].o` the occupancies, empty where all sites are full; `frames[t].p` the part that
  ///   the first element has of each site, empty where no site is shared.
  func data() -> String {
    func list(_ values: [Double], digits: Double) -> String {
      let texts = values.map { Self.number($0, digits: digits) }
      return "[\(texts.joined(separator: ","))]"
    }
    func object(_ members: [(String, String)]) -> String {
      let texts = members.map { "\"\($0.0)\":\($0.1)" }
      return "{\(texts.joined(separator: ","))}"
    }
    func frame(_ frame: StructureScene.Frame) -> String {
      object([
        ("label", JSONValue.string(frame.label).text()),
        ("t", Self.number(frame.temperature, digits: 100)),
        ("m", list(frame.stretch.rowMajor, digits: 1e6)),
        ("u", list(frame.displacements.flatMap { (1000 * $0).components }, digits: 1)),
        ("o", list(frame.occupancies, digits: 100)),
        ("p", list(frame.shares, digits: 1000)),
      ])
    }
    let frames = scene.frames.map(frame)
    let course = scene.course.map(frame)
    let domains = scene.domains.map { domain in
      object([
        ("m", list(domain.rotation.rowMajor, digits: 1e6)),
        ("s", list(domain.source.map { Double($0) }, digits: 1)),
      ])
    }
    let views = scene.views.map { view in
      list([view.right, view.up, view.toward].flatMap(\.components), digits: 1e5)
    }
    return object([
      ("scales", list(scales, digits: 1e4)),
      ("middle", Self.number(Self.width / 2, digits: 100)),
      ("top", Self.number(top, digits: 100)), ("heights", list(heights, digits: 100)),
      ("corners", list(scene.corners.flatMap(\.components), digits: 1e4)),
      ("atoms", list(scene.atoms.flatMap(\.position.components), digits: 1e4)),
      ("radii", list(scene.atoms.map { radius($0.element) }, digits: 1000)),
      ("sites", list(scene.atoms.map { Double($0.site) }, digits: 1)),
      ("views", "[\(views.joined(separator: ","))]"),
      ("frames", "[\(frames.joined(separator: ","))]"),
      ("course", "[\(course.joined(separator: ","))]"),
      ("domains", "[\(domains.joined(separator: ","))]"),
    ])
  }

  /// A number rounded to a part of a unit; positions in a box stay far from the range of Int.
  private static func number(_ value: Double, digits: Double) -> String {
    let rounded = (value * digits).rounded()
    return NumberText.exact(rounded / digits) ?? "0"
  }
}
