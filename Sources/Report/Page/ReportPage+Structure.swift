/// The figure of the structure with its slider.
extension ReportPage {
  static func structure(_ scene: StructureScene) -> Markup {
    let drawing = StructureDrawing(scene: scene)
    return .element(
      "figure", [:],
      [
        .element("h3", [:], "Structure over temperature"), controls(scene), drawing.markup(),
        .element("figcaption", [:], caption(scene, drawing)),
        .html(
          "script", [.init("type", "application/json"), .init("id", "structure-data")],
          [.json(drawing.data())]),
      ])
  }

  private static func caption(_ scene: StructureScene, _ drawing: StructureDrawing) -> String {
    var parts: [String] = []
    if scene.course.isEmpty {
      parts.append(
        "The slider passes through the measured structures and interpolates between them: no model "
          + "was fitted.")
    } else {
      parts.append(
        "The slider follows the fitted model from the lowest to the highest temperature; ticks mark "
          + "measured structures.")
      if !scene.courseSources.isEmpty {
        parts.append("Order parameter: \(scene.courseSources.joined(separator: "; or ")).")
      }
    }
    parts.append(drawing.alternative)
    parts.append(
      (scene.isUndisplaced
        ? "The" : "Arrows continue the displacement from where the atom is drawn; the")
        + " frame is the cell of the parent, strained as measured.")
    if scene.omittedFrames > 0 {
      parts.append("\(scene.omittedFrames) temperatures are left out of the slider.")
    }
    return parts.joined(separator: " ")
  }

  // MARK: - Controls

  private static func controls(_ scene: StructureScene) -> Markup {
    let factors = [1, 2, 5, 10, 20, 50].map { factor in
      option(String(factor), "× \(factor)", isSelected: factor == scene.magnification)
    }
    let views = scene.views.enumerated().map { index, view in
      option(String(index), view.name, isSelected: index == scene.firstView)
    }
    let domains = scene.domains.enumerated().map { index, domain in
      option(String(index), domain.label, isSelected: index == 0)
    }
    let output = Markup.element(
      "output",
      ["id": "structure-label", "for": "structure-temperature", "aria-live": "off"],
      scene.frames[0].label)
    return .element(
      "div", ["class": "controls", "id": "structure-controls", "hidden": ""],
      [slider(scene), output, buttons(scene)] + source(scene)
        + [choice("Seen along", "structure-view", views)]
        + [
          choice(
            "Displacements", "structure-times", factors,
            isHidden: scene.isUndisplaced)
        ]
        + (scene.domains.isEmpty
          ? [] : [choice("Domain state", "structure-domain", domains)]))
  }

  private static func option(_ value: String, _ text: String, isSelected: Bool) -> Markup {
    .element("option", ["value": value, "selected": isSelected ? "" : nil], text)
  }

  private static func choice(
    _ label: String, _ id: String, _ options: [Markup], isHidden: Bool = false
  ) -> Markup {
    .element(
      "label", ["hidden": isHidden ? "" : nil],
      [.text(label), .element("select", ["id": id], options)])
  }

  private static func slider(_ scene: StructureScene) -> Markup {
    .element(
      "label", ["class": "wide"],
      [
        .text("Temperature"),
        .element(
          "input",
          [
            "type": "range", "id": "structure-temperature", "min": "0", "step": "0.05",
            "max": String(scene.frames.count - 1), "value": "0",
          ], []),
        ticks(scene),
      ])
  }

  /// Marks under the slider at the measured temperatures; the script says them in words.
  private static func ticks(_ scene: StructureScene) -> Markup {
    guard let low = scene.course.first?.temperature, let high = scene.course.last?.temperature,
      low < high
    else { return .group([]) }
    return .element(
      "span", ["class": "ticks", "id": "structure-ticks", "aria-hidden": "true"],
      scene.frames.map { frame in
        let place = 100 * (frame.temperature - low) / (high - low)
        return .element("i", ["style": "left:\(SVGNumber.text(place))%"], [])
      })
  }

  /// Steps between measured temperatures, and the animation.
  private static func buttons(_ scene: StructureScene) -> Markup {
    guard scene.frames.count > 1 else { return .group([]) }
    func button(_ id: String, _ text: String, _ name: String?) -> Markup {
      .element("button", ["type": "button", "id": id, "aria-label": name], text)
    }
    return .element(
      "span", ["class": "buttons"],
      [
        button("structure-previous", "◂ measured", "Next lower measured temperature"),
        button("structure-next", "measured ▸", "Next higher measured temperature"),
        button("structure-play", "Play", nil),
      ])
  }

  /// The choice between the fitted model and the measured structures.
  private static func source(_ scene: StructureScene) -> [Markup] {
    guard scene.course.count > 1 else { return [] }
    return [
      choice(
        "Structures", "structure-source",
        [
          option("model", "of the fitted model", isSelected: true),
          option("measured", "as measured", isSelected: false),
        ])
    ]
  }
}
