extension SummaryJSON {
  /// How one structure was averaged; lengths in Å, the barrier in kT.
  static func trajectory(_ record: AnalysisReport.TrajectoryRecord) -> JSONValue {
    JSONValue([
      "measurement": .number(Double(record.measurement)),
      "frames": .number(Double(record.frameCount)),
      "discarded": .number(Double(record.discardedCount)),
      "blocks": .number(Double(record.blockCount)),
      "inefficiency": .number(orNull: record.inefficiency?.value),
      "largestAmplitude": .number(orNull: record.largestAmplitude.value),
      "distributions": .array(record.distributions.map(distribution)),
    ])
  }

  private static func distribution(_ value: AnalysisReport.Distribution) -> JSONValue {
    JSONValue([
      "transition": .number(Double(value.transition)),
      "label": .string(orNull: value.label),
      "mean": .number(orNull: value.mean.value),
      "meanSu": .number(orNull: value.mean.standardUncertainty),
      "fluctuation": .number(orNull: value.fluctuation.value),
      "spread": .number(orNull: value.spread.value),
      "peaks": .array(value.peaks.map { .number(orNull: $0.value) }),
      "barrier": .number(orNull: value.barrier?.value),
      "barrierSu": .number(orNull: value.barrier?.standardUncertainty),
    ])
  }
}
