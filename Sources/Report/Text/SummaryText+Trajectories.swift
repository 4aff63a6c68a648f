extension SummaryText {
  /// What the frames of trajectories say, one line for each structure.
  static func trajectories(_ report: AnalysisReport) -> [String] {
    guard !report.trajectories.isEmpty else { return [] }
    var lines = TextLayout.wrapped(
      "Averages over time: the order parameter of all atoms with its fluctuation in time, and the "
        + "peaks of its distribution over atoms and frames (Ap, Å)")
    for record in report.trajectories {
      let kelvin =
        report.sweep.measurements[record.measurement].temperature.map { measured($0) } ?? "-"
      var text = "\(record.frameCount) frames"
      if record.blockCount > 0 { text += ", \(record.blockCount) blocks" }
      // Transitions that share an order parameter show the same distribution: once is enough.
      var shown: Set<[String]> = []
      for value in record.distributions
      where shown.insert([value.label ?? "", measured(value.mean)]).inserted {
        let peaks = value.peaks.map { NumberText.rounded($0.value, significantDigits: 3) }.joined(
          separator: " and ")
        let primary =
          report.transitions.indices.contains(value.transition)
          ? report.transitions[value.transition].primary.first : nil
        let direction = primary?.direction.map { " along \($0)" } ?? ""
        text +=
          "; \(value.label ?? "order parameter")\(direction) \(measured(value.mean)) ± "
          + "\(NumberText.rounded(value.fluctuation.value, significantDigits: 3)), "
          + (value.peaks.count == 2 ? "two peaks at \(peaks)" : "one peak at \(peaks)")
        if value.peaks.count == 2, let barrier = value.barrier {
          text += ", barrier \(NumberText.rounded(barrier.value, significantDigits: 3)) kT"
        }
      }
      lines += TextLayout.wrapped(text, first: "  \(kelvin): ", breaksWords: false)
    }
    return lines
  }
}
