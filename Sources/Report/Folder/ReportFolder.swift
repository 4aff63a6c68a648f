import Foundation

/// The folder of a report: written whole or not at all.
///
/// All files are written to a temporary folder beside the destination and flushed to the disk; then
/// one `rename` puts the folder in its place, or exchanges it with an earlier report, which is
/// removed afterwards. At every moment the destination is absent, the earlier report, or the new
/// one; two runs at once end with the report of one of them.
public enum ReportFolder {
  /// The name of the folder for a sweep, `<name>-phasefit`.
  public static func defaultName(sweep: String) -> String {
    let safe = InertText.line(sweep).map { $0 == "/" || $0 == "\u{FFFD}" ? "_" : $0 }
    let trimmed = String(safe).trimmingCharacters(in: .whitespaces)
    let visible = trimmed.drop { $0 == "." || $0 == "-" }
    // A name may have 255 bytes; the rest is for the suffix and the temporary name.
    var name = String(visible)
    while name.utf8.count > 180 { name.removeLast() }
    return "\(name.isEmpty ? "sweep" : name)-phasefit"
  }

  /// The files of a report by their paths in the folder.
  public static func files(
    _ report: AnalysisReport
  ) throws(ReportError) -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = [
      ("report.xml", try ReportXML.write(report)),
      ("summary.txt", Array(SummaryText.render(report).utf8)),
      ("summary.json", Array(SummaryJSON.render(report).utf8)),
    ]
    files += ReportTables.files(report).map { ("tables/\($0.name)", Array($0.text.utf8)) }
    files += report.structureFiles.map { ("structures/\($0.name)", Array($0.text.utf8)) }
    if let model = report.modelFile { files.append((model.name, Array(model.text.utf8))) }
    files.append(("analysis.ipynb", Array(ReportNotebook.render(report).utf8)))
    return files + pages(report)
  }

  /// The page, its figures as files of their own, and the numbers of each figure.
  private static func pages(_ report: AnalysisReport) -> [(path: String, bytes: [UInt8])] {
    var files = [(path: "report.html", bytes: Array(ReportPage.render(report).utf8))]
    for figure in ReportFigures.figures(report) {
      files.append(("figures/\(figure.name).svg", Array(figure.document().utf8)))
      files.append(("figures/\(figure.name).pdf", figure.pdf()))
      files.append(("tables/figure-\(figure.name).csv", Array(figure.table().utf8)))
    }
    if let scene = StructureScene(report) {
      let drawing = StructureDrawing(scene: scene)
      files.append(("figures/structure.svg", Array(drawing.document().utf8)))
      files.append(("figures/structure.pdf", drawing.pdf()))
    }
    return files
  }

  /// The CIFs of the folder `structures` beside a `report.xml`, by name; empty where there is none.
  public static func structureFiles(beside report: String) -> [AnalysisReport.StructureFile] {
    let folder = URL(fileURLWithPath: report).deletingLastPathComponent()
      .appending(path: "structures").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { $0.hasSuffix(".cif") }.compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map {
        AnalysisReport.StructureFile(name: name, text: String(decoding: $0, as: UTF8.self))
      }
    }
  }

  /// The model beside a `report.xml`, nil where there is none.
  public static func modelFile(beside report: String) -> AnalysisReport.StructureFile? {
    let name = AnalysisReport.StructureFile.modelName
    let path = URL(fileURLWithPath: report).deletingLastPathComponent().appending(path: name).path
    return FileManager.default.contents(atPath: path).map {
      AnalysisReport.StructureFile(name: name, text: String(decoding: $0, as: UTF8.self))
    }
  }

  /// Checks that a report may be written to a path, before work is spent on it.
  ///
  /// A path that does not exist, an empty folder, and an earlier report of phasefit are accepted.
  ///
  /// - Throws: `ReportError` of kind `refused` where something else is there, of kind `unwritable`
  ///   where its parent folder is missing or cannot be written.
  public static func check(_ path: String) throws(ReportError) {
    let destination = try FolderDestination(path)
    guard destination.parentIsWritable else {
      throw ReportError(
        .unwritable,
        "\(path): the folder \(destination.parent) cannot be written; choose another place with "
          + "--output")
    }
  }

  /// Writes the report to a path, replacing an earlier report of phasefit there.
  ///
  /// - Throws: `ReportError` of kind `internal` where the report contradicts its schema, `refused`
  ///   where something else is at the path, `unwritable` where the system refuses (read-only or full
  ///   disk); the path is then as it was before.
  public static func write(_ report: AnalysisReport, to path: String) throws(ReportError) {
    try write(files(report), to: path)
  }

  /// Writes files as a folder; `willWrite` is called with the path of each file before it is
  /// written, so that tests can interrupt.
  package static func write(
    _ files: [(path: String, bytes: [UInt8])], to path: String,
    willWrite: (String) throws(ReportError) -> Void = { _ throws(ReportError) in }
  ) throws(ReportError) {
    let destination = try FolderDestination(path)
    UnfinishedFolders.removeLeftovers(beside: destination)
    let temporary = try TemporaryFolder(beside: destination)
    defer { temporary.release() }
    do throws(ReportError) {
      for file in files {
        try willWrite(file.path)
        try temporary.write(file.bytes, to: file.path)
      }
      try temporary.synchronize()
      try UnfinishedFolders.finish(temporary.path) { () throws(ReportError) in
        try destination.replace(with: temporary)
      }
    } catch {
      temporary.remove()
      throw error
    }
  }
}
