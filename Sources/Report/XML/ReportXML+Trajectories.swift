/// The element `trajectories` and its reading.
extension ReportXML {
  static func trajectories(_ records: [AnalysisReport.TrajectoryRecord]) -> XMLElementNode? {
    guard !records.isEmpty else { return nil }
    return XMLElementNode("trajectories", children: records.map(trajectory))
  }

  private static func trajectory(_ record: AnalysisReport.TrajectoryRecord) -> XMLElementNode {
    XMLElementNode(
      "trajectory",
      [
        "measurement": XMLElementNode.identifier(record.measurement),
        "frames": String(record.frameCount), "discarded": String(record.discardedCount),
        "blocks": String(record.blockCount),
      ],
      children: [
        .quantity("inefficiency", record.inefficiency),
        .quantity("largestAmplitude", record.largestAmplitude),
      ] + record.distributions.map(distribution))
  }

  private static func distribution(_ value: AnalysisReport.Distribution) -> XMLElementNode {
    XMLElementNode(
      "distribution", ["transition": String(value.transition), "label": value.label],
      children: [
        .quantity("mean", value.mean), .quantity("fluctuation", value.fluctuation),
        .quantity("spread", value.spread),
      ] + value.peaks.map { .quantity("peak", $0) } + [
        .quantity("barrier", value.barrier),
        .numbers(
          "histogram", [value.histogram.lower, value.histogram.width] + value.histogram.densities,
          unit: "Å Å 1/Å", dictRef: "phasefit:histogram"),
      ])
  }

  static func readTrajectory(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.TrajectoryRecord {
    guard let largest = node.child("largestAmplitude") else {
      throw ReportXMLReader.failure(node, "no largestAmplitude")
    }
    return AnalysisReport.TrajectoryRecord(
      measurement: try ReportXMLReader.measurement("measurement", of: node),
      frameCount: try ReportXMLReader.requiredInteger("frames", of: node),
      discardedCount: try ReportXMLReader.requiredInteger("discarded", of: node),
      blockCount: try ReportXMLReader.requiredInteger("blocks", of: node),
      inefficiency: try ReportXMLReader.quantity(node.child("inefficiency")),
      largestAmplitude: try ReportXMLReader.requiredQuantity(largest),
      distributions: try elements("distribution", in: node, readDistribution))
  }

  private static func readDistribution(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Distribution {
    guard let mean = node.child("mean"), let fluctuation = node.child("fluctuation"),
      let spread = node.child("spread"), let histogram = node.child("histogram")
    else { throw ReportXMLReader.failure(node, "no mean, fluctuation, spread or histogram") }
    let numbers = try ReportXMLReader.numbers(histogram)
    guard numbers.count > 2 else { throw ReportXMLReader.failure(histogram, "no bins") }
    return AnalysisReport.Distribution(
      transition: try ReportXMLReader.requiredInteger("transition", of: node),
      label: node[attribute: "label"], mean: try ReportXMLReader.requiredQuantity(mean),
      fluctuation: try ReportXMLReader.requiredQuantity(fluctuation),
      spread: try ReportXMLReader.requiredQuantity(spread),
      peaks: try elements("peak", in: node, ReportXMLReader.requiredQuantity),
      barrier: try ReportXMLReader.quantity(node.child("barrier")),
      histogram: AnalysisReport.Distribution.Histogram(
        lower: numbers[0], width: numbers[1], densities: Array(numbers.dropFirst(2))))
  }
}
