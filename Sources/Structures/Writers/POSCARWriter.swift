import Foundation
import PhaseFitNumerics

/// Writes a crystal that lists every atom of its cell as a POSCAR of VASP 5.
public enum POSCARWriter {
  /// The text of a POSCAR, coordinates direct with 16 decimals.
  ///
  /// The atoms are grouped by element in the order in which elements first occur. A POSCAR has no
  /// place for occupancies, labels or standard uncertainties.
  ///
  /// - Parameters:
  ///   - crystal: a structure without symmetry other than translations.
  ///   - comment: the first line; line breaks and control characters become blanks.
  /// - Returns: the text, nil where a site is partly occupied or the symmetry lists further atoms.
  public static func text(of crystal: Crystal, comment: String) -> String? {
    guard crystal.listsEveryAtom, crystal.sites.allSatisfy({ $0.occupancy.value == 1 }) else {
      return nil
    }
    var elements: [Element] = []
    for site in crystal.sites where !elements.contains(site.element) {
      elements.append(site.element)
    }
    let basis = crystal.cell.basis
    var lines = [StructureLine.inert(comment), "1.0"]
    for vector in [basis.columns.0, basis.columns.1, basis.columns.2] {
      lines.append((0..<3).map { StructureLine.number(vector[$0]) }.joined(separator: " "))
    }
    lines.append(elements.map(\.symbol).joined(separator: " "))
    lines.append(
      elements.map { element in "\(crystal.sites.count { $0.element == element })" }
        .joined(separator: " "))
    lines.append("Direct")
    for element in elements {
      for site in crystal.sites where site.element == element {
        lines.append(
          site.position.map { StructureLine.number($0.value) }.joined(separator: " "))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Texts and numbers of line-oriented formats.
enum StructureLine {
  /// A number with 16 decimals.
  static func number(_ value: Double) -> String { String(format: "%.16f", value) }

  /// A text on one line without control characters.
  static func inert(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar -> Character in
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : Character(scalar)
      })
  }
}

extension Crystal {
  /// Whether the sites are all atoms of the cell: no symmetry beyond translations is declared.
  public var listsEveryAtom: Bool {
    let operations = declaredSymmetry.operations
    if !operations.isEmpty {
      return operations.count == 1 && AffineOperation(operations[0]) == .identity
    }
    if let name = declaredSymmetry.hermannMauguin { return name.filter { $0 != " " } == "P1" }
    return (declaredSymmetry.number ?? 1) == 1 && declaredSymmetry.hall ?? "P 1" == "P 1"
  }
}
