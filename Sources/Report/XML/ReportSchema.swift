/// The XML Schema of the report, part of the program so that the binary is whole wherever it is.
///
/// The text is kept in pieces by topic, one file each. Together they are one XML
/// Schema 1.0 with target namespace `urn:phasefit:report:1`, every element and attribute documented.
public enum ReportSchema {
  /// The namespace of the elements of a report.
  public static let namespace = "urn:phasefit:report:1"

  /// The version of the schema, the attribute `schemaVersion` of every report.
  public static let version = "1.0"

  /// The whole schema, as `phasefit schema` prints it.
  public static let text =
    head + sweep + parent + distortions + baselines + expansions + fits + sweepModel + transitions
    + trajectories + decomposition + root
}
