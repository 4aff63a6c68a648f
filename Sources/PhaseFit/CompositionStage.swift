import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The stage that keeps structures of one composition together and refuses a mixture.
enum CompositionStage {
  /// Amounts may differ by this share before compositions are different: refined occupancies carry
  /// errors of some per cent.
  private static let tolerance = 0.05

  /// The structures of the composition that more than half of them have.
  ///
  /// - Returns: those structures, and one diagnostic for each other.
  /// - Throws: `PhaseFitError` of bad data where no composition has the majority.
  static func majority(
    of structures: [AnalysedStructure], file: (AnalysedStructure) -> String
  ) throws(PhaseFitError) -> (kept: [AnalysedStructure], leftOut: [(AnalysedStructure, String)]) {
    var groups: [(shares: [Element: Double], members: [AnalysedStructure])] = []
    for structure in structures {
      let shares = shares(of: structure.crystal)
      if let index = groups.firstIndex(where: { agree($0.shares, shares) }) {
        groups[index].members.append(structure)
      } else {
        groups.append((shares, [structure]))
      }
    }
    guard groups.count > 1 else { return (structures, []) }
    guard let largest = groups.max(by: { $0.members.count < $1.members.count }),
      2 * largest.members.count > structures.count
    else {
      let list = groups.map { group in
        "\(formula(group.shares)) (\(group.members.count), as \(file(group.members[0])))"
      }
      throw PhaseFitError(
        .badData,
        "the structures have different compositions: \(list.joined(separator: ", ")): expected one "
          + "composition; analyse each on its own")
    }
    let common = formula(largest.shares)
    var leftOut: [(AnalysedStructure, String)] = []
    for group in groups where !agree(group.shares, largest.shares) {
      for member in group.members {
        leftOut.append(
          (
            member,
            "the composition is \(formula(group.shares)), that of \(largest.members.count) of "
              + "\(structures.count) structures \(common): the structure was left out"
          ))
      }
    }
    return (largest.members, leftOut)
  }

  /// The share of each element among all atoms.
  private static func shares(of crystal: ExpandedCrystal) -> [Element: Double] {
    var amounts: [Element: Double] = [:]
    for content in crystal.atoms.flatMap(\.contents) {
      amounts[content.element, default: 0] += content.occupancy
    }
    let total = amounts.values.reduce(0, +)
    return total > 0 ? amounts.mapValues { $0 / total } : amounts
  }

  private static func agree(_ first: [Element: Double], _ second: [Element: Double]) -> Bool {
    Set(first.keys).union(second.keys).allSatisfy { element in
      abs((first[element] ?? 0) - (second[element] ?? 0)) <= tolerance
        * max(first[element] ?? 0, second[element] ?? 0)
    }
  }

  /// The formula with the rarest element once, or in per cent of atoms where that gives no numbers.
  private static func formula(_ shares: [Element: Double]) -> String {
    let smallest = shares.values.min() ?? 1
    return shares.sorted { $0.key < $1.key }.map { element, share in
      let ratio = share / smallest
      let text = ratio.significant(3)
      return text == "1" ? element.symbol : element.symbol + text
    }.joined(separator: " ")
  }
}
