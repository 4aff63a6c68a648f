import PhaseFitNumerics

/// The elements `embedding`, `distortion` and `relaxedFit`.
extension ReportXML {
  static func embedding(_ embedding: AnalysisReport.Embedding) -> XMLElementNode {
    XMLElementNode(
      "embedding",
      [
        "measurement": XMLElementNode.identifier(embedding.measurement),
        "cellMultiplication": String(embedding.cellMultiplication),
        "index": embedding.index.map(String.init),
      ],
      children: [
        XMLElementNode(
          "matrix", ["unit": "1", "dictRef": "phasefit:matrix"],
          text: embedding.matrix.rowMajor.map(String.init).joined(separator: " ")),
        .numbers(
          "originShift", embedding.originShift.components, unit: "1",
          dictRef: "phasefit:originShift"),
        .quantity("maximumDisplacement", embedding.maximumDisplacement),
        .quantity("rootMeanSquareDisplacement", embedding.rootMeanSquareDisplacement),
        embedding.strain.map(strain),
        .numbers(
          "rotationRemoved", embedding.rotationRemoved?.rowMajor, unit: "1",
          dictRef: "phasefit:rotationRemoved"),
        .quantity("rotationAngle", embedding.rotationAngle),
        embedding.domainOperation.map { XMLElementNode("domainOperation", text: $0) },
      ])
  }

  private static func strain(_ strain: AnalysisReport.Strain) -> XMLElementNode {
    XMLElementNode(
      "strain", ["reference": strain.reference],
      children: [
        .numbers(
          "tensor", strain.tensor.rowMajor, unit: "1", dictRef: "phasefit:tensor")
      ]
        + strain.voigt.enumerated().map { number, component in
          .quantity("component", component, ["index": String(number + 1)])
        } + [
          .quantity("symmetryBreaking", strain.symmetryBreaking),
          .quantity("symmetryConserving", strain.symmetryConserving),
        ])
  }

  static func distortion(_ distortion: AnalysisReport.Distortion) -> XMLElementNode {
    XMLElementNode(
      "distortion", ["measurement": XMLElementNode.identifier(distortion.measurement)],
      children: distortion.stars.map { star in
        XMLElementNode(
          "star",
          [
            "k": XMLElementNode.waveVector(star.waveVector), "arms": star.armCount.map(String.init),
          ],
          children: [
            .quantity("displacementAs", star.displacementAs),
            .quantity("displacementAp", star.displacementAp),
            .quantity("occupancyAmplitude", star.occupancy),
          ])
      } + distortion.irreps.map(irrep) + distortion.displacements.map(siteDistortion))
  }

  private static func irrep(_ irrep: AnalysisReport.IrrepAmplitude) -> XMLElementNode {
    XMLElementNode(
      "irrep",
      [
        "label": irrep.label, "k": XMLElementNode.waveVector(irrep.waveVector),
        "dimension": String(irrep.dimension),
        "totallySymmetric": String(irrep.isTotallySymmetric),
      ],
      children: [
        .quantity("displacementAs", irrep.displacementAs),
        .quantity("displacementAp", irrep.displacementAp),
        .quantity("maximumDisplacement", irrep.maximumDisplacement),
        .quantity("strain", irrep.strain),
        .quantity("occupancyAmplitude", irrep.occupancy),
      ]
        + irrep.otherLabels.map {
          XMLElementNode(
            "otherOrigin",
            ["label": $0.label, "originShift": XMLElementNode.waveVector($0.originShift)])
        })
  }

  private static func siteDistortion(_ site: AnalysisReport.SiteDisplacement) -> XMLElementNode? {
    guard let coordinates = coordinates(site.position) else { return nil }
    var node = XMLElementNode(
      "siteDistortion", ["label": site.label],
      children: zip(["ux", "uy", "uz"], site.components).map { .quantity($0, $1) }
        + [.quantity("occupancyDeviation", site.occupancy)])
    node.attributes += coordinates
    return node
  }

  static func relaxedFit(_ fit: AnalysisReport.RelaxedFitRecord) -> XMLElementNode {
    XMLElementNode(
      "relaxedFit",
      [
        "status": fit.status.rawValue, "iterations": String(fit.iterations),
        "firstLoss": fit.firstLoss.flatMap(NumberText.exact),
        "lastLoss": fit.lastLoss.flatMap(NumberText.exact),
      ],
      children: [
        settings(fit.settings),
        fit.amplitudeDefinition.map { XMLElementNode("amplitudeDefinition", text: $0) },
      ] + fit.structures.map(relaxedStructure))
  }

  private static func relaxedStructure(
    _ structure: AnalysisReport.RelaxedStructure
  ) -> XMLElementNode {
    XMLElementNode(
      "structure",
      [
        "measurement": XMLElementNode.identifier(structure.measurement),
        "operationsKept": String(structure.operationsKept),
        "operationsOfParent": String(structure.operationsOfParent),
        "agreesWithFound": structure.agreesWithFound.map { String($0) },
      ],
      children: [.group("groupKept", structure.groupKept)]
        + structure.blocks.map { block in
          XMLElementNode(
            "block",
            [
              "type": block.type, "k": XMLElementNode.waveVector(block.waveVector),
              "norm": NumberText.exact(block.norm),
            ])
        } + [
          .quantity("outputAmplitude", structure.outputAmplitude),
          .quantity("observedAmplitude", structure.observedAmplitude),
          .quantity("relativeResidual", structure.relativeResidual),
        ])
  }
}
