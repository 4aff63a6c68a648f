import Foundation

/// The formats of files that hold structures, told from the name of the file.
public enum StructureFormat: String, Sendable, Codable, Hashable, CaseIterable {
  /// Crystallographic Information File.
  case cif = "CIF"
  /// VASP's POSCAR or CONTCAR.
  case poscar = "POSCAR"
  /// VASP's XDATCAR: a trajectory.
  case xdatcar = "XDATCAR"
  /// Extended XYZ: one frame, one frame a temperature, or a trajectory.
  case extendedXYZ = "extended XYZ"
  /// SHELXL's .ins or .res.
  case shelx = "SHELX"

  /// The format that a file's name promises, nil where it promises none.
  ///
  /// Magnetic CIFs are read so as to be refused by name.
  public init?(fileName: String) {
    let name = fileName.split(separator: "/").last.map { $0.lowercased() } ?? ""
    switch (name as NSString).pathExtension {
    case "cif", "mcif": self = .cif
    case "vasp", "poscar", "contcar": self = .poscar
    case "xdatcar": self = .xdatcar
    case "extxyz", "xyz": self = .extendedXYZ
    case "res", "ins": self = .shelx
    default:
      // VASP gives its files fixed names; people add to them: POSCAR_300K, 300K-CONTCAR.
      let words = name.split { !$0.isLetter }
      if words.contains("poscar") || words.contains("contcar") {
        self = .poscar
      } else if words.contains("xdatcar") {
        self = .xdatcar
      } else {
        return nil
      }
    }
  }

  /// The name of a file without what names its format: `300K.cif` and `CONTCAR_300K` give `300K`.
  static func stem(of fileName: String) -> String {
    let base = SweepFiles.lastComponent(fileName)
    guard StructureFormat(fileName: base) != nil else { return base }
    let lower = (base as NSString).pathExtension.lowercased()
    let hasExtension = StructureFormat(fileName: "x.\(lower)") != nil
    let stem = hasExtension ? (base as NSString).deletingPathExtension : base
    var words = stem
    for word in ["POSCAR", "CONTCAR", "XDATCAR"] {
      words = words.replacingOccurrences(of: word, with: "", options: .caseInsensitive)
    }
    return words.trimmingCharacters(in: CharacterSet(charactersIn: "_-. "))
  }

  /// Which of several files of one structure is read: the larger number.
  static func rank(of fileName: String) -> Int {
    let name = fileName.lowercased()
    switch StructureFormat(fileName: fileName) {
    case .cif: return 6
    // A refinement writes .res from .ins, a relaxation CONTCAR from POSCAR.
    case .shelx: return name.hasSuffix(".res") ? 5 : 4
    case .poscar: return name.contains("contcar") ? 3 : 2
    case .extendedXYZ: return 1
    case .xdatcar, nil: return 0
    }
  }
}
