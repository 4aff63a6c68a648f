import PhaseFitSymmetry

private typealias Reader = ReportXMLReader

/// The irreps of a phase and what becomes of them at a transition.
extension ReportXML {
  static func phaseSymmetry(_ symmetry: AnalysisReport.PhaseSymmetry) -> XMLElementNode {
    XMLElementNode(
      "symmetry", ["explained": String(symmetry.isExplained)],
      children: symmetry.irreps.map { irrep in
        XMLElementNode(
          "irrep",
          [
            "label": irrep.label, "k": XMLElementNode.waveVector(irrep.waveVector),
            "direction": irrep.direction, "totallySymmetric": String(irrep.isTotallySymmetric),
            "primaryCandidate": String(irrep.isPrimaryCandidate),
          ],
          children: [
            DecompositionXML.subgroup(irrep.isotropySubgroup),
            irrep.realised.map(DecompositionXML.realised),
          ])
      } + [
        DecompositionXML.primarySets(symmetry.primarySets),
        symmetry.domains.map(DecompositionXML.domains),
        symmetry.ferroic.map(DecompositionXML.ferroic),
      ])
  }

  static func irrepChange(_ change: AnalysisReport.IrrepChange) -> XMLElementNode {
    XMLElementNode(
      "change", ["label": change.label, "above": change.above, "below": change.below])
  }

  static func readPhaseSymmetry(
    _ node: XMLElementNode?
  ) throws(ReportError) -> AnalysisReport.PhaseSymmetry? {
    guard let node else { return nil }
    return AnalysisReport.PhaseSymmetry(
      irreps: try elements("irrep", in: node) { (irrep) throws(ReportError) in
        guard let subgroup = try readSubgroup(irrep.child("isotropySubgroup")) else {
          throw Reader.failure(irrep, "no isotropySubgroup")
        }
        return AnalysisReport.PhaseIrrep(
          label: try Reader.attribute("label", of: irrep),
          waveVector: try Reader.waveVector(irrep),
          isTotallySymmetric: try Reader.flag("totallySymmetric", of: irrep),
          direction: try Reader.attribute("direction", of: irrep), isotropySubgroup: subgroup,
          realised: try readRealised(irrep.child("realised")),
          isPrimaryCandidate: try Reader.flag("primaryCandidate", of: irrep))
      }, primarySets: readPrimarySets(node), isExplained: try Reader.flag("explained", of: node),
      domains: try readDomains(node.child("domains")), ferroic: readFerroic(node.child("ferroic")))
  }

  static func readIrrepChange(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.IrrepChange {
    AnalysisReport.IrrepChange(
      label: try Reader.attribute("label", of: node), above: node[attribute: "above"],
      below: node[attribute: "below"])
  }

  static func readFerroic(_ node: XMLElementNode?) -> DecompositionReport.Ferroic? {
    node.map { ferroic in
      DecompositionReport.Ferroic(
        species: ferroic[attribute: "species"],
        ferroelectric: ferroic[attribute: "ferroelectric"],
        ferroelastic: ferroic[attribute: "ferroelastic"])
    }
  }

  private static func readRealised(
    _ node: XMLElementNode?
  ) throws(ReportError) -> DecompositionReport.RealisedDirection? {
    guard let node, let subgroup = try readSubgroup(node.child("isotropySubgroup")) else {
      return nil
    }
    return DecompositionReport.RealisedDirection(
      direction: try Reader.attribute("direction", of: node), isotropySubgroup: subgroup)
  }

  private static func readSubgroup(
    _ node: XMLElementNode?
  ) throws(ReportError) -> DecompositionReport.IsotropySubgroup? {
    guard let node else { return nil }
    let basis = try node[attribute: "basis"].map { (_) throws(ReportError) in
      try Reader.fractions("basis", of: node)
    }
    return DecompositionReport.IsotropySubgroup(
      group: SpaceGroupType(
        number: try Reader.requiredInteger("number", of: node),
        symbol: try Reader.attribute("symbol", of: node)),
      index: try Reader.requiredInteger("index", of: node),
      size: try Reader.integer("size", of: node),
      freeParameters: try Reader.integer("freeParameters", of: node),
      basis: basis.map { entries in
        stride(from: 0, to: entries.count, by: 3).map {
          Array(entries[$0..<min($0 + 3, entries.count)])
        }
      },
      origin: try node[attribute: "origin"].map { (_) throws(ReportError) in
        try Reader.fractions("origin", of: node)
      })
  }
}
