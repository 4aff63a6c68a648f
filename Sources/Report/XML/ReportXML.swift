/// The report as XML: namespace `urn:phasefit:report:1`, valid against `ReportSchema`.
public enum ReportXML {
  /// The bytes of the report as an XML 1.0 document in UTF-8.
  ///
  /// The document is validated against the schema before it is returned. Numbers that are not
  /// finite are left out; characters that XML forbids are replaced by visible ones.
  ///
  /// - Throws: `ReportError` of kind `internal` where the report contradicts the schema, for
  ///   example by naming a measurement that the sweep does not have.
  public static func write(_ report: AnalysisReport) throws(ReportError) -> [UInt8] {
    let bytes = try XMLDocumentWriter.document(
      root: element(of: report), namespace: ReportSchema.namespace)
    let problems = try XMLSchemaValidator.problems(in: bytes, schema: ReportSchema.text)
    guard problems.isEmpty else {
      throw ReportError(
        .internal,
        "report.xml does not follow its schema: \(problems.prefix(5).joined(separator: "; ")); "
          + "this is likely a bug in phasefit, please report it")
    }
    return bytes
  }

  /// Checks that bytes are a report that follows the schema.
  ///
  /// Nothing is fetched from the network and no entity is expanded; a document type declaration is
  /// an error.
  ///
  /// - Throws: `ReportError` of kind `invalid` that names the line and what was found.
  public static func validate(_ bytes: [UInt8]) throws(ReportError) {
    let problems = try XMLSchemaValidator.problems(in: bytes, schema: ReportSchema.text)
    guard problems.isEmpty else {
      throw ReportError(
        .invalid,
        "not a valid report of phasefit: \(problems.prefix(5).joined(separator: "; "))")
    }
  }

  /// Whether bytes begin like a report of phasefit of any version: its root element is `report` or
  /// `decomposition` in a namespace `urn:phasefit:report:…`.
  public static func isReport(_ bytes: [UInt8]) -> Bool {
    XMLSchemaValidator.root(of: bytes).map { root in
      ["report", "decomposition"].contains(root.name)
        && root.namespace.hasPrefix("urn:phasefit:report:")
    } ?? false
  }

  private static func element(of report: AnalysisReport) -> XMLElementNode {
    XMLElementNode(
      "report", ["schemaVersion": ReportSchema.version],
      children: [
        provenance(report.provenance),
        report.verdict.map { XMLElementNode("verdict", text: $0.rawValue) },
        sweep(report.sweep),
        report.parent.map(parent),
        XMLElementNode("phases", children: report.phases.map(phase)),
        XMLElementNode("embeddings", children: report.embeddings.map(embedding)),
        XMLElementNode("distortions", children: report.distortions.map(distortion)),
        report.strainBaselines.map(strainBaselines),
        expansions(report.expansions),
        report.relaxedFit.map(relaxedFit),
        report.sweepModel.map(sweepModel),
        XMLElementNode("transitions", children: report.transitions.map(transition)),
        trajectories(report.trajectories),
        XMLElementNode("diagnostics", children: report.diagnostics.map(diagnostic)),
      ])
  }
}
