/// Tables of the model of the whole sweep and of averages over time.
extension ReportPage {
  static func modelTables(_ report: AnalysisReport) -> [PageTable] {
    (report.sweepModel.map {
      [
        candidates($0), exponents($0), heldOut($0, report), refits($0), bootstraps($0, report),
      ]
    } ?? [])
      + [trajectories(report)]
  }

  private static func number(_ value: Double) -> String {
    NumberText.rounded(value, significantDigits: 5)
  }

  private static func columns(_ headings: [String], isNumber: Bool = true) -> [PageTable.Column] {
    headings.map { PageTable.Column(heading: $0, isNumber: isNumber) }
  }

  /// The sets of order parameters that were compared, and the network that breaks no symmetry.
  private static func candidates(_ model: AnalysisReport.SweepModelRecord) -> PageTable {
    let sets = model.candidates.map { candidate in
      let quality = candidate.quality
      let remarks = [
        candidate.isChosen ? "chosen" : nil, candidate.isMinimal ? nil : "with irreps added",
        quality.isAdequate ? nil : "does not describe the data",
        quality.isBelowNoise ? "χ² small for its residuals: s.u. look too large" : nil,
        quality.degreesOfFreedom < 1 ? "no residual left to test it with" : nil,
        candidate.status == "converged" ? nil : "not converged",
      ]
      return [candidate.labels.joined(separator: " + ")]
        + [
          quality.chiSquared, Double(quality.residualCount), quality.effectiveParameters,
          quality.evidence, quality.bayesianCriterion,
        ].map(number) + [remarks.compactMap { $0 }.joined(separator: ", ")]
    }
    let strict = [
      "none", number(model.strictChiSquared), String(model.strictResiduals), "", "", "",
      "the strictly equivariant network, on the coordinates that break the symmetry",
    ]
    return PageTable(
      caption: "Sets of order parameters of the sweep model, by evidence E",
      columns: columns(["order parameters"], isNumber: false)
        + columns(["χ²", "residuals", "effective parameters", "E", "BIC"])
        + columns(["remark"], isNumber: false), rows: sets + [strict])
  }

  /// Errors of structures that were left out of the fit and predicted.
  private static func heldOut(
    _ model: AnalysisReport.SweepModelRecord, _ report: AnalysisReport
  ) -> PageTable {
    PageTable(
      caption: "Temperatures left out and predicted: root mean square errors",
      columns: placeColumns
        + columns(
          ["model / Å", "interpolation / Å", "classical / Å", "s.u. of the data / Å"]
            + ["model, strain", "interpolation, strain", "classical, strain"]
            + ["s.u. of the data, strain"]),
      rows: model.heldOut.map { entry in
        let errors = [entry.model, entry.interpolation, entry.classical, entry.data]
        return place(entry.measurement, report)
          + (errors.map { $0?.displacement } + errors.map { $0?.strain }).map { error in
            error.map { NumberText.rounded($0, significantDigits: 2) } ?? ""
          }
      })
  }

  /// What the frames of trajectories say about the order parameters.
  private static func trajectories(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption:
        "Averages over time: order parameter, its fluctuation, and peaks of its distribution",
      columns: placeColumns + columns(["frames", "left out", "blocks"])
        + columns(["order parameter"], isNumber: false)
        + columns(["mean (Ap) / Å", "fluctuation / Å", "peaks / Å", "barrier / kT"]),
      rows: report.trajectories.flatMap { record in
        record.distributions.map { value in
          place(record.measurement, report)
            + [record.frameCount, record.discardedCount, record.blockCount].map(String.init) + [
              value.label ?? "", shown(value.mean), shown(value.fluctuation),
              value.peaks.map(shown).joined(separator: " and "), value.barrier.map(shown) ?? "",
            ]
        }
      })
  }

  private static func shown(_ quantity: Quantity) -> String {
    quantity.standardUncertainty == nil
      ? NumberText.rounded(quantity.value, significantDigits: 3)
      : NumberText.shown(quantity.value, quantity.standardUncertainty)
  }
}
