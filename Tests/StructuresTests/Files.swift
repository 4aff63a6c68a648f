import Foundation
import PhaseFitStructures
import Testing

/// The top folder of the package.
let packageFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// The folder of CIFs that are broken on purpose.
let brokenFolder = packageFolder + "/Tests/BrokenFiles"

/// All CIFs below a folder of the package, sorted.
func cifs(below folder: String) -> [String] {
  let root = "\(packageFolder)/\(folder)"
  let entries = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
  return entries.filter { $0.hasSuffix(".cif") }.sorted().map { "\(root)/\($0)" }
}

/// A folder that exists while a test runs.
final class TemporaryFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("phasefit-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a text to a file below the folder; returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// A small cubic structure; the lines given replace or add items.
func smallCIF(block: String = "x", items: String = "", sites: String = "Po1 Po 0 0 0") -> String {
  """
  data_\(block)
  _cell_length_a 3.359(1)
  _cell_length_b 3.359(1)
  _cell_length_c 3.359(1)
  _cell_angle_alpha 90
  _cell_angle_beta 90
  _cell_angle_gamma 90
  _space_group_name_H-M_alt 'P m -3 m'
  \(items)
  loop_
  _atom_site_label
  _atom_site_type_symbol
  _atom_site_fract_x
  _atom_site_fract_y
  _atom_site_fract_z
  \(sites)

  """
}

/// The crystal in a text with one block, and the doubts met.
func crystal(_ text: String) throws -> (crystal: Crystal, diagnostics: [Diagnostic]) {
  let document = try CIFDocument(text: text, name: "t.cif")
  var diagnostics = document.diagnostics
  let block = try #require(document.blocks.first)
  let crystal = try Crystal(cifBlock: block, file: "t.cif", diagnostics: &diagnostics)
  return (crystal, diagnostics)
}

/// The error thrown by a closure.
func cifError(_ body: () throws -> Void) -> StructureFileError? {
  do {
    try body()
    return nil
  } catch {
    return error as? StructureFileError
  }
}
