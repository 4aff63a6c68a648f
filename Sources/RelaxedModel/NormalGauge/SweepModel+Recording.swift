// What a model keeps of its fits, and what it has to say about them.

import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry

extension SweepModel {
  mutating func record(_ fits: [SweepModelBuilder.Fit], chosen: SweepModelBuilder.Fit) {
    candidates = fits.map { fit in
      Candidate(
        labels: fit.members.map(\.name), status: fit.course.status, draws: fit.draws,
        quality: fit.quality, isChosen: fit.members == chosen.members, isMinimal: fit.isMinimal)
    }.sorted { left, right in
      if left.isChosen != right.isChosen { return left.isChosen }
      return left.quality.evidence < right.quality.evidence
    }
    let rivals = candidates.filter { !$0.isChosen && $0.isMinimal }
    if let rival = rivals.first, let winner = candidates.first, winner.isMinimal {
      let difference = rival.quality.evidence - winner.quality.evidence
      if difference < specification.distinguishingEvidence, rival.quality.isAdequate {
        messages.append(
          Message(
            code: "primaries-not-distinguished", isWarning: true,
            text: "the sets {\(winner.labels.joined(separator: ", "))} and "
              + "{\(rival.labels.joined(separator: ", "))} are not distinguished by this sweep: "
              + "their evidence differs by \(Self.text(difference)), expected at least "
              + Self.text(specification.distinguishingEvidence)))
      }
    }
    if omittedCandidates > 0 {
      messages.append(
        Message(
          code: "candidates-omitted", isWarning: false,
          text: "\(omittedCandidates) further sets with weaker members were not fitted"))
    }
  }

  static func text(_ value: Double) -> String {
    String(format: abs(value) < 100 ? "%.2g" : "%.0f", value)
  }

  mutating func record(_ fit: SweepModelBuilder.Fit, _ builder: inout SweepModelBuilder) {
    let (problem, course, evidence) = (fit.problem, fit.course, fit.evidence)
    let sweep = builder.sweep
    members = fit.members
    primaryCount = fit.primaryCount
    status = course.status
    seed = fit.seed
    quality = fit.quality
    weights = course.point.shared
    weightKeys = builder.keys(fit.members)
    temperatureScale = TemperatureRange(middle: problem.middle, halfSpan: problem.span)
    for index in phases.indices {
      phases[index].bases = members.map { sweep.groups[index].rows.spaces[$0.irrep] }
    }
    let prepared = problem.prepare(course.point)
    for index in points.indices {
      let phase = problem.phases[points[index].phase]
      let flat = Array(course.point.amplitudes[problem.amplitudeRanges[index]])
      let classical = phase.columns.map { inner($0, sweep.data[index]) }
      let errors = evidence.covariances[index].indices.map {
        max(evidence.covariances[index][$0][$0], 0).squareRoot()
      }
      func split(_ values: [Double]) -> [[Double]] { phase.coordinates.map { Array(values[$0]) } }
      points[index].amplitudes = split(flat)
      points[index].classical = split(classical)
      points[index].standardUncertainties = split(errors)
      points[index].rows =
        problem.model(
          phase: points[index].phase, temperature: points[index].temperature, amplitudes: flat,
          course.point, prepared
        ).rows
      points[index].rowUncertainties = evidence.rowVariances[index].map { $0.squareRoot() }
      points[index].chiSquared = problem.rowRanges[index].reduce(0) {
        $0 + evidence.residuals[$1] * evidence.residuals[$1]
      }
    }
    orientBases()
    verdict = fit.quality.isAdequate || !isStated ? .described : .notDescribed
    remark(on: fit.quality, sweep)
  }

  /// Turns every one-dimensional basis so that the most distorted structure of a phase has the
  /// positive sign.
  private mutating func orientBases() {
    for phase in phases.indices {
      for member in members.indices where phases[phase].bases[member].count == 1 {
        let inside = points.indices.filter { points[$0].phase == phase }
        func size(_ index: Int) -> Double { abs(points[index].amplitudes[member][0]) }
        guard let largest = inside.max(by: { size($0) < size($1) }),
          points[largest].amplitudes[member][0] < 0
        else { continue }
        phases[phase].bases[member][0] = phases[phase].bases[member][0].map { -$0 }
        for index in inside {
          points[index].amplitudes[member][0] *= -1
          points[index].classical[member][0] *= -1
        }
      }
    }
  }

  private mutating func remark(on quality: Quality, _ sweep: SweepRows) {
    func warn(_ code: String, _ text: String) {
      messages.append(Message(code: code, isWarning: true, text: text))
    }
    func note(_ code: String, _ text: String) {
      messages.append(Message(code: code, isWarning: false, text: text))
    }
    if status == .notConverged {
      warn(
        "sweep-model-not-converged",
        "the fit of the sweep model was still falling after \(quality.iterations) iterations; "
          + "its χ² of \(Self.text(quality.chiSquared)) is an upper bound")
    }
    let degrees = quality.degreesOfFreedom
    if isStated && !quality.isAdequate {
      warn(
        "sweep-not-described",
        "the model does not describe the sweep within the stated uncertainties: χ² is "
          + "\(Self.text(quality.chiSquared)) for \(Self.text(degrees)) degrees of freedom"
          + dominantTemperatures
          + "; uncertainties too small, several domains, a wrong parent, or no converged fit")
    }
    if degrees > 8, quality.chiSquared < degrees - 4 * (2 * degrees).squareRoot() {
      note(
        "uncertainties-too-large",
        "χ² is \(Self.text(quality.chiSquared)) for \(Self.text(degrees)) degrees of freedom: the "
          + "stated uncertainties look too large")
    }
    if inflation > 1 {
      note(
        "uncertainties-scaled",
        (isStated ? "standard uncertainties were" : "no uncertainties are stated; digits were")
          + " multiplied by \(Self.text(inflation)) to agree with the scatter of the sweep")
    }
    for (index, member) in members.enumerated() {
      if phases.contains(where: { $0.bases[index].count > 1 }) {
        note(
          "direction-may-rotate",
          "\(member.name) has \(phases.map { $0.bases[index].count }.max() ?? 0) free components: "
            + "its direction may rotate with temperature")
      }
    }
    if primaryCount < members.count {
      let added = members.dropFirst(primaryCount).map(\.name).joined(separator: ", ")
      note(
        "independent-secondary",
        "\(added): no function of the primary order parameters within the uncertainties; the model "
          + "has an amplitude of its own for it at every temperature")
    }
    let secondary = screening.filter { entry in
      entry.isPresent && !members.contains { $0.irrep == entry.irrep }
    }
    if !secondary.isEmpty {
      note(
        "secondary-means",
        "\(secondary.map(\.label).joined(separator: ", ")): smooth functions of the primary order "
          + "parameters on the sampled temperatures; an independent order parameter that appears "
          + "below their transition cannot be excluded")
    }
  }

  /// The temperatures with the largest χ², in words.
  private var dominantTemperatures: String {
    let worst = points.sorted { $0.chiSquared > $1.chiSquared }.prefix(2)
      .map { "\(Self.text($0.temperature)) K (\(Self.text($0.chiSquared)))" }
    return worst.isEmpty ? "" : ", most of it at \(worst.joined(separator: " and "))"
  }
}
