import PhaseFitNumerics

/// The element `expansions` and its reading.
extension ReportXML {
  private typealias Reader = ReportXMLReader

  static func expansions(_ records: [AnalysisReport.Expansion]) -> XMLElementNode? {
    guard !records.isEmpty else { return nil }
    return XMLElementNode("expansions", children: records.map(expansion))
  }

  private static func expansion(_ record: AnalysisReport.Expansion) -> XMLElementNode {
    XMLElementNode(
      "expansion",
      [
        "phase": record.phase, "run": record.run,
        "from": record.temperatureRange.lower.flatMap(NumberText.exact),
        "to": record.temperatureRange.upper.flatMap(NumberText.exact),
        "cells": String(record.count),
      ],
      children: record.principal.map { principal in
        XMLElementNode(
          "principal",
          ["multiplicity": String(principal.multiplicity)],
          children: [
            .quantity("coefficient", principal.coefficient), principal.direction.map(axis),
          ])
      } + [.quantity("volume", record.volume)])
  }

  private static func axis(_ direction: Vector3) -> XMLElementNode {
    XMLElementNode(
      "axis",
      [
        "x": NumberText.exact(direction.x), "y": NumberText.exact(direction.y),
        "z": NumberText.exact(direction.z),
      ])
  }

  static func readExpansion(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Expansion {
    guard let volume = node.child("volume") else { throw Reader.failure(node, "no volume") }
    return AnalysisReport.Expansion(
      phase: try Reader.attribute("phase", of: node), run: node[attribute: "run"],
      temperatureRange: Interval(
        lower: try Reader.requiredNumber("from", of: node),
        upper: try Reader.requiredNumber("to", of: node)),
      count: try Reader.requiredInteger("cells", of: node),
      principal: try elements("principal", in: node) { (child) throws(ReportError) in
        guard let coefficient = child.child("coefficient") else {
          throw Reader.failure(child, "no coefficient")
        }
        return AnalysisReport.Expansion.Principal(
          coefficient: try Reader.requiredQuantity(coefficient),
          direction: try child.child("axis").map(Reader.position),
          multiplicity: try Reader.requiredInteger("multiplicity", of: child))
      }, volume: try Reader.requiredQuantity(volume))
  }
}
