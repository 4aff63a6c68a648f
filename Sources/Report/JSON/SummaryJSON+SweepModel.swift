extension SummaryJSON {
  /// The model of the sweep, null where none was made.
  static func sweepModel(_ model: AnalysisReport.SweepModelRecord?) -> JSONValue {
    guard let model else { return .null }
    return JSONValue([
      "verdict": .string(model.verdict),
      "status": .string(orNull: model.status),
      "inflation": .number(model.inflation),
      "weights": .integer(orNull: model.weightCount),
      "chiSquared": .number(orNull: model.quality?.chiSquared),
      "residuals": .integer(orNull: model.quality?.residualCount),
      "effectiveParameters": .number(orNull: model.quality?.effectiveParameters),
      "strictChiSquared": .number(model.strictChiSquared),
      "candidates": .array(
        model.candidates.map { candidate in
          JSONValue([
            "orderParameters": .array(candidate.labels.map { .string($0) }),
            "chosen": .bool(candidate.isChosen),
            "minimal": .bool(candidate.isMinimal),
            "adequate": .bool(candidate.quality.isAdequate),
            "chiSquared": .number(candidate.quality.chiSquared),
            "evidence": .number(candidate.quality.evidence),
            "evidenceOfNarrowPrior": .number(candidate.quality.evidenceOfNarrowPrior),
            "bic": .number(candidate.quality.bayesianCriterion),
          ])
        }),
      "heldOut": .array(
        model.heldOut.map { entry in
          JSONValue([
            "temperature": .number(entry.temperature),
            "model": errors(entry.model),
            "interpolation": errors(entry.interpolation),
            "classical": errors(entry.classical),
            "data": entry.data.map(errors) ?? .null,
          ])
        }),
      "secondaryExponents": .array(model.secondaryExponents.map(secondaryExponent)),
      "bootstraps": .array(model.bootstraps.map(modelBootstrap)),
    ])
  }

  private static func errors(
    _ errors: AnalysisReport.SweepModelRecord.HeldOut.Errors
  ) -> JSONValue {
    JSONValue([
      "displacement": .number(errors.displacement), "strain": .number(errors.strain),
    ])
  }
}
