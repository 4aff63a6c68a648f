import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// Reading a report back: the inverse of `ReportXML.write`.
///
///     read(write(report)) = report   where every number of the report is finite
extension ReportXML {
  /// The report that an XML document holds.
  ///
  /// The document is validated first. Nothing is fetched from the network and no entity is
  /// expanded; a document type declaration is an error.
  ///
  /// - Throws: `ReportError` of kind `invalid` that says what was found.
  public static func read(_ bytes: [UInt8]) throws(ReportError) -> AnalysisReport {
    try validate(bytes)
    guard let root = XMLDocumentReader.root(of: bytes) else {
      throw ReportError(.invalid, "not a valid report of phasefit: not well-formed XML")
    }
    guard let provenance = root.child("provenance"), let sweep = root.child("sweep") else {
      throw ReportXMLReader.failure(root, "no provenance or no sweep")
    }
    var report = AnalysisReport(
      provenance: try readProvenance(provenance), sweep: try readSweep(sweep))
    if let text = root.child("verdict")?.text {
      report.verdict = try ReportXMLReader.choice(
        text, of: root, as: AnalysisReport.Verdict.self)
    }
    report.parent = try root.child("parent").map(readParent)
    report.phases = try elements("phase", in: root.child("phases"), readPhase)
    report.embeddings = try elements("embedding", in: root.child("embeddings"), readEmbedding)
    report.distortions = try elements("distortion", in: root.child("distortions"), readDistortion)
    report.strainBaselines = try root.child("strainBaselines").map(readStrainBaselines)
    report.expansions = try elements(
      "expansion", in: root.child("expansions"), readExpansion)
    report.relaxedFit = try root.child("relaxedFit").map(readRelaxedFit)
    report.sweepModel = try root.child("sweepModel").map(readSweepModel)
    report.transitions = try elements(
      "transition", in: root.child("transitions"), readTransition)
    report.trajectories = try elements(
      "trajectory", in: root.child("trajectories"), readTrajectory)
    report.diagnostics = try elements(
      "diagnostic", in: root.child("diagnostics"), readDiagnostic)
    return report
  }

  /// The values of all children of a name.
  static func elements<Value>(
    _ name: String, in node: XMLElementNode?,
    _ read: (XMLElementNode) throws(ReportError) -> Value
  ) throws(ReportError) -> [Value] {
    var values: [Value] = []
    for child in node?.children(name) ?? [] { values.append(try read(child)) }
    return values
  }

  // MARK: - Provenance

  private static func readProvenance(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Provenance {
    typealias Reader = ReportXMLReader
    guard let program = node.child("program"), let seed = UInt64(node.child("seed")?.text ?? ""),
      let date = try? Date(node.child("date")?.text ?? "", strategy: .iso8601)
    else { throw Reader.failure(node, "no program, date or seed") }
    return AnalysisReport.Provenance(
      program: try Reader.attribute("name", of: program),
      version: try Reader.attribute("version", of: program), date: date,
      command: node.child("command")?.children("argument").map { $0.text ?? "" } ?? [],
      seed: seed, settings: try readSettings(node),
      libraries: try elements("library", in: node.child("libraries")) {
        (library) throws(ReportError) in
        AnalysisReport.Library(
          name: try Reader.attribute("name", of: library),
          version: try Reader.attribute("version", of: library))
      },
      inputs: try elements("input", in: node.child("inputs")) { (input) throws(ReportError) in
        AnalysisReport.Input(
          file: try Reader.attribute("file", of: input),
          byteCount: try Reader.requiredInteger("bytes", of: input),
          sha256: try Reader.attribute("sha256", of: input))
      })
  }

  static func readSettings(
    _ node: XMLElementNode
  ) throws(ReportError) -> [AnalysisReport.Setting] {
    try elements("setting", in: node.child("settings")) { (setting) throws(ReportError) in
      AnalysisReport.Setting(
        name: try ReportXMLReader.attribute("name", of: setting),
        value: try ReportXMLReader.attribute("value", of: setting))
    }
  }

  private static func readDiagnostic(_ node: XMLElementNode) throws(ReportError) -> Diagnostic {
    let severity = try ReportXMLReader.choice(
      ReportXMLReader.attribute("severity", of: node), of: node, as: Diagnostic.Severity.self)
    return Diagnostic(
      severity, code: try ReportXMLReader.attribute("code", of: node), message: node.text ?? "",
      file: node[attribute: "file"], line: try ReportXMLReader.integer("line", of: node))
  }

  // MARK: - Sweep

  private static func readSweep(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.SweepRecord {
    AnalysisReport.SweepRecord(
      name: try ReportXMLReader.attribute("name", of: node),
      measurements: try elements("measurement", in: node, readMeasurement),
      rejected: try elements("rejected", in: node) { (rejected) throws(ReportError) in
        Sweep.Rejection(
          file: try ReportXMLReader.attribute("file", of: rejected),
          block: rejected[attribute: "block"],
          line: try ReportXMLReader.integer("line", of: rejected), reason: rejected.text ?? "")
      })
  }

  private static func readMeasurement(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.MeasurementRecord {
    typealias Reader = ReportXMLReader
    var branch: StructureMeasurement.Branch?
    if let text = node[attribute: "branch"] {
      branch = try Reader.choice(text, of: node, as: StructureMeasurement.Branch.self)
    }
    return AnalysisReport.MeasurementRecord(
      file: try Reader.attribute("file", of: node), block: node[attribute: "block"],
      temperature: try Reader.quantity(node.child("temperature")),
      temperatureSource: node.child("temperature")?[attribute: "source"],
      run: node[attribute: "run"], branch: branch, cell: try node.child("cell").map(readCell),
      siteCount: try Reader.integer("sites", of: node),
      atomCount: try Reader.integer("atoms", of: node),
      spaceGroupDeclared: try Reader.group(node.child("spaceGroupDeclared")),
      spaceGroupSpelling: node.child("spaceGroupDeclared")?[attribute: "spelling"],
      spaceGroupFound: try Reader.group(node.child("spaceGroupFound")),
      tolerance: try Reader.quantity(node.child("tolerance")),
      alternatives: try elements("spaceGroupAlternative", in: node) {
        (alternative) throws(ReportError) in
        FoundSymmetry.Alternative(
          tolerance: try Reader.requiredNumber("tolerance", of: alternative),
          group: try Reader.group(alternative))
      },
      displacementParameters: try elements("displacementParameter", in: node) {
        (parameter) throws(ReportError) in
        guard let mean = try Reader.quantity(parameter) else {
          throw Reader.failure(parameter, "no number")
        }
        return AnalysisReport.ElementDisplacement(
          element: try Reader.attribute("element", of: parameter), mean: mean)
      }, used: node[attribute: "used"] != "false", reason: node[attribute: "reason"])
  }

  static func readCell(_ node: XMLElementNode) throws(ReportError) -> AnalysisReport.Cell {
    func quantities(_ names: [String]) throws(ReportError) -> [Quantity] {
      var values: [Quantity] = []
      for name in names {
        if let value = try ReportXMLReader.quantity(node.child(name)) { values.append(value) }
      }
      return values
    }
    return AnalysisReport.Cell(
      lengths: try quantities(["a", "b", "c"]),
      angles: try quantities(["alpha", "beta", "gamma"]),
      volume: try ReportXMLReader.quantity(node.child("volume")))
  }

  // MARK: - Parent and phases

  private static func readParent(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Parent {
    typealias Reader = ReportXMLReader
    return AnalysisReport.Parent(
      group: try Reader.requiredGroup("spaceGroup", in: node),
      measurement: node[attribute: "measurement"] == nil
        ? nil : try Reader.measurement("measurement", of: node), file: node[attribute: "file"],
      block: node[attribute: "block"],
      temperature: try Reader.quantity(node.child("temperature")),
      choice: node.child("choice")?.text ?? "", cell: try node.child("cell").map(readCell),
      primitiveBasis: try Reader.matrix(node.child("primitiveBasis")),
      conventionalBasis: try Reader.matrix(node.child("conventionalBasis")),
      supercellBasis: try Reader.matrix(node.child("supercellBasis")),
      sites: try elements("site", in: node, readSite))
  }

  private static func readSite(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.ParentSite {
    AnalysisReport.ParentSite(
      label: try ReportXMLReader.attribute("label", of: node),
      position: try ReportXMLReader.position(node),
      multiplicity: try ReportXMLReader.integer("multiplicity", of: node),
      contents: try elements("occupant", in: node) { (occupant) throws(ReportError) in
        let symbol = try ReportXMLReader.attribute("element", of: occupant)
        guard let element = Element(symbol: symbol) else {
          throw ReportXMLReader.failure(occupant, symbol)
        }
        return ExpandedCrystal.Content(
          element: element,
          occupancy: try ReportXMLReader.requiredNumber("occupancy", of: occupant))
      })
  }

  private static func readPhase(_ node: XMLElementNode) throws(ReportError) -> AnalysisReport.Phase
  {
    AnalysisReport.Phase(
      group: try ReportXMLReader.requiredGroup("spaceGroup", in: node),
      temperatureRange: try ReportXMLReader.interval(node.child("temperatureRange"))
        ?? Interval(lower: nil, upper: nil),
      measurements: try elements("member", in: node) { (member) throws(ReportError) in
        try ReportXMLReader.measurement("measurement", of: member)
      }, run: node[attribute: "run"],
      indexInParent: try ReportXMLReader.integer("indexInParent", of: node),
      cellMultiplication: try ReportXMLReader.integer("cellMultiplication", of: node),
      symmetry: try readPhaseSymmetry(node.child("symmetry")))
  }
}
