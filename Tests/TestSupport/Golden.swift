import Foundation

/// Files that hold the expected output of the program.
public enum Golden {
  /// Compares a text with a golden file.
  ///
  /// With `PHASEFIT_RECORD=1` in the environment the file is written instead: look at the difference
  /// before it is committed.
  ///
  /// - Parameters:
  ///   - text: what the program writes now.
  ///   - path: the golden file, from the top folder.
  /// - Returns: the first difference in words, nil where there is none.
  public static func difference(_ text: String, _ path: String) -> String? {
    let file = TestCrystals.root.appending(path: path)
    if ProcessInfo.processInfo.environment["PHASEFIT_RECORD"] == "1" {
      try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? Data(text.utf8).write(to: file)
      return nil
    }
    guard let data = FileManager.default.contents(atPath: file.path) else {
      return "\(path) is missing; run the tests with PHASEFIT_RECORD=1 to write it"
    }
    let expected = String(decoding: data, as: UTF8.self)
    if expected == text { return nil }
    let (old, new) = (
      expected.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let line =
      zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    let was = line < old.count ? String(old[line]) : "the end"
    let now = line < new.count ? String(new[line]) : "the end"
    return "\(path):\(line + 1): expected \"\(was)\", found \"\(now)\"; run the tests with "
      + "PHASEFIT_RECORD=1 and look at the difference"
  }
}
