/// The element `strainBaselines` and its reading.
extension ReportXML {
  private typealias Reader = ReportXMLReader

  static func strainBaselines(_ record: AnalysisReport.StrainBaselines) -> XMLElementNode {
    XMLElementNode(
      "strainBaselines",
      children: record.lattices.map { lattice in
        XMLElementNode(
          "lattice", ["measurement": XMLElementNode.identifier(lattice.measurement)],
          children: [cell(lattice.cell)])
      } + record.baselines.map(baseline))
  }

  private static func baseline(
    _ baseline: AnalysisReport.StrainBaselines.Baseline
  ) -> XMLElementNode {
    XMLElementNode(
      "baseline",
      [
        "form": baseline.form, "structures": String(baseline.structureCount),
        "used": String(baseline.isUsed),
      ],
      children: baseline.course.map { point in
        XMLElementNode(
          "parentLattice", ["temperature": NumberText.exact(point.temperature)],
          children: [cell(point.cell)])
      }
        + baseline.strains.map { strain in
          XMLElementNode(
            "baselineStrain", ["measurement": XMLElementNode.identifier(strain.measurement)],
            children: [
              .quantity("breaking", strain.breaking), .quantity("volumeStrain", strain.volume),
            ])
        })
  }

  static func readStrainBaselines(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.StrainBaselines {
    AnalysisReport.StrainBaselines(
      lattices: try elements("lattice", in: node) { (child) throws(ReportError) in
        AnalysisReport.StrainBaselines.Lattice(
          measurement: try Reader.measurement("measurement", of: child),
          cell: try requiredCell(child))
      }, baselines: try elements("baseline", in: node, readBaseline))
  }

  private static func readBaseline(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.StrainBaselines.Baseline {
    AnalysisReport.StrainBaselines.Baseline(
      form: try Reader.attribute("form", of: node),
      structureCount: try Reader.requiredInteger("structures", of: node),
      isUsed: try Reader.flag("used", of: node),
      course: try elements("parentLattice", in: node) { (child) throws(ReportError) in
        AnalysisReport.StrainBaselines.Point(
          temperature: try Reader.requiredNumber("temperature", of: child),
          cell: try requiredCell(child))
      },
      strains: try elements("baselineStrain", in: node) { (child) throws(ReportError) in
        guard let breaking = child.child("breaking"), let volume = child.child("volumeStrain")
        else { throw Reader.failure(child, "no strain") }
        return AnalysisReport.StrainBaselines.Strain(
          measurement: try Reader.measurement("measurement", of: child),
          breaking: try Reader.requiredQuantity(breaking),
          volume: try Reader.requiredQuantity(volume))
      })
  }

  private static func requiredCell(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Cell {
    guard let cell = node.child("cell") else { throw Reader.failure(node, "no cell") }
    return try readCell(cell)
  }
}
