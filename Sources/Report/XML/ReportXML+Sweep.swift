import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The elements `provenance`, `sweep`, `parent`, `phase` and `diagnostic`.
extension ReportXML {
  static func provenance(_ provenance: AnalysisReport.Provenance) -> XMLElementNode {
    XMLElementNode(
      "provenance",
      children: [
        XMLElementNode("program", ["name": provenance.program, "version": provenance.version]),
        XMLElementNode("date", text: provenance.date.formatted(.iso8601)),
        XMLElementNode(
          "command", children: provenance.command.map { XMLElementNode("argument", text: $0) }),
        XMLElementNode("seed", text: String(provenance.seed)),
        settings(provenance.settings),
        XMLElementNode(
          "libraries",
          children: provenance.libraries.map {
            XMLElementNode("library", ["name": $0.name, "version": $0.version])
          }),
        XMLElementNode(
          "inputs",
          children: provenance.inputs.map {
            XMLElementNode(
              "input", ["file": $0.file, "bytes": String($0.byteCount), "sha256": $0.sha256])
          }),
      ])
  }

  static func settings(_ settings: [AnalysisReport.Setting]) -> XMLElementNode {
    XMLElementNode(
      "settings",
      children: settings.map {
        XMLElementNode("setting", ["name": $0.name, "value": $0.value])
      })
  }

  static func sweep(_ sweep: AnalysisReport.SweepRecord) -> XMLElementNode {
    XMLElementNode(
      "sweep", ["name": sweep.name],
      children: sweep.measurements.enumerated().map { measurement($1, number: $0) }
        + sweep.rejected.map {
          XMLElementNode(
            "rejected", ["file": $0.file, "block": $0.block, "line": $0.line.map(String.init)],
            text: $0.reason)
        })
  }

  private static func measurement(
    _ record: AnalysisReport.MeasurementRecord, number: Int
  ) -> XMLElementNode {
    XMLElementNode(
      "measurement",
      [
        "id": XMLElementNode.identifier(number), "file": record.file, "block": record.block,
        "run": record.run, "branch": record.branch?.rawValue, "used": String(record.used),
        "reason": record.reason, "sites": record.siteCount.map(String.init),
        "atoms": record.atomCount.map(String.init),
      ],
      children: [
        .quantity("temperature", record.temperature, ["source": record.temperatureSource]),
        record.cell.map(cell), declaredGroup(of: record),
        .group("spaceGroupFound", record.spaceGroupFound),
        .quantity("tolerance", record.tolerance),
      ] + record.alternatives.map(alternative)
        + record.displacementParameters.map {
          .quantity("displacementParameter", $0.mean, ["element": $0.element])
        })
  }

  private static func declaredGroup(
    of record: AnalysisReport.MeasurementRecord
  ) -> XMLElementNode? {
    guard record.spaceGroupDeclared != nil || record.spaceGroupSpelling != nil else { return nil }
    return XMLElementNode(
      "spaceGroupDeclared",
      [
        "number": record.spaceGroupDeclared.map { String($0.number) },
        "symbol": record.spaceGroupDeclared?.symbol, "spelling": record.spaceGroupSpelling,
      ])
  }

  private static func alternative(_ alternative: FoundSymmetry.Alternative) -> XMLElementNode? {
    guard let tolerance = NumberText.exact(alternative.tolerance) else { return nil }
    return XMLElementNode(
      "spaceGroupAlternative",
      [
        "tolerance": tolerance, "number": alternative.group.map { String($0.number) },
        "symbol": alternative.group?.symbol,
      ])
  }

  static func cell(_ cell: AnalysisReport.Cell) -> XMLElementNode {
    XMLElementNode(
      "cell",
      children: zip(["a", "b", "c"], cell.lengths).map { .quantity($0, $1) }
        + zip(["alpha", "beta", "gamma"], cell.angles).map { .quantity($0, $1) }
        + [.quantity("volume", cell.volume)])
  }

  static func parent(_ parent: AnalysisReport.Parent) -> XMLElementNode {
    XMLElementNode(
      "parent",
      [
        "measurement": parent.measurement.map(XMLElementNode.identifier), "file": parent.file,
        "block": parent.block,
      ],
      children: [
        .group("spaceGroup", parent.group), XMLElementNode("choice", text: parent.choice),
        .quantity("temperature", parent.temperature), parent.cell.map(cell),
        .numbers(
          "primitiveBasis", parent.primitiveBasis?.rowMajor, unit: "Å",
          dictRef: "phasefit:primitiveBasis"),
        .numbers(
          "conventionalBasis", parent.conventionalBasis?.rowMajor, unit: "Å",
          dictRef: "phasefit:conventionalBasis"),
        .numbers(
          "supercellBasis", parent.supercellBasis?.rowMajor, unit: "Å",
          dictRef: "phasefit:supercellBasis"),
      ] + parent.sites.map(site))
  }

  private static func site(_ site: AnalysisReport.ParentSite) -> XMLElementNode? {
    guard let coordinates = coordinates(site.position) else { return nil }
    var node = XMLElementNode(
      "site", ["label": site.label],
      children: site.contents.map { content in
        NumberText.exact(content.occupancy).map {
          XMLElementNode(
            "occupant", ["element": content.element.symbol, "occupancy": $0])
        }
      })
    node.attributes += coordinates
    if let multiplicity = site.multiplicity {
      node.attributes.append(("multiplicity", String(multiplicity)))
    }
    return node
  }

  /// The attributes x, y, z; nil where one is not finite.
  static func coordinates(_ position: Vector3) -> [(name: String, value: String)]? {
    let texts = position.components.compactMap(NumberText.exact)
    guard texts.count == 3 else { return nil }
    return zip(["x", "y", "z"], texts).map { ($0, $1) }
  }

  static func phase(_ phase: AnalysisReport.Phase) -> XMLElementNode {
    XMLElementNode(
      "phase",
      [
        "run": phase.run, "indexInParent": phase.indexInParent.map(String.init),
        "cellMultiplication": phase.cellMultiplication.map(String.init),
      ],
      children: [
        .group("spaceGroup", phase.group),
        .interval(
          "temperatureRange", phase.temperatureRange, unit: "K",
          dictRef: "phasefit:temperatureRange"),
      ]
        + phase.measurements.map {
          XMLElementNode("member", ["measurement": XMLElementNode.identifier($0)])
        } + [phase.symmetry.map(phaseSymmetry)])
  }

  static func diagnostic(_ diagnostic: Diagnostic) -> XMLElementNode {
    XMLElementNode(
      "diagnostic",
      [
        "severity": diagnostic.severity.rawValue, "code": diagnostic.code,
        "file": diagnostic.file, "line": diagnostic.line.map(String.init),
      ], text: diagnostic.message)
  }
}
