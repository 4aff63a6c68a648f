internal import CRename
import Foundation
import Glibc

/// The place of a report: absent, an empty folder, or an earlier report; anything else is refused.
struct FolderDestination {
  /// The path with symbolic links resolved, without a slash at its end.
  let path: String
  /// The folder in which it lies.
  let parent: String

  /// The names that phasefit gives to files and folders of a report, now or in a planned version.
  ///
  /// Anything else in a folder belongs to somebody and is never removed.
  private static let ownNames: Set<String> = [
    "report.xml", "report.html", "summary.txt", "summary.json", "analysis.ipynb", "model.json",
    "tables", "structures", "figures",
  ]

  /// The destination at a path.
  ///
  /// - Throws: `ReportError` of kind `refused` or `unwritable`.
  init(_ given: String) throws(ReportError) {
    guard !given.isEmpty else {
      throw ReportError(.refused, "the output folder has an empty name; give one with --output")
    }
    let url = URL(fileURLWithPath: given).standardizedFileURL.resolvingSymlinksInPath()
    path = url.path
    parent = url.deletingLastPathComponent().path
    guard path != "/" else {
      throw ReportError(.refused, "\(given): the root folder cannot be a report")
    }
    try Self.checkContent(of: path)
    var status = stat()
    guard stat(parent, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw ReportError(
        .unwritable,
        "\(given): the folder \(parent) does not exist; make it first or choose another place "
          + "with --output")
    }
  }

  /// Whether the folder in which the destination lies can be written.
  var parentIsWritable: Bool { access(parent, W_OK | X_OK) == 0 }

  /// Refuses a path at which something other than a report of phasefit lies.
  static func checkContent(of path: String) throws(ReportError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw ReportError(
        .refused,
        "\(path): found a file, expected no file or an earlier report of phasefit; move it or "
          + "choose another place with --output")
    }
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw ReportError(.refused, "\(path): the folder cannot be read; choose another --output")
    }
    if entries.isEmpty { return }
    if let foreign = entries.first(where: { !ownNames.contains($0) }) {
      throw ReportError(
        .refused,
        "\(path): found \(foreign), which is no part of a report of phasefit; the folder is left "
          + "as it is: move it or choose another place with --output")
    }
    // `report.xml` proves that the other files are a report and not somebody's summary.txt.
    guard let data = FileManager.default.contents(atPath: path + "/report.xml"),
      ReportXML.isReport(Array(data))
    else {
      throw ReportError(
        .refused,
        "\(path): found a folder without a report.xml of phasefit; it is left as it is: move it "
          + "or choose another place with --output")
    }
    for (folder, suffixes) in [
      ("tables", [".csv"]), ("structures", [".cif", ".str"]), ("figures", [".svg", ".pdf"]),
    ] {
      let inside = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
      if let foreign = inside.sorted().first(where: { name in
        !suffixes.contains { name.hasSuffix($0) }
      }) {
        throw ReportError(
          .refused,
          "\(path): found \(folder)/\(foreign), which is no part of a report of phasefit; the "
            + "folder is left as it is: move it or choose another place with --output")
      }
    }
  }

  /// Whether a folder holds nothing but files named as those of a report.
  static func holdsOnlyOwnNames(_ path: String) -> Bool {
    let entries = try? FileManager.default.contentsOfDirectory(atPath: path)
    return entries?.allSatisfy(ownNames.contains) ?? false
  }

  /// How often a race with another run is tried again before it is reported.
  private static let attempts = 20

  /// Puts a finished folder in this place in one step.
  func replace(with temporary: TemporaryFolder) throws(ReportError) {
    for _ in 0..<Self.attempts {
      switch Self.rename(temporary.path, path, PHASEFIT_RENAME_NOREPLACE) {
      case 0: return synchronizeParent()
      case EEXIST, ENOTEMPTY: break
      case EINVAL, ENOSYS: return try replaceInTwoSteps(with: temporary)
      case let code: throw failure(code)
      }
      switch Self.rename(temporary.path, path, PHASEFIT_RENAME_EXCHANGE) {
      case 0:
        // What lay there may have changed since it was checked: look again at what came out.
        do throws(ReportError) {
          try Self.checkContent(of: temporary.path)
        } catch {
          _ = Self.rename(temporary.path, path, PHASEFIT_RENAME_EXCHANGE)
          throw error
        }
        temporary.remove()
        return synchronizeParent()
      // The earlier report vanished in between: the place is free.
      case ENOENT: continue
      case EINVAL, ENOSYS: return try replaceInTwoSteps(with: temporary)
      case let code: throw failure(code)
      }
    }
    throw ReportError(
      .unwritable, "\(path): other programs keep changing this folder; choose another --output")
  }

  /// For file systems that cannot exchange: the earlier report steps aside and comes back where the
  /// second step fails.
  func replaceInTwoSteps(with temporary: TemporaryFolder) throws(ReportError) {
    try Self.checkContent(of: path)
    let aside = temporary.path + ".earlier"
    let hadEarlier = Glibc.rename(path, aside) == 0
    guard Glibc.rename(temporary.path, path) == 0 else {
      let code = errno
      if hadEarlier { _ = Glibc.rename(aside, path) }
      throw failure(code)
    }
    if hadEarlier { try? FileManager.default.removeItem(atPath: aside) }
    synchronizeParent()
  }

  /// `renameat2`; returns 0 or the error number.
  private static func rename(_ source: String, _ target: String, _ flags: Int32) -> Int32 {
    phasefit_rename(source, target, UInt32(flags)) == 0 ? 0 : errno
  }

  private func synchronizeParent() {
    let descriptor = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // The report is in place; a file system that cannot flush a folder is no reason to fail.
    _ = fsync(descriptor)
    close(descriptor)
  }

  private func failure(_ code: Int32) -> ReportError {
    ReportError(
      .unwritable,
      "\(path): the report cannot be put in place: \(String(cString: strerror(code))); choose "
        + "another place with --output")
  }
}
