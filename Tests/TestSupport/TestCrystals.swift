public import Foundation
public import PhaseFitStructures
public import PhaseFitSymmetry

/// The structures on which tests run: files of `structures/` and `Tests/Data/`.
public enum TestCrystals {
  /// The top folder of the package.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The crystal in a CIF, by its path from the top folder or by an absolute one.
  public static func crystal(_ path: String) throws -> Crystal {
    var diagnostics: [Diagnostic] = []
    return try Crystal(
      contentsOfCIF: URL(filePath: path, relativeTo: root).path(percentEncoded: false),
      diagnostics: &diagnostics)
  }

  /// The expanded crystal in a CIF with its space group.
  public static func analysed(_ path: String) throws -> (ExpandedCrystal, FoundSymmetry) {
    let expanded = try ExpandedCrystal(try crystal(path), file: path)
    return (expanded, try FoundSymmetry(of: expanded))
  }
}
