import Foundation
import PhaseFitNumerics

/// Writes a crystal that lists every atom of its cell as a frame of extended XYZ.
public enum ExtendedXYZWriter {
  /// The text of a frame, Cartesian coordinates in Å with 16 decimals.
  ///
  /// Labels are always written, occupancies where one is not 1; the format has no place for
  /// standard uncertainties.
  ///
  /// - Parameters:
  ///   - crystal: a structure without symmetry other than translations.
  ///   - kelvin: the temperature, nil to state none.
  /// - Returns: the frame, nil where the symmetry lists further atoms.
  public static func text(of crystal: Crystal, kelvin: Double? = nil) -> String? {
    guard crystal.listsEveryAtom else { return nil }
    let basis = crystal.cell.basis
    let hasOccupancies = crystal.sites.contains { $0.occupancy.value != 1 }
    let columns = [basis.columns.0, basis.columns.1, basis.columns.2]
    let lattice = columns.map { vector in
      (0..<3).map { StructureLine.number(vector[$0]) }.joined(separator: " ")
    }.joined(separator: " ")
    var lines = [
      "\(crystal.sites.count)",
      "Lattice=\"\(lattice)\" Properties=species:S:1:pos:R:3:label:S:1"
        + (hasOccupancies ? ":occupancy:R:1" : "")
        + (kelvin.map { " temperature=\($0)" } ?? "") + " pbc=\"T T T\"",
    ]
    for site in crystal.sites {
      let position = basis * site.fractional
      let numbers = (0..<3).map { StructureLine.number(position[$0]) }.joined(separator: " ")
      let label = StructureLine.inert(site.label).replacingOccurrences(of: " ", with: "_")
      lines.append(
        "\(typeSymbol(site)) \(numbers) \(label.isEmpty ? site.element.symbol : label)"
          + (hasOccupancies ? " \(site.occupancy.value)" : ""))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func typeSymbol(_ site: AtomSite) -> String {
    site.element.atomicNumber == 1 && site.massNumber == 2 ? "D" : site.element.symbol
  }
}
