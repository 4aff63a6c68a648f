import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// Figures of the whole sweep by irrep and by element.
extension ReportFigures {
  /// How many irreps are drawn: no more than there are colours and markers.
  private static let drawnIrreps = FigurePalette.series.count

  /// The amplitudes by irrep, or by wave vector where the irreps are not known.
  static func amplitudes(_ report: AnalysisReport) -> Figure {
    let irreps = irrepAmplitudes(report)
    return irreps.panels.contains(where: \.showsData) ? irreps : starAmplitudes(report)
  }

  private struct IrrepKey: Hashable {
    var label: String
    var waveVector: [Rational]
  }

  private static func irrepAmplitudes(_ report: AnalysisReport) -> Figure {
    func panel(
      _ yLabel: String, height: Double,
      _ value: (AnalysisReport.IrrepAmplitude) -> Quantity?
    ) -> (panel: Figure.Panel, sentences: [String], omitted: Int) {
      var keys: [IrrepKey] = []
      var largest: [IrrepKey: Double] = [:]
      for irrep in report.distortions.flatMap(\.irreps) {
        // The totally symmetric part is thermal expansion and the shift of free coordinates.
        guard let size = value(irrep)?.value, size.isFinite, !irrep.isTotallySymmetric else {
          continue
        }
        let key = IrrepKey(label: irrep.label, waveVector: irrep.waveVector)
        if largest[key] == nil { keys.append(key) }
        largest[key] = max(largest[key] ?? 0, size)
      }
      let ordered = keys.sorted { (largest[$0] ?? 0) > (largest[$1] ?? 0) }
      let series = ordered.prefix(drawnIrreps).enumerated().map { index, key in
        Figure.Series(
          label: key.label, colour: index,
          points: report.distortions.compactMap { distortion in
            let own = distortion.irreps.first {
              $0.label == key.label && $0.waveVector == key.waveVector
            }
            // An irrep that is not listed at a temperature is absent there.
            guard let temperature = temperature(of: distortion.measurement, in: report) else {
              return nil
            }
            let quantity = own.flatMap(value)
            return Figure.Point(
              x: temperature, y: quantity?.value ?? 0,
              standardUncertainty: quantity?.standardUncertainty)
          })
      }
      let unit = yLabel.hasSuffix("Å") ? "Å" : "1"
      return (
        Figure.Panel(yLabel: yLabel, height: height, marks: series.map { .points($0) }),
        series.map { course($0, unit: unit) }, max(0, ordered.count - drawnIrreps)
      )
    }
    let panels = [
      panel("displacement Ap / Å", height: 210) { $0.displacementAp },
      panel("occupancy amplitude", height: 150) { $0.occupancy },
      panel("strain, Frobenius norm", height: 150) { $0.strain },
    ]
    let omitted = panels.reduce(0) { $0 + $1.omitted }
    return Figure(
      name: "amplitudes", title: "Amplitudes by irrep over temperature",
      alternative: panels.flatMap(\.sentences).joined(separator: " "),
      caption: "Irreps of the parent that break its symmetry. Displacements and occupancies are "
        + "normalised to the parent's primitive cell (Ap)."
        + (omitted == 0 ? "" : " The \(omitted) smallest are left out."),
      xLabel: temperature, panels: panels.map(\.panel))
  }

  private static func starAmplitudes(_ report: AnalysisReport) -> Figure {
    var waveVectors: [[Rational]] = []
    for star in report.distortions.flatMap(\.stars) where !waveVectors.contains(star.waveVector) {
      waveVectors.append(star.waveVector)
    }
    func series(_ value: (AnalysisReport.StarAmplitude) -> Quantity?) -> [Figure.Series] {
      waveVectors.enumerated().map { index, vector in
        Figure.Series(
          label: waveVector(vector), colour: index,
          points: report.distortions.flatMap { distortion in
            distortion.stars.filter { $0.waveVector == vector }.compactMap {
              point(distortion.measurement, value($0), in: report)
            }
          })
      }
    }
    let displacements = series { $0.displacementAp }
    let occupancies = series { $0.occupancy }
    return Figure(
      name: "amplitudes", title: "Amplitudes by wave vector over temperature",
      alternative: displacements.map { course($0, unit: "Å") }.joined(separator: " "),
      caption: "Amplitude Ap of the displacements, normalised to the parent's primitive cell; one "
        + "series for each star of wave vectors, in the parent's conventional reciprocal basis.",
      xLabel: temperature,
      panels: [
        .init(yLabel: "displacement Ap / Å", marks: displacements.map { .points($0) }),
        .init(yLabel: "occupancy amplitude", height: 150, marks: occupancies.map { .points($0) }),
      ])
  }

  /// A larger U, Å², is a misprint or no site: its root is half the distance of neighbours.
  private static let largestDrawnU = 0.5

  /// The mean displacement parameter of each element: thermal motion, and disorder that stays.
  static func displacementParameters(_ report: AnalysisReport) -> Figure {
    var elements: [String] = []
    for parameter in report.sweep.measurements.flatMap(\.displacementParameters)
    where !elements.contains(parameter.element) {
      elements.append(parameter.element)
    }
    var impossible: [String] = []
    let series = elements.enumerated().map { index, element in
      Figure.Series(
        label: element, colour: index,
        points: report.sweep.measurements.enumerated().compactMap { number, record in
          let own = record.displacementParameters.first { $0.element == element }
          guard let place = point(number, own?.mean, in: report) else { return nil }
          guard place.y <= largestDrawnU else {
            impossible.append(
              "\(element) at \(NumberText.rounded(place.x, significantDigits: 6)) K ("
                + "\(NumberText.rounded(place.y, significantDigits: 3)) Å²)")
            return nil
          }
          return place
        })
    }
    // Above the highest transition, where the parent phase is; below it order grows.
    let limit = report.transitions.compactMap { $0.bracket?.upper }.max() ?? -.infinity
    let statements = series.compactMap { series in
      ThermalLine(series.points.filter { $0.x >= limit })?.sentence(element: series.label)
    }
    return Figure(
      name: "displacement-parameters", title: "Displacement parameters over temperature",
      alternative: (series.map { course($0, unit: "Å²") } + statements).joined(separator: " "),
      caption: (["Mean equivalent isotropic displacement parameter U of each element."]
        + (statements.isEmpty
          ? [
            "Fewer than four points above the transitions: whether atoms are displaced or disordered "
              + "cannot be told from U."
          ] : statements)
        + (impossible.isEmpty
          ? []
          : [
            "Not drawn, as no atom of a crystal moves so far: \(impossible.joined(separator: ", "))."
          ]))
        .joined(separator: " "),
      xLabel: temperature,
      panels: [.init(yLabel: "U / Å²", marks: bands(of: report) + series.map { .points($0) })])
  }

  /// The brackets of all transitions, as one entry of the legend.
  static func bands(of report: AnalysisReport) -> [Figure.Mark] {
    report.transitions.compactMap { transition in
      guard let bracket = transition.bracket, let lower = bracket.lower, let upper = bracket.upper,
        lower.isFinite, upper.isFinite
      else { return nil }
      return .band(label: "bracket of a transition", bracket, shade: .bracket)
    }
  }
}
