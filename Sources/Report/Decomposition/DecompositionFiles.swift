import Foundation
import PhaseFitStructures

/// The files of a decomposition: a folder, a mode CIF, a structure for TOPAS.
///
/// Each is written whole or not at all, and replaces only what phasefit wrote.
public enum DecompositionFiles {
  /// Where files go; nil for those that are not wanted.
  public struct Destinations: Sendable, Hashable {
    /// The folder for all files.
    public var folder: String?
    /// The CIF with modes.
    public var modeCIF: String?
    /// The structure for TOPAS.
    public var topas: String?

    /// Destinations.
    public init(folder: String? = nil, modeCIF: String? = nil, topas: String? = nil) {
      self.folder = folder
      self.modeCIF = modeCIF
      self.topas = topas
    }
  }

  /// Checks that files may be written, before work is spent on them.
  ///
  /// - Throws: `ReportError` of kind `refused` where something that phasefit did not write is at a
  ///   path, of kind `unwritable` where a folder is missing.
  public static func check(_ destinations: Destinations) throws(ReportError) {
    if let folder = destinations.folder { try ReportFolder.check(folder) }
    for file in [destinations.modeCIF, destinations.topas].compactMap({ $0 }) {
      try check(file: file)
    }
  }

  /// Writes the files.
  ///
  /// - Throws: `ReportError` of kind `refused` where modes are wanted and the report has none or
  ///   where something else is at a path, `unwritable` where the system refuses.
  public static func write(
    _ report: DecompositionReport, to destinations: Destinations
  ) throws(ReportError) {
    try check(destinations)
    if destinations.modeCIF != nil || destinations.topas != nil, report.modes == nil {
      let reasons = report.diagnostics.filter { $0.severity != .note }.map(\.message)
      throw ReportError(
        .refused,
        "modes cannot be written: "
          + (reasons.isEmpty ? "the report has none" : reasons.joined(separator: "; ")))
    }
    if let modes = report.modes {
      if let path = destinations.modeCIF {
        try write(ModeCIF.write(modes, title: title(of: report)), to: path)
      }
      if let path = destinations.topas {
        try write(TopasStructure.write(modes, title: title(of: report)), to: path)
      }
    }
    if let folder = destinations.folder { try ReportFolder.write(files(report), to: folder) }
  }

  /// The files of the folder by their paths in it.
  public static func files(
    _ report: DecompositionReport
  ) throws(ReportError) -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = [
      ("report.xml", try DecompositionXML.write(report)),
      ("summary.txt", Array(DecompositionText.render(report).utf8)),
      ("summary.json", Array(DecompositionJSON.render(report).utf8)),
    ]
    if let modes = report.modes {
      let title = title(of: report)
      files.append(("structures/modes.cif", Array(ModeCIF.write(modes, title: title).utf8)))
      files.append(
        ("structures/modes.str", Array(TopasStructure.write(modes, title: title).utf8)))
    }
    return files
  }

  /// What the structure is, for the first line of a file.
  private static func title(of report: DecompositionReport) -> String {
    "\(report.child.file) (\(report.child.group)) as a distortion of "
      + "\(report.parent.file) (\(report.parent.group))"
  }

  /// The words by which phasefit knows its own files.
  private static let signature = "written by phasefit"
  /// How many bytes of a file are searched for them.
  private static let signatureRange = 4096

  private static func check(file: String) throws(ReportError) {
    var isFolder = ObjCBool(false)
    if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) {
      let head = isFolder.boolValue ? nil : FileManager.default.contents(atPath: file)
      let text = head.map { String(decoding: $0.prefix(signatureRange), as: UTF8.self) } ?? ""
      guard text.contains(signature) else {
        throw ReportError(
          .refused,
          "\(file): found \(isFolder.boolValue ? "a folder" : "a file that phasefit did not write")"
            + "; it is left as it is: choose another name")
      }
    }
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw ReportError(
        .unwritable, "\(file): the folder \(folder) does not exist or cannot be written")
    }
  }

  private static func write(_ text: String, to path: String) throws(ReportError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw ReportError(.unwritable, "\(path): \(error.localizedDescription)")
    }
  }
}
