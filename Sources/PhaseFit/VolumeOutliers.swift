import Foundation
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// Structures whose volume per atom lies far from those of all others: a wrong digit of the cell.
///
///     r = ln v − (c + s T) ,   outlier where |r| > max(8 median |r|, 2 %)
///
/// with the line of Theil and Sen through the other structures of the run, which a single wrong record
/// among them does not move. Between related structures few transitions change the volume by as
/// much.
enum VolumeOutliers {
  /// The fewest structures of a run among which one can stand out.
  private static let fewest = 5
  /// How many times the median deviation an outlier must exceed.
  private static let factor = 8.0
  /// The change of volume below which nothing counts as an outlier.
  private static let least = 0.02

  /// The doubts about the cells of some structures.
  ///
  /// - Parameters:
  ///   - structures: structures of one composition.
  ///   - file: the file of a structure.
  /// - Returns: one warning for each structure that stands out.
  static func diagnostics(
    _ structures: [AnalysedStructure], file: (AnalysedStructure) -> String
  ) -> [Diagnostic] {
    let runs = Dictionary(grouping: structures) { $0.run ?? "" }
    return runs.sorted { $0.key < $1.key }.flatMap { _, members -> [Diagnostic] in
      guard members.count >= fewest else { return [] }
      let points = members.map { ($0.temperature, log(volumePerAtom($0.crystal))) }
      let deviations = points.indices.map { index -> Double in
        let others = points.indices.filter { $0 != index }.map { points[$0] }
        let (constant, slope) = line(through: others)
        return points[index].1 - constant - slope * points[index].0
      }
      let usual = median(deviations.map(abs))
      return members.indices.filter { abs(deviations[$0]) > max(factor * usual, least) }.map {
        let member = members[$0]
        let percent = (100 * (exp(deviations[$0]) - 1)).significant(2)
        return Diagnostic(
          .warning, code: "volume-outlier",
          message: "at \(member.temperature.significant(7)) K the volume per atom, "
            + "\(volumePerAtom(member.crystal).significant(4)) Å³, differs by \(percent) % from "
            + "the line through the other structures, where \((100 * usual).significant(2)) % is "
            + "usual: check the cell for a wrong digit; a transition seldom changes the volume so "
            + "much", file: file(member))
      }
    }
  }

  private static func volumePerAtom(_ crystal: ExpandedCrystal) -> Double {
    let atoms = crystal.atoms.reduce(0) { $0 + $1.occupancy }
    return abs(crystal.basis.determinant) / max(atoms, 1e-9)
  }

  /// The median slope of all pairs, and the median constant that goes with it.
  private static func line(through points: [(Double, Double)]) -> (constant: Double, slope: Double)
  {
    var slopes: [Double] = []
    for (index, first) in points.enumerated() {
      for second in points[(index + 1)...] where second.0 != first.0 {
        slopes.append((second.1 - first.1) / (second.0 - first.0))
      }
    }
    let slope = slopes.isEmpty ? 0 : median(slopes)
    return (median(points.map { $0.1 - slope * $0.0 }), slope)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
